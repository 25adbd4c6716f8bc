import type { Tx } from '../../../db/client.ts';
import { readItem } from '../../../db/queries/items/items.ts';
import { readResident } from '../../../db/queries/residents/residents.ts';
import type { Reader } from '../../domain/offers/offer.ts';
import type { Line } from '../../line.ts';

/** Who a registration belongs to, to tell them something. */
export type Person = { residentId: string; key: Buffer; reader: Reader; itemId: string; reference: string };

/** Null where nobody can be told any more: the person was forgotten. */
export async function readPerson(
  tx: Tx,
  line: Line,
  row: { residentId: string | null; itemId: string },
): Promise<Person | null> {
  const item = row.residentId === null ? null : await readItem(tx, row.itemId);
  const resident = row.residentId === null ? null : await readResident(tx, row.residentId);
  const key = item?.keyId ? await line.keyring.key(tx, item.keyId) : null;
  if (!item || !resident || !key) return null;
  return {
    residentId: resident.id,
    key,
    reader: {
      language: resident.language ?? item.language,
      second: resident.secondLanguage,
    },
    itemId: item.id,
    reference: item.reference,
  };
}
