import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { dataKeys } from '../schema/data-keys.ts';

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
