import { hkdfSync, randomBytes } from 'node:crypto';
import type { Database, Tx } from '../../db/client.ts';
import {
  type DataKey,
  deleteDataKey,
  insertDataKey,
  lockDataKeys,
  readDataKeys,
} from '../../db/queries/keys/data-keys.ts';
import { sealedIn } from './places.ts';
import { KEY_BYTES, open, seal, Unopenable } from './seal.ts';

/** `master` wraps people's keys, `index` seals what search knows. */
const SEALING_PURPOSES = ['master', 'index'] as const;
/** What is looked up by a keyed hash: each has a root key of its own. A new purpose is a name in this list, and its key is made at the next start. */
const LOOKUP_PURPOSES = [
  'chat',
  'receipt',
  'source',
  'word',
  'update',
  'submission',
  'slack_ts',
  'name',
  'join',
] as const;
export type LookupPurpose = (typeof LOOKUP_PURPOSES)[number];
/** Draws how figures for sharing are rounded. It has one version for ever: under another, a period that was issued would come out anew, and both together say more. */
const FIGURES = 'figures';
/** Seals the log of what was done. It has one version for ever: what was sealed is reckoned anew under it. */
const AUDIT = 'audit';
const PURPOSES: readonly string[] = [...SEALING_PURPOSES, ...LOOKUP_PURPOSES, FIGURES, AUDIT];

/** Before there was a root key a purpose, these were derived from one look-up key. Hashes of then stay valid: the derived key is version 1. */
const ONCE_DERIVED: readonly string[] = ['chat', 'receipt', 'source'];
const ONE_LOOKUP_KEY = 'lookup';

const placeOfKey = ({ purpose, version }: Pick<DataKey, 'purpose' | 'version'>) => sealedIn.dataKey(purpose, version);

/** The database's own keys, unwrapped: some versions a purpose. */
export type RootKeys = {
  newest(purpose: string): { version: number; key: Buffer };
  /** Newest first: what was hashed under an older one is still found. */
  all(purpose: string): Buffer[];
  /** One that is not known yet is read first: another process may have made it. Throws `Unopenable` when there is none. */
  ofVersion(tx: Tx, purpose: string, version: number): Promise<Buffer>;
  reload(tx: Tx): Promise<void>;
};

/** Unwraps the database's keys with DATA_KEY, or makes the first ones. Throws `Unopenable` when DATA_KEY is not this database's. */
export async function openRootKeys(database: Database, dataKey: Buffer): Promise<RootKeys> {
  const keys = new Map<string, Map<number, Buffer>>();
  const learn = (rows: DataKey[]) => {
    for (const row of rows) {
      const versions = keys.get(row.purpose) ?? new Map<number, Buffer>();
      if (!versions.has(row.version)) versions.set(row.version, open(dataKey, placeOfKey(row), row.wrappedKey));
      keys.set(row.purpose, versions);
    }
  };
  const reload = async (tx: Tx) => learn(await readDataKeys(tx));
  learn(await database.transaction((tx) => readOrMake(tx, dataKey)));
  return {
    newest: (purpose) => {
      const version = Math.max(...(keys.get(purpose)?.keys() ?? []));
      const key = keys.get(purpose)?.get(version);
      if (!key) throw new Unopenable();
      return { version, key };
    },
    all: (purpose) => [...(keys.get(purpose) ?? [])].sort(([one], [other]) => other - one).map(([, key]) => key),
    ofVersion: async (tx, purpose, version) => {
      if (!keys.get(purpose)?.has(version)) await reload(tx);
      const key = keys.get(purpose)?.get(version);
      if (!key) throw new Unopenable();
      return key;
    },
    reload,
  };
}

async function readOrMake(tx: Tx, dataKey: Buffer): Promise<DataKey[]> {
  const present = await readDataKeys(tx);
  if (missingPurposes(present).length === 0) return present;
  await lockDataKeys(tx);
  const rows = await readDataKeys(tx);
  const once = rows.find((row) => row.purpose === ONE_LOOKUP_KEY);
  const first = (purpose: string) =>
    once && ONCE_DERIVED.includes(purpose)
      ? wrapDataKey(dataKey, { purpose, version: 1 }, derivedKey(dataKey, once, purpose))
      : newDataKey(dataKey, purpose, 1);
  // Whoever has another DATA_KEY is met before a key is made that this database could not open.
  for (const row of rows) open(dataKey, placeOfKey(row), row.wrappedKey);
  const made = missingPurposes(rows).map(first);
  for (const row of made) await insertDataKey(tx, row);
  if (once) await deleteDataKey(tx, once);
  return [...rows.filter((row) => row !== once), ...made];
}

const missingPurposes = (rows: DataKey[]): string[] =>
  PURPOSES.filter((purpose) => rows.every((row) => row.purpose !== purpose));

function derivedKey(dataKey: Buffer, once: DataKey, purpose: string): Buffer {
  const key = open(dataKey, placeOfKey(once), once.wrappedKey);
  return Buffer.from(hkdfSync('sha256', key, '', `lookup:${purpose}`, KEY_BYTES));
}

const wrapDataKey = (dataKey: Buffer, place: Pick<DataKey, 'purpose' | 'version'>, key: Buffer): DataKey => ({
  ...place,
  wrappedKey: seal(dataKey, placeOfKey(place), key),
});

/** A fresh random key of the database, wrapped by DATA_KEY. */
export const newDataKey = (dataKey: Buffer, purpose: string, version: number): DataKey =>
  wrapDataKey(dataKey, { purpose, version }, randomBytes(KEY_BYTES));

/** The same key under another DATA_KEY. Throws `Unopenable` when `from` is not the one it is wrapped by. */
export function rewrapDataKey(row: DataKey, from: Buffer, to: Buffer): DataKey {
  return { ...row, wrappedKey: seal(to, placeOfKey(row), open(from, placeOfKey(row), row.wrappedKey)) };
}
