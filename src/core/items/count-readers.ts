import { readItemByReference } from '../../db/queries/items/items.ts';
import type { Line } from '../line.ts';
import { listReaders } from './tell-residents.ts';

/** How many residents would read an answer in this item now: what the form says before somebody writes to more than they meant. */
export async function countReaders(line: Line, reference: string): Promise<number> {
  const row = await readItemByReference(line.database.read, reference);
  return row ? (await listReaders(line.database.read, row.id)).length : 0;
}
