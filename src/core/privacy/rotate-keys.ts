import type { Database } from '../../db/client.ts';
import { insertDataKey, lockDataKeys, readDataKeys, replaceDataKey } from '../../db/queries/data-keys.ts';
import { lockOldPersonKeys, replacePersonKey } from '../../db/queries/person-keys.ts';
import type { Keyring } from './keyring.ts';
import { newDataKey, rewrapDataKey } from './root-keys.ts';

const BATCH = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Makes a new master key and wraps every person's key anew under it, in batches, while the line runs: other processes read the new
 * master key when they meet it. `onBatch` hears how many are done. Returns how many were wrapped.
 */
export async function rotateMasterKey(
  database: Database,
  keyring: Keyring,
  dataKey: Buffer,
  onBatch: (wrapped: number) => void,
): Promise<number> {
  const newest = await database.transaction(async (tx) => {
    await lockDataKeys(tx);
    const version =
      1 + Math.max(...(await readDataKeys(tx)).filter((row) => row.purpose === 'master').map((row) => row.version));
    await insertDataKey(tx, newDataKey(dataKey, 'master', version));
    await keyring.reload(tx);
    return version;
  });
  let wrapped = 0;
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    const from: string = after;
    after = await database.transaction(async (tx) => {
      const rows = await lockOldPersonKeys(tx, newest, from, BATCH);
      for (const row of rows) await replacePersonKey(tx, await keyring.rewrap(tx, row));
      wrapped += rows.length;
      return rows.at(-1)?.id;
    });
    onBatch(wrapped);
  }
  return wrapped;
}

/** Wraps the database's keys by another DATA_KEY, in one transaction. Processes need the new one from their next start on. Throws `Unopenable` when `from` is wrong. */
export async function changeDataKey(database: Database, from: Buffer, to: Buffer): Promise<void> {
  await database.transaction(async (tx) => {
    await lockDataKeys(tx);
    for (const row of await readDataKeys(tx)) await replaceDataKey(tx, rewrapDataKey(row, from, to));
  });
}
