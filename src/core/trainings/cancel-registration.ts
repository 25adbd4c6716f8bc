import type { Tx } from '../../db/client.ts';
import type { OfferFacts } from '../domain/offers/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import { endRegistration, hasEnded } from './end-registration.ts';
import { lockOwnRegistration } from './lock-own-registration.ts';

/** By the resident: gives back a seat, declines one, or leaves the line. Refusals: not_found, already_cancelled. */
export async function cancelRegistration(
  tx: Tx,
  line: Line,
  residentId: string,
  registrationId: string,
): Promise<Result<{ facts: OfferFacts }, 'not_found' | 'already_cancelled'>> {
  const held = await lockOwnRegistration(tx, residentId, registrationId);
  if (!held) return refuse('not_found');
  const { offer, row } = held;
  if (hasEnded(row)) return refuse('already_cancelled');
  await endRegistration(tx, line, offer, row, 'resident', { kind: 'resident' });
  return done({ facts: await readFactsOf(tx, offer) });
}
