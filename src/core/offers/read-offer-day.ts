import { type DayLine, listDayLines } from '../../db/queries/offers/offer-days.ts';
import { startOfDay } from '../domain/time/local-time.ts';
import type { Line } from '../line.ts';
import { type OfferEntry, readEntry } from './offer-facts.ts';

export type { DayLine };
export type OfferDay = { entry: OfferEntry; lines: DayLine[]; total: number };

/** For the daily card, read by the line itself: counts and numbers, never a name. Null when there is no such offer or day. */
export async function readOfferDay(line: Line, offerId: string, day: string, most: number): Promise<OfferDay | null> {
  const { read } = line.database;
  const [from, to] = [startOfDay(day), startOfDay(day, 1)];
  const entry = await readEntry(read, offerId, line.now());
  return entry && from && to ? { entry, ...(await listDayLines(read, offerId, from, to, most)) } : null;
}
