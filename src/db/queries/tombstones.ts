import { inArray } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { tombstones } from '../schema/tombstones.ts';

export async function insertTombstone(tx: Tx, keyId: string, now: Date): Promise<void> {
  await tx.insert(tombstones).values({ keyId, destroyedAt: now }).onConflictDoNothing();
}

export async function listTombstones(tx: Tx): Promise<{ keyId: string; destroyedAt: Date }[]> {
  return tx.select().from(tombstones);
}

export async function knownTombstones(tx: Tx, keyIds: string[]): Promise<string[]> {
  const rows = await tx.select({ keyId: tombstones.keyId }).from(tombstones).where(inArray(tombstones.keyId, keyIds));
  return rows.map((row) => row.keyId);
}
