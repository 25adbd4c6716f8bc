import { insertOfferDay, leaseOfferDay, type OfferDayRow } from '../../db/queries/offer-days.ts';
import { leaseEnd } from '../cards/take-card.ts';
import type { Line } from '../line.ts';

export type HeldDay = OfferDayRow & { postingUntil: Date };

/** Takes the one card of an offer and day for this worker alone, and starts one in `channel` when there is none. */
export async function takeOfferDay(
  line: Line,
  key: { offerId: string; day: string },
  channel: string,
): Promise<HeldDay | 'busy'> {
  return line.database.transaction(async (tx) => {
    const now = line.now();
    await insertOfferDay(tx, { ...key, channel, createdAt: now });
    const held = await leaseOfferDay(tx, key, now, leaseEnd(line));
    return held ? (held as HeldDay) : 'busy';
  });
}
