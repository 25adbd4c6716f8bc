import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { afterCommit, type Database, type Tx } from '../../db/client.ts';
import {
  deletePersonKey,
  insertPersonKey,
  listJoinedKeys,
  type PersonKey,
  readPersonKey,
  readPersonKeys,
} from '../../db/queries/keys/person-keys.ts';
import { insertTombstone } from '../../db/queries/residents/tombstones.ts';
import type { Draw } from '../domain/figures/round-randomly.ts';
import { dayOf } from '../domain/time/moments.ts';
import { drawOfSum } from './draw.ts';
import { sealedIn } from './places.ts';
import { type LookupPurpose, openRootKeys } from './root-keys.ts';
import { KEY_BYTES, open, seal } from './seal.ts';

export type { LookupPurpose } from './root-keys.ts';

/**
 * DATA_KEY wraps the root keys (table `data_keys`): the master keys, of which one wraps one key a person (`person_keys`), and one a purpose
 * of look-up, and one that draws how figures are rounded, and one that seals the log. Look-up hashes are HMAC-SHA256, so that equal values cannot be matched across purposes.
 */
export type Keyring = {
  /** Under the newest key of the purpose: what is written. */
  lookupHash(purpose: LookupPurpose, value: string): Buffer;
  /** Under each valid key, the newest first: what is looked up, for the purposes whose keys are rotated (`chat`, `source`). */
  lookupHashes(purpose: LookupPurpose, value: string): Buffer[];
  /** The version of the newest key, kept beside a hash where its purpose rotates. */
  lookupVersion(purpose: LookupPurpose): number;
  /** What the search index is sealed under now. */
  indexKey(): { version: number; key: Buffer };
  indexKeyOf(tx: Tx, version: number): Promise<Buffer>;
  /** How the cell whose items' numbers have this sum (decimal) is rounded in figures for sharing: the same for ever. */
  drawOf(sum: string): Draw;
  /** A keyed hash for the chain over the log of what was done: the same for ever. */
  sealOfAudit(value: string): Buffer;
  /** Makes and stores a new person key. */
  create(tx: Tx, now: Date): Promise<{ id: string; key: Buffer }>;
  /** The key itself, or null when it was destroyed. */
  key(tx: Tx, keyId: string): Promise<Buffer | null>;
  /** Those that were not destroyed, by their ids: one statement for any number of them. */
  keys(tx: Tx, keyIds: Iterable<string>): Promise<Map<string, Buffer>>;
  /** The same from a row already read. Throws `Unopenable` when it was changed. */
  unwrap(tx: Tx, row: PersonKey): Promise<Buffer>;
  /** Wraps a person key anew under the newest master key. */
  rewrap(tx: Tx, row: PersonKey): Promise<PersonKey>;
  /** Destroys it for good and leaves a tombstone: in the database, and on disk before the transaction's caller goes on and can tell anybody. */
  destroy(tx: Tx, keyId: string, now: Date): Promise<void>;
  /** Reads the master keys again, after a rotation. */
  reload(tx: Tx): Promise<void>;
};

/** Writes down, where no backup of the database reaches, that these keys were destroyed; on disk when it resolves. */
export type KeepTombstones = (keyIds: readonly string[]) => Promise<void>;

/**
 * Unwraps the database's keys with DATA_KEY, or makes the first ones. Throws `Unopenable` when DATA_KEY is not this database's. Without
 * `keepTombstones` what is destroyed is written down in the database alone.
 */
export async function openKeyring(
  database: Database,
  dataKey: Buffer,
  keepTombstones?: KeepTombstones,
): Promise<Keyring> {
  const roots = await openRootKeys(database, dataKey);
  const wrap = (id: string, key: Buffer): PersonKey => {
    const master = roots.newest('master');
    return { id, wrappedKey: seal(master.key, sealedIn.personKey(id), key), masterVersion: master.version };
  };
  const unwrap = async (tx: Tx, row: PersonKey) =>
    open(await roots.ofVersion(tx, 'master', row.masterVersion), sealedIn.personKey(row.id), row.wrappedKey);
  const owesTombstone = keepTombstones && tombstonesAfterCommit(keepTombstones);

  return {
    lookupHash: (purpose, value) => hmac(roots.newest(purpose).key, value),
    lookupHashes: (purpose, value) => roots.all(purpose).map((key) => hmac(key, value)),
    lookupVersion: (purpose) => roots.newest(purpose).version,
    indexKey: () => roots.newest('index'),
    drawOf: (sum) => drawOfSum(roots.newest('figures').key, sum),
    sealOfAudit: (value) => hmac(roots.newest('audit').key, value),
    indexKeyOf: (tx, version) => roots.ofVersion(tx, 'index', version),
    create: async (tx, now) => {
      const id = randomUUID();
      const key = randomBytes(KEY_BYTES);
      await insertPersonKey(tx, wrap(id, key), dayOf(now));
      return { id, key };
    },
    key: async (tx, keyId) => {
      const row = await readPersonKey(tx, keyId);
      return row ? unwrap(tx, row) : null;
    },
    keys: async (tx, keyIds) => {
      const keys = new Map<string, Buffer>();
      for (const row of await readPersonKeys(tx, [...new Set(keyIds)])) keys.set(row.id, await unwrap(tx, row));
      return keys;
    },
    unwrap,
    rewrap: async (tx, row) => wrap(row.id, await unwrap(tx, row)),
    destroy: async (tx, keyId, now) => {
      // Of the same person before they came on a phone of their own: a backup of then would bring their words back.
      for (const one of [...(await listJoinedKeys(tx, keyId)), keyId]) {
        await insertTombstone(tx, one, now);
        await deletePersonKey(tx, one);
        owesTombstone?.(tx, one);
      }
    },
    reload: roots.reload,
  };
}

const hmac = (key: Buffer, value: string): Buffer => createHmac('sha256', key).update(value, 'utf8').digest();

/** All of one transaction are written together. */
function tombstonesAfterCommit(keep: KeepTombstones): (tx: Tx, keyId: string) => void {
  const destroyed = new WeakMap<Tx, string[]>();
  return (tx, keyId) => {
    const keyIds = destroyed.get(tx) ?? [];
    if (keyIds.length === 0) afterCommit(tx, () => keep(keyIds));
    destroyed.set(tx, keyIds);
    keyIds.push(keyId);
  };
}
