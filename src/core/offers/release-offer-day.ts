import { updateLeasedOfferDay } from '../../db/queries/offer-days.ts';
import type { Line } from '../line.ts';
import type { HeldDay } from './take-offer-day.ts';

/** Lets go of a day's card; harmless when it was lost meanwhile. */
export async function releaseOfferDay(line: Line, held: HeldDay): Promise<void> {
  await updateLeasedOfferDay(line.database.read, held, { postingUntil: null });
}
