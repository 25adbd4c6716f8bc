import { updateOffer } from '../../db/queries/offers/offers.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { firstStart } from '../domain/offers/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { type OfferEntry, readEntry } from './offer-facts.ts';
import { noteOfferEvent, workOnOffer } from './work-on-offer.ts';

/**
 * It is over: who was there gets the certificate and is asked three short questions, in the slow lane. A second press changes nothing.
 * Refusals: role_needed, not_found, wrong_state, not_begun (the first session has not started).
 */
export async function finishOffer(
  line: Line,
  member: StaffMember | null,
  offerId: string,
): Promise<Result<OfferEntry>> {
  return workOnOffer(line, member, offerId, async (tx, row, by): Promise<Result<OfferEntry>> => {
    if (row.status === 'draft' || row.status === 'cancelled') return refuse('wrong_state');
    const now = line.now();
    const before = await readEntry(tx, offerId, now);
    if (!before) return refuse('not_found');
    const start = firstStart(before.facts);
    if (start !== null && start > now) return refuse('not_begun');
    if (row.status !== 'finished') {
      await updateOffer(tx, offerId, { status: 'finished', updatedAt: now });
      await noteOfferEvent(tx, line, 'offer_finished', offerId, by);
      if (row.kind !== 'grant_call') await owe(tx, 'finish', { offerId });
    }
    const entry = await readEntry(tx, offerId, now, by);
    return entry ? done(entry) : refuse('not_found');
  });
}
