import { and, asc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { personKeys } from '../../schema/keys/person-keys.ts';

export type PersonKey = { id: string; wrappedKey: Buffer; masterVersion: number };

const { id, wrappedKey, masterVersion } = personKeys;

export async function readPersonKey(tx: Tx, keyId: string): Promise<PersonKey | null> {
  const [row] = await tx.select({ id, wrappedKey, masterVersion }).from(personKeys).where(eq(id, keyId));
  return row ?? null;
}

/** `day`: a key made with an anonymous item stands among those of residents, so no finer moment is kept. */
export async function insertPersonKey(tx: Tx, row: PersonKey, day: Date): Promise<void> {
  await tx.insert(personKeys).values({ ...row, createdAt: day });
}

/** What lay under one lies under the other now, and goes with it. */
export async function joinKeys(tx: Tx, from: string, into: string): Promise<void> {
  await tx.update(personKeys).set({ joinedId: into }).where(eq(id, from));
}

export async function listJoinedKeys(tx: Tx, into: string): Promise<string[]> {
  const rows = await tx.select({ id }).from(personKeys).where(eq(personKeys.joinedId, into));
  return rows.map((row) => row.id);
}

export async function deletePersonKey(tx: Tx, keyId: string): Promise<void> {
  await tx.delete(personKeys).where(eq(id, keyId));
}

/** Keys still wrapped by an older master key, after `afterId`, for a rotation in batches. Rows are locked. */
export async function lockOldPersonKeys(
  tx: Tx,
  newestVersion: number,
  afterId: string,
  limit: number,
): Promise<PersonKey[]> {
  return tx
    .select({ id, wrappedKey, masterVersion })
    .from(personKeys)
    .where(and(lt(masterVersion, newestVersion), gt(id, afterId)))
    .orderBy(asc(id))
    .limit(limit)
    .for('update');
}

export async function replacePersonKey(tx: Tx, row: PersonKey): Promise<void> {
  await tx
    .update(personKeys)
    .set({ wrappedKey: row.wrappedKey, masterVersion: row.masterVersion })
    .where(eq(id, row.id));
}

/** Those of the keys that still exist. One parameter, however many: a statement of so many places would be planned anew for each number. */
export async function readPersonKeys(tx: Tx, ids: string[]): Promise<PersonKey[]> {
  if (ids.length === 0) return [];
  const all = sql`${id} = any(${`{${ids.join(',')}}`}::text::uuid[])`;
  return tx.select({ id, wrappedKey, masterVersion }).from(personKeys).where(all);
}
