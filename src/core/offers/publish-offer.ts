import { listSessions, updateOffer } from '../../db/queries/offers/offers.ts';
import { offerProblems } from '../domain/offers/check-offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { draftOf, type OfferRefusal, offerWrong } from './draft-offer.ts';
import { fillSeats } from './fill-seats.ts';
import { type OfferEntry, readEntry } from './offer-facts.ts';
import { noteOfferEvent, workOnOffer } from './work-on-offer.ts';

/**
 * Shows an offer to residents; one that was closed takes registrations again. Publishing twice is one publishing.
 * Refusals: role_needed, not_found, wrong_state (finished, cancelled), offer_wrong (its dates have passed).
 */
export async function publishOffer(
  line: Line,
  member: StaffMember | null,
  offerId: string,
): Promise<Result<OfferEntry> | OfferRefusal> {
  return workOnOffer(line, member, offerId, async (tx, row, by): Promise<Result<OfferEntry> | OfferRefusal> => {
    if (row.status === 'finished' || row.status === 'cancelled') return refuse('wrong_state');
    const problems = offerProblems(draftOf(row, await listSessions(tx, offerId)), line.now());
    if (problems.length > 0) return offerWrong(problems);
    if (row.status !== 'published') {
      const now = line.now();
      await updateOffer(tx, offerId, { status: 'published', publishedAt: row.publishedAt ?? now, updatedAt: now });
      await noteOfferEvent(tx, line, 'offer_published', offerId, by);
      await fillSeats(tx, line, { ...row, status: 'published' });
    }
    const entry = await readEntry(tx, offerId, line.now(), by);
    return entry ? done(entry) : refuse('not_found');
  });
}
