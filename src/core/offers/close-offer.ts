import { updateOffer } from '../../db/queries/offers/offers.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { type OfferEntry, readEntry } from './offer-facts.ts';
import { noteOfferEvent, workOnOffer } from './work-on-offer.ts';

/** No more registrations; who has a seat keeps it, and the line still moves. Refusals: role_needed, not_found, wrong_state. */
export async function closeOffer(line: Line, member: StaffMember | null, offerId: string): Promise<Result<OfferEntry>> {
  return workOnOffer(line, member, offerId, async (tx, row, by): Promise<Result<OfferEntry>> => {
    if (row.status !== 'published' && row.status !== 'closed') return refuse('wrong_state');
    if (row.status === 'published') {
      await updateOffer(tx, offerId, { status: 'closed', updatedAt: line.now() });
      await noteOfferEvent(tx, line, 'offer_closed', offerId, by);
    }
    const entry = await readEntry(tx, offerId, line.now(), by);
    return entry ? done(entry) : refuse('not_found');
  });
}
