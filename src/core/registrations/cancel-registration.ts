import type { Tx } from '../../db/client.ts';
import { listSessions, lockOffer } from '../../db/queries/offers.ts';
import { readRegistration } from '../../db/queries/registrations.ts';
import type { OfferFacts } from '../domain/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { factsOf } from '../offers/offer-facts.ts';
import { endRegistration } from './end-registration.ts';

/** By the resident: gives back a seat, declines one, or leaves the line. Refusals: not_found, already_cancelled. */
export async function cancelRegistration(
  tx: Tx,
  line: Line,
  residentId: string,
  registrationId: string,
): Promise<Result<{ facts: OfferFacts }>> {
  const found = await readRegistration(tx, registrationId);
  if (found?.residentId !== residentId) return refuse('not_found');
  const offer = await lockOffer(tx, found.offerId);
  const row = await readRegistration(tx, registrationId);
  if (!offer || !row) return refuse('not_found');
  if (row.status === 'cancelled' || row.status === 'lapsed') return refuse('already_cancelled');
  await endRegistration(tx, line, offer, row, 'resident', { kind: 'resident' });
  return done({ facts: factsOf(offer, await listSessions(tx, offer.id)) });
}
