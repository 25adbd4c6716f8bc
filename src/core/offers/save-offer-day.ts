import { updateLeasedOfferDay } from '../../db/queries/offer-days.ts';
import { leaseEnd } from '../cards/take-card.ts';
import type { Line } from '../line.ts';
import type { HeldDay } from './take-offer-day.ts';

type Changes = Partial<Pick<HeldDay, 'ts' | 'channel' | 'uncertain'>>;

/**
 * Renews the lease and writes down what is known of the card; `uncertain` before a call that may leave one behind without an answer. Null when
 * it was lost to another worker: then nothing may be posted.
 */
export async function saveOfferDay(line: Line, held: HeldDay, changes: Changes): Promise<HeldDay | null> {
  const row = await updateLeasedOfferDay(line.database.read, held, { ...changes, postingUntil: leaseEnd(line) });
  return row as HeldDay | null;
}
