import type { Tx } from '../../../db/client.ts';
import { lockOffer, type OfferRow } from '../../../db/queries/offers/offers.ts';
import {
  listLapsed,
  listOffersToFill,
  listOffersWithLapsedSeats,
  updateRegistration,
} from '../../../db/queries/offers/registrations.ts';
import type { Line } from '../../line.ts';
import { fillSeats } from '../../offers/fill-seats.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { oweDayCard } from '../../offers/owe-day-card.ts';
import { readPerson } from '../../offers/sheet/read-person.ts';
import { sayToResident } from '../../residents/say-to-resident.ts';
import { sayLapsed } from '../say-of-seat.ts';

const BATCH = 100;

/**
 * Seats that were offered and not taken in time go on to the next who waits; so do held seats whose time is over. An offer a transaction.
 * For a recurring job. Returns how many seats lapsed.
 */
export async function lapseSeats(line: Line): Promise<number> {
  const { read } = line.database;
  const now = line.now();
  const offerIds = new Set([
    ...(await listOffersWithLapsedSeats(read, now, BATCH)),
    ...(await listOffersToFill(read, now, BATCH)),
  ]);
  let lapsed = 0;
  for (const offerId of offerIds)
    lapsed += await line.database.transaction(async (tx) => {
      const row = await lockOffer(tx, offerId);
      if (!row) return 0;
      const count = await lapse(tx, line, row);
      await fillSeats(tx, line, row);
      return count;
    });
  return lapsed;
}

async function lapse(tx: Tx, line: Line, row: OfferRow): Promise<number> {
  const now = line.now();
  const late = await listLapsed(tx, row.id, now);
  const facts = await readFactsOf(tx, row);
  for (const registration of late) {
    await updateRegistration(tx, registration.id, {
      status: 'lapsed',
      offeredUntil: null,
      endedAt: now,
      endedBy: 'lapsed',
    });
    const person = await readPerson(tx, line, registration);
    if (!person) continue;
    const { residentId, key, itemId, reader } = person;
    await sayToResident(tx, line, { residentId, key, itemId, kind: 'notice', say: sayLapsed(facts, reader) });
  }
  if (late.length > 0) await oweDayCard(tx, line, row.id);
  return late.length;
}
