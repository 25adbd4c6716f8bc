import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { Database, Tx } from '../../db/client.ts';
import { type DataKey, insertDataKey, lockDataKeys, readDataKeys } from '../../db/queries/data-keys.ts';
import { deletePersonKey, insertPersonKey, type PersonKey, readPersonKey } from '../../db/queries/person-keys.ts';
import { insertTombstone } from '../../db/queries/tombstones.ts';
import { KEY_BYTES, open, seal, Unopenable } from './seal.ts';

export type LookupPurpose = 'chat' | 'word' | 'receipt' | 'source';

/**
 * DATA_KEY wraps the master keys and the look-up key (table `data_keys`); a master key wraps one key a person (`person_keys`).
 * Look-up hashes are HMAC-SHA256 under a key a purpose, so that equal values cannot be matched across tables.
 */
export type Keyring = {
  lookupHash(purpose: LookupPurpose, value: string): Buffer;
  /** Makes and stores a new person key. */
  create(tx: Tx, now: Date): Promise<{ id: string; key: Buffer }>;
  /** The key itself, or null when it was destroyed. */
  key(tx: Tx, keyId: string): Promise<Buffer | null>;
  /** The same from a row already read. Throws `Unopenable` when it was changed. */
  unwrap(tx: Tx, row: PersonKey): Promise<Buffer>;
  /** Wraps a person key anew under the newest master key. */
  rewrap(tx: Tx, row: PersonKey): Promise<PersonKey>;
  /** Destroys it for good and leaves a tombstone. */
  destroy(tx: Tx, keyId: string, now: Date): Promise<void>;
  /** Reads the master keys again, after a rotation. */
  reload(tx: Tx): Promise<void>;
};

const placeOf = (row: { purpose: string; version: number }) => `data-key:${row.purpose}:${row.version}`;

/** Unwraps the database's keys with DATA_KEY, or makes the first ones. Throws `Unopenable` when DATA_KEY is not this database's. */
export async function openKeyring(database: Database, dataKey: Buffer): Promise<Keyring> {
  const masters = new Map<number, Buffer>();
  const lookups = new Map<LookupPurpose, Buffer>();
  let newest = 0;

  const learn = (rows: DataKey[]) => {
    for (const row of rows) {
      const key = open(dataKey, placeOf(row), row.wrappedKey);
      if (row.purpose === 'master') {
        masters.set(row.version, key);
        newest = Math.max(newest, row.version);
      } else {
        for (const purpose of ['chat', 'word', 'receipt', 'source'] as const) {
          lookups.set(purpose, Buffer.from(hkdfSync('sha256', key, '', `lookup:${purpose}`, KEY_BYTES)));
        }
      }
    }
  };
  learn(await database.transaction((tx) => readOrMake(tx, dataKey)));

  const master = async (tx: Tx, version: number) => {
    if (!masters.has(version)) learn(await readDataKeys(tx));
    const key = masters.get(version);
    if (!key) throw new Unopenable();
    return key;
  };
  const wrap = async (tx: Tx, id: string, key: Buffer): Promise<PersonKey> => ({
    id,
    wrappedKey: seal(await master(tx, newest), `person-key:${id}`, key),
    masterVersion: newest,
  });
  const unwrap = async (tx: Tx, row: PersonKey) =>
    open(await master(tx, row.masterVersion), `person-key:${row.id}`, row.wrappedKey);

  return {
    lookupHash: (purpose, value) => {
      const key = lookups.get(purpose);
      if (!key) throw new Unopenable();
      return createHmac('sha256', key).update(value, 'utf8').digest();
    },
    create: async (tx, now) => {
      const id = randomUUID();
      const key = randomBytes(KEY_BYTES);
      await insertPersonKey(tx, await wrap(tx, id, key), now);
      return { id, key };
    },
    key: async (tx, keyId) => {
      const row = await readPersonKey(tx, keyId);
      return row ? unwrap(tx, row) : null;
    },
    unwrap,
    rewrap: async (tx, row) => wrap(tx, row.id, await unwrap(tx, row)),
    destroy: async (tx, keyId, now) => {
      await insertTombstone(tx, keyId, now);
      await deletePersonKey(tx, keyId);
    },
    reload: async (tx) => learn(await readDataKeys(tx)),
  };
}

async function readOrMake(tx: Tx, dataKey: Buffer): Promise<DataKey[]> {
  await lockDataKeys(tx);
  const rows = await readDataKeys(tx);
  if (rows.length > 0) return rows;
  const made = (['master', 'lookup'] as const).map((purpose) => newDataKey(dataKey, purpose, 1));
  for (const row of made) await insertDataKey(tx, row);
  return made;
}

/** A fresh random key of the database, wrapped by DATA_KEY. */
export function newDataKey(dataKey: Buffer, purpose: DataKey['purpose'], version: number): DataKey {
  return { purpose, version, wrappedKey: seal(dataKey, placeOf({ purpose, version }), randomBytes(KEY_BYTES)) };
}

/** The same key under another DATA_KEY. Throws `Unopenable` when `from` is not the one it is wrapped by. */
export function rewrapDataKey(row: DataKey, from: Buffer, to: Buffer): DataKey {
  return { ...row, wrappedKey: seal(to, placeOf(row), open(from, placeOf(row), row.wrappedKey)) };
}
