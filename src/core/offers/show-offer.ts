import { readOfferIdByCode } from '../../db/queries/offers/offers.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayManageOffers, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { type OfferEntry, readEntry } from './offer-facts.ts';

/** One offer with its counts. Refusals: role_needed, not_found. */
export async function showOffer(line: Line, member: StaffMember | null, offerId: string): Promise<Result<OfferEntry>> {
  if (!mayManageOffers(member)) return refuseRole('run_offers', member);
  // Which names stay Latin in the Cyrillic that is shown holds from the last reading of the settings.
  await line.settings();
  const entry = await readEntry(line.database.read, offerId, line.now(), member);
  return entry ? done(entry) : refuse('not_found');
}

/** The same by its number, `T-7K3QM9`. */
export async function showOfferByCode(
  line: Line,
  member: StaffMember | null,
  code: string,
): Promise<Result<OfferEntry>> {
  if (!mayManageOffers(member)) return refuseRole('run_offers', member);
  const id = await readOfferIdByCode(line.database.read, code);
  return id === null ? refuse('not_found') : showOffer(line, member, id);
}
