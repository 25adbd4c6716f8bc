import type { Tx } from '../../db/client.ts';
import type { Reader } from '../domain/offers/offer.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import type { Registered } from './register-for-offer.ts';
import { saySeated, sayWaiting } from './say-of-seat.ts';
import { waitingLines } from './say-seats-left.ts';

/** What somebody is told who has a seat now, or a place in the list. */
export async function sayTaken(
  tx: Tx,
  line: Line,
  { facts, row, reference, place }: Registered,
  reader: Reader,
): Promise<Say[]> {
  if (place === null) return saySeated(facts, reader, reference, row.id);
  const why = await waitingLines(tx, row, line.now());
  const { seatOfferHours } = await line.settings(tx);
  return sayWaiting(facts, reader, reference, row.id, place, why, seatOfferHours);
}
