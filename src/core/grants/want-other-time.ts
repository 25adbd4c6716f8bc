import type { Tx } from '../../db/client.ts';
import { dropAppointments } from '../../db/queries/offers/appointments.ts';
import type { Address } from '../domain/address.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { isOpenEnquiry } from '../domain/offers/enquiry.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { type Added, addToItem } from '../items/add-to-item.ts';
import type { Line } from '../line.ts';
import { lockOwnEnquiry } from './lock-own-enquiry.ts';
import { noteEnquiryEvent } from './work-on-enquiry.ts';

/** "None of these suits me": their words reach staff, and the times proposed lapse. Refusals: not_found, already_decided, words_destroyed. */
export async function wantOtherTime(
  tx: Tx,
  line: Line,
  from: { residentId: string; address: Address },
  enquiryId: string,
  words: IncomingMessage[],
): Promise<Result<Added, 'not_found' | 'already_decided' | 'words_destroyed'>> {
  const own = await lockOwnEnquiry(tx, from.residentId, enquiryId);
  if (!own) return refuse('not_found');
  if (!isOpenEnquiry(own.enquiry.state)) return refuse('already_decided');
  await dropAppointments(tx, enquiryId, ['proposed']);
  const added = await addToItem(tx, line, from, own.item.id, words);
  if (added.ok) await noteEnquiryEvent(tx, line, { kind: 'other_time_wanted', data: { enquiryId } }, own.item.id, null);
  return added.ok ? done(added.value) : added;
}
