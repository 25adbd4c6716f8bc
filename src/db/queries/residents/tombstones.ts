import type { Tx } from '../../client.ts';
import { tombstones } from '../../schema/residents/tombstones.ts';

export async function insertTombstone(tx: Tx, keyId: string, now: Date): Promise<void> {
  await tx.insert(tombstones).values({ keyId, destroyedAt: now }).onConflictDoNothing();
}

export async function listTombstones(tx: Tx): Promise<{ keyId: string; destroyedAt: Date }[]> {
  return tx.select().from(tombstones);
}
