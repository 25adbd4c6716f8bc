import type { Tx } from '../../db/client.ts';
import { type RegistrationRow, updateRegistration } from '../../db/queries/offers/registrations.ts';
import type { OfferFacts } from '../domain/offers/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import { oweDayCard } from '../offers/owe-day-card.ts';
import { lockOwnRegistration } from './lock-own-registration.ts';

/**
 * The resident takes the seat that was offered to them. A second tap finds them seated. Refusals: not_found, seat_gone (too late: it went
 * on to the next), offer_cancelled.
 */
export async function acceptSeat(
  tx: Tx,
  line: Line,
  residentId: string,
  registrationId: string,
): Promise<Result<{ facts: OfferFacts; row: RegistrationRow }, 'not_found' | 'seat_gone' | 'offer_cancelled'>> {
  const held = await lockOwnRegistration(tx, residentId, registrationId);
  if (!held) return refuse('not_found');
  const { offer, row } = held;
  if (offer.status === 'cancelled') return refuse('offer_cancelled');
  const facts = await readFactsOf(tx, offer);
  if (row.status === 'seated') return done({ facts, row });
  const now = line.now();
  if (row.status !== 'offered' || row.offeredUntil === null || row.offeredUntil <= now) return refuse('seat_gone');
  await updateRegistration(tx, row.id, { status: 'seated', offeredUntil: null, seatedAt: now });
  await oweDayCard(tx, line, offer.id);
  return done({ facts, row: { ...row, status: 'seated', offeredUntil: null, seatedAt: now } });
}
