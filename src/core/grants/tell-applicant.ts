import type { Tx } from '../../db/client.ts';
import type { Reader } from '../domain/offers/offer.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { readPerson } from '../offers/sheet/read-person.ts';
import { sayToResident } from '../residents/say-to-resident.ts';
import type { HeldEnquiry } from './work-on-enquiry.ts';

/** Promises the applicant a message in their language. Nobody is told who was forgotten meanwhile. */
export async function tellApplicant(
  tx: Tx,
  line: Line,
  { row }: Pick<HeldEnquiry, 'row'>,
  say: (reader: Reader, reference: string) => Say[],
  about: { itemId?: string; messageId?: string | undefined; kind?: 'notice' | 'closing' | 'answer' } = {},
): Promise<void> {
  const person = await readPerson(tx, line, row);
  if (!person) return;
  await sayToResident(tx, line, {
    residentId: person.residentId,
    key: person.key,
    itemId: about.itemId ?? row.itemId,
    ...(about.messageId !== undefined && { messageId: about.messageId }),
    kind: about.kind ?? 'notice',
    say: say(person.reader, person.reference),
  });
}
