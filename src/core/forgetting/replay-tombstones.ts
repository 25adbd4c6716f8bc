import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lockItemsOfKeys } from '../../db/queries/items/items.ts';
import { readPersonKeys } from '../../db/queries/keys/person-keys.ts';
import { readResidentByKey } from '../../db/queries/residents/residents.ts';
import { listTombstones } from '../../db/queries/residents/tombstones.ts';
import type { Line } from '../line.ts';
import { destroyWords } from './destroy-words.ts';
import { forgetResident } from './forget-resident.ts';

const KEY_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Appends ids of destroyed keys to the list beside the database. When it resolves they are on the disk, list and folder: whoever is told
 * that everything is erased stays erased, whatever is killed and restored after. Several processes may append to one list.
 */
export async function keepTombstones(file: string, keyIds: readonly string[]): Promise<void> {
  const folder = dirname(file);
  const made = await mkdir(folder, { recursive: true });
  const list = await open(file, 'a', 0o600);
  try {
    // Begins a line of its own: what a process that was killed wrote last may lack its end.
    await list.writeFile(`\n${keyIds.join('\n')}\n`);
    await list.sync();
  } finally {
    await list.close();
  }
  await syncFolder(folder);
  if (made !== undefined) await syncFolder(dirname(made));
}

/** A file that was just made is found after a power cut only when its folder was written out too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Keeps the list of destroyed keys in a file beside the database too, and forgets again whatever a restored backup brought back.
 * The file holds random ids only; it must be kept apart from database backups (docs/operations.md). Returns how many were forgotten again.
 */
export async function replayTombstones(line: Line, file: string): Promise<number> {
  const inFile = new Set((await readLines(file)).filter((keyId) => KEY_ID.test(keyId)));
  let again = 0;
  for (const { id: keyId } of await readPersonKeys(line.database.read, [...inFile])) {
    await line.database.transaction(async (tx) => {
      const resident = await readResidentByKey(tx, keyId);
      if (resident) await forgetResident(tx, line, resident.id, 'system');
      for (const item of await lockItemsOfKeys(tx, [keyId])) await destroyWords(tx, line, item, 'system');
      await line.keyring.destroy(tx, keyId, line.now());
    });
    again += 1;
  }
  const missing = (await listTombstones(line.database.read))
    .map((row) => row.keyId)
    .filter((keyId) => !inFile.has(keyId));
  if (missing.length > 0) await keepTombstones(file, missing);
  return again;
}

async function readLines(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
