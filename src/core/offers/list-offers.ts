import { countOffers, listCountedOffers } from '../../db/queries/offers/offers.ts';
import type { OfferKind } from '../domain/offers/offer.ts';
import { done, type Result } from '../domain/result.ts';
import { mayManageOffers, refuseRole, type StaffMember, sensitiveFor } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { entryOf, type OfferEntry } from './offer-facts.ts';

/** Offers for staff, soonest first; what is over comes last by being asked for with `over`. Refusals: role_needed. */
export async function listOffers(
  line: Line,
  member: StaffMember | 'console' | null,
  kinds: readonly OfferKind[],
  most: number,
  over = false,
): Promise<Result<{ entries: OfferEntry[]; total: number }, 'role_needed'>> {
  if (member !== 'console' && !mayManageOffers(member)) return refuseRole('run_offers', member);
  const statuses = over ? (['finished', 'cancelled'] as const) : (['draft', 'published', 'closed'] as const);
  const { read } = line.database;
  const now = line.now();
  const [counted, total] = await Promise.all([
    listCountedOffers(read, { kinds, statuses }, most, {
      sensitiveFor: sensitiveFor(member === 'console' ? null : member),
    }),
    countOffers(read, { kinds, statuses }),
  ]);
  return done({ entries: counted.map((one) => entryOf(one, now)), total });
}
