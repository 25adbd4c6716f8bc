import type { Tx } from '../../db/client.ts';
import { lockItem } from '../../db/queries/items/items.ts';
import { dropAppointments } from '../../db/queries/offers/appointments.ts';
import { type EnquiryRow, listOpenEnquiries, lockEnquiry, updateEnquiry } from '../../db/queries/offers/enquiries.ts';
import { lockOffer } from '../../db/queries/offers/offers.ts';
import { decideWithdraw } from '../domain/item.ts';
import type { TextLanguage } from '../domain/languages.ts';
import { isOpenEnquiry } from '../domain/offers/enquiry.ts';
import { type OfferFacts, wordsFor } from '../domain/offers/offer.ts';
import { applyDecision } from '../items/change-item.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import { readPerson } from '../offers/sheet/read-person.ts';
import { sayToResident } from '../residents/say-to-resident.ts';
import { sealReason } from './details.ts';
import { sayCallCancelled } from './say-of-enquiry.ts';

const BATCH = 200;

type Reasons = Partial<Record<TextLanguage, string>>;

/**
 * Ends the open applications of a call that was cancelled: each person hears it with the reason. A transaction a call, under the offer's
 * lock; a call more ends nothing twice. Returns whether somebody is left.
 */
export async function endApplications(line: Line, offerId: string): Promise<boolean> {
  return line.database.transaction(async (tx) => {
    const offer = await lockOffer(tx, offerId);
    if (offer?.kind !== 'grant_call' || offer.status !== 'cancelled') return false;
    const facts = await readFactsOf(tx, offer);
    const open = await listOpenEnquiries(tx, offerId, BATCH);
    for (const row of open) await end(tx, line, row, facts, (offer.cancelledBecause ?? {}) as Reasons);
    return open.length === BATCH;
  });
}

async function end(tx: Tx, line: Line, { id, itemId }: EnquiryRow, facts: OfferFacts, because: Reasons): Promise<void> {
  const now = line.now();
  const item = await lockItem(tx, itemId);
  const row = await lockEnquiry(tx, id);
  if (!item || !row || !isOpenEnquiry(row.state)) return;
  const person = await readPerson(tx, line, row);
  if (item.status === 'open') await applyDecision(tx, line, item, decideWithdraw(item, now), { kind: 'system' });
  await dropAppointments(tx, id, ['proposed', 'picked']);
  const reason = person && wordsFor(because, person.reader.language, person.reader.second);
  const sealed = person && reason ? { sealedReason: sealReason(person.key, id, reason) } : {};
  await updateEnquiry(tx, id, { state: 'declined', decidedAt: now, ...sealed }, now);
  if (!person) return;
  const { residentId, key, reader, reference } = person;
  const say = sayCallCancelled(facts, reader, reference, reason ?? '');
  await sayToResident(tx, line, { residentId, key, itemId, kind: 'notice', say, bulk: true });
}
