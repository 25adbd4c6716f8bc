import type { Database } from '../../db/client.ts';
import { awaitRebuild } from '../../db/queries/items/search.ts';
import {
  announceDataKeys,
  deleteUnusedDataKeys,
  insertDataKey,
  lockDataKeys,
  ROTATING_PURPOSES,
  readDataKeys,
  replaceDataKey,
} from '../../db/queries/keys/data-keys.ts';
import { lockOldPersonKeys, replacePersonKey } from '../../db/queries/keys/person-keys.ts';
import { lockOldChats, replaceChatHashes } from '../../db/queries/residents/residents.ts';
import { addressWord } from '../domain/address.ts';
import type { Keyring } from './keyring.ts';
import { newDataKey, rewrapDataKey } from './root-keys.ts';
import { openAddress } from './seal-address.ts';

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
    await announceDataKeys(tx);
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

/**
 * Makes a new root key of each purpose that whoever knew the old ones could count or try values with. Both are valid from then on; what is
 * written is written under the new one. Other processes read it at once, and before they take anybody for a stranger.
 */
export async function replaceRootKeys(database: Database, keyring: Keyring, dataKey: Buffer): Promise<void> {
  await database.transaction(async (tx) => {
    await lockDataKeys(tx);
    const rows = await readDataKeys(tx);
    for (const purpose of ROTATING_PURPOSES) {
      const versions = rows.filter((row) => row.purpose === purpose).map(({ version }) => version);
      await insertDataKey(tx, newDataKey(dataKey, purpose, 1 + Math.max(0, ...versions)));
    }
    await awaitRebuild(tx);
    await announceDataKeys(tx);
  });
  await keyring.reload(database.read);
}

/**
 * Hashes the sealed chat ids anew, in batches, and deletes the keys that nothing needs any more: of `chat` once people who did not agree have
 * expired, of `source` once retention has taken the last message, of `index` once it is made anew. Comes round, too.
 */
export async function settleRootKeys(database: Database, keyring: Keyring): Promise<void> {
  await keyring.reload(database.read);
  const newest = keyring.lookupVersion('chat');
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    const from: string = after;
    after = await database.transaction(async (tx) => {
      const old = await lockOldChats(tx, newest, from, BATCH);
      const keys = await keyring.keys(
        tx,
        old.map(({ keyId }) => keyId),
      );
      const hashed = old.flatMap((row) => {
        const key = keys.get(row.keyId);
        return key
          ? [
              {
                id: row.id,
                chatHash: keyring.lookupHash('chat', addressWord(openAddress(key, row, row.sealedAddress))),
              },
            ]
          : [];
      });
      await replaceChatHashes(tx, newest, hashed);
      return old.at(-1)?.id;
    });
  }
  await deleteUnusedDataKeys(database.read);
}

/** Wraps the database's keys by another DATA_KEY, in one transaction. Processes need the new one from their next start on. Throws `Unopenable` when `from` is wrong. */
export async function changeDataKey(database: Database, from: Buffer, to: Buffer): Promise<void> {
  await database.transaction(async (tx) => {
    await lockDataKeys(tx);
    for (const row of await readDataKeys(tx)) await replaceDataKey(tx, rewrapDataKey(row, from, to));
  });
}
