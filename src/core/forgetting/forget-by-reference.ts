import { lockItemByReference } from '../../db/queries/items/items.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { destroyWords } from './destroy-words.ts';
import { forgetResident } from './forget-resident.ts';

/** For a person who asks staff in person. An item without a resident loses its own words. Refusals: not_found. */
export async function forgetByReference(
  line: Line,
  reference: string,
): Promise<Result<{ items: number }, 'not_found'>> {
  return line.database.transaction(async (tx) => {
    const row = await lockItemByReference(tx, reference);
    if (!row) return refuse('not_found');
    if (row.residentId !== null) return done({ items: await forgetResident(tx, line, row.residentId, 'system') });
    await destroyWords(tx, line, row, 'system');
    if (row.keyId !== null) await line.keyring.destroy(tx, row.keyId, line.now());
    return done({ items: 1 });
  });
}
