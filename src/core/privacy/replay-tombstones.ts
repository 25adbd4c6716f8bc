import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lockItemsOfKeys } from '../../db/queries/items.ts';
import { readPersonKeys } from '../../db/queries/person-keys.ts';
import { readResidentByKey } from '../../db/queries/residents.ts';
import { listTombstones } from '../../db/queries/tombstones.ts';
import { destroyWords } from '../items/destroy-words.ts';
import type { Line } from '../line.ts';
import { forgetResident } from '../residents/forget-resident.ts';

const KEY_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

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
  if (missing.length === 0) return again;
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, `${missing.join('\n')}\n`, { mode: 0o600 });
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
