import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { dataKeys } from '../../schema/keys/data-keys.ts';

export type DataKey = { purpose: string; version: number; wrappedKey: Buffer };

/** Held to the end of the transaction, so that two first starts or two rotations do not cross. */
export async function lockDataKeys(tx: Tx): Promise<void> {
  await tx.execute(sql`lock table data_keys in share row exclusive mode`);
}

export async function readDataKeys(tx: Tx): Promise<DataKey[]> {
  const { purpose, version, wrappedKey } = dataKeys;
  return tx.select({ purpose, version, wrappedKey }).from(dataKeys);
}

export async function insertDataKey(tx: Tx, row: DataKey): Promise<void> {
  await tx.insert(dataKeys).values(row);
}

export async function replaceDataKey(tx: Tx, row: DataKey): Promise<void> {
  await tx
    .update(dataKeys)
    .set({ wrappedKey: row.wrappedKey })
    .where(and(eq(dataKeys.purpose, row.purpose), eq(dataKeys.version, row.version)));
}

export async function deleteDataKey(tx: Tx, { purpose, version }: Pick<DataKey, 'purpose' | 'version'>): Promise<void> {
  await tx.delete(dataKeys).where(and(eq(dataKeys.purpose, purpose), eq(dataKeys.version, version)));
}

/** Every process that runs reads the keys again once this transaction is committed. */
export async function announceDataKeys(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_notify(${DATA_KEYS_CHANNEL}, '')`);
}
export const DATA_KEYS_CHANNEL = 'data_keys';

/** Where a hash or a seal of these purposes stands, and the version of its key. */
const USES = {
  chat: sql`select chat_key_version as version from residents`,
  source: sql`select source_key_version as version from messages where source_hash is not null`,
  index: sql`select key_version as version from search_bags where sealed is not null`,
} as const;
export type RotatingPurpose = keyof typeof USES;
export const ROTATING_PURPOSES = Object.keys(USES) as RotatingPurpose[];

/** Deletes keys that a newer one has replaced and that nothing is hashed or sealed under any more. Returns how many. */
export async function deleteUnusedDataKeys(tx: Tx): Promise<number> {
  let deleted = 0;
  for (const purpose of ROTATING_PURPOSES) {
    const rows = await tx.execute(sql`
      delete from data_keys k where k.purpose = ${purpose}
        and k.version < (select max(version) from data_keys n where n.purpose = ${purpose})
        and not exists (select from (${USES[purpose]}) as used where used.version <= k.version)
      returning 1`);
    deleted += rows.length;
  }
  return deleted;
}
