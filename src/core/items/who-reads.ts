import { readItemByReference } from '../../db/queries/items/items.ts';
import { readResident } from '../../db/queries/residents/residents.ts';
import { type Channel, hasNoChannel, type Language } from '../domain/codes.ts';
import type { Line } from '../line.ts';
import { listReaders } from './tell-residents.ts';

/** Who reads what is written in an item now, before anything is: what the form says, and by what it is asked which language it is in. */
export type WhoReads = {
  /** How many. */
  count: number;
  /** Of the item's own resident; as the item has it, where it has none to send to. */
  language: Language;
  secondLanguage: Language | null;
  /** What the others read, whose items were merged with it. */
  alsoRead: Language[];
  /** By which channel it is brought; null of an item that is answered by receipt, or by voice. */
  channel: Channel | null;
};

export async function whoReads(line: Line, reference: string): Promise<WhoReads | null> {
  const { read } = line.database;
  const row = await readItemByReference(read, reference);
  if (!row) return null;
  const readers = await listReaders(read, row.id);
  const residents = await Promise.all(readers.map(({ residentId }) => readResident(read, residentId)));
  const own = residents.find((one) => one?.id === row.residentId) ?? null;
  const language = own?.language ?? row.language;
  const others = residents.flatMap((one) => (one?.language && one.id !== row.residentId ? [one.language] : []));
  return {
    count: readers.length,
    language,
    secondLanguage: own?.secondLanguage ?? null,
    alsoRead: [...new Set(others)].filter((one) => one !== language),
    channel: own && !hasNoChannel(own) ? own.channel : null,
  };
}
