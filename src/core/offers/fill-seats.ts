import type { Tx } from '../../db/client.ts';
import type { OfferRow } from '../../db/queries/offers/offers.ts';
import {
  countSeats,
  listWaiting,
  readRegistration,
  updateRegistration,
} from '../../db/queries/offers/registrations.ts';
import { firstStart, isCall, type OfferFacts } from '../domain/offers/offer.ts';
import { nextInLine } from '../domain/offers/seats.ts';
import type { Line } from '../line.ts';
import { sayToResident } from '../residents/say-to-resident.ts';
import { poolsOf, readFactsOf } from './offer-facts.ts';
import { oweDayCard } from './owe-day-card.ts';
import { sayFreedSeat } from './say-of-offer.ts';
import { readPerson } from './sheet/read-person.ts';

/**
 * Offers every free seat to the next who waits whom it fits, who has a day to take it (at most until the start). The caller holds the
 * offer's row. Returns how many were asked.
 */
export async function fillSeats(tx: Tx, line: Line, row: OfferRow): Promise<number> {
  if (row.status !== 'published' && row.status !== 'closed') return 0;
  const now = line.now();
  const facts = await readFactsOf(tx, row);
  if (isCall(facts) || facts.seats === null) return 0;
  const start = firstStart(facts);
  if (start === null || start <= now) return 0;
  const { taken, waiting: count } = await countSeats(tx, row.id);
  if (count === 0) return 0;
  const until = new Date(
    Math.min(now.getTime() + (await line.settings(tx)).seatOfferHours * 3_600_000, start.getTime()),
  );
  const pools = poolsOf(facts, now);
  let waiting = await listWaiting(tx, row.id);
  let asked = 0;
  for (let next = nextInLine(pools, taken, waiting); next; next = nextInLine(pools, taken, waiting)) {
    const { id, groups } = next;
    waiting = waiting.filter((person) => person.id !== id);
    if (!(await offerSeat(tx, line, facts, id, until))) continue;
    taken.set(groups, (taken.get(groups) ?? 0) + 1);
    asked += 1;
  }
  if (asked > 0) await oweDayCard(tx, line, row.id);
  return asked;
}

async function offerSeat(tx: Tx, line: Line, facts: OfferFacts, registrationId: string, until: Date): Promise<boolean> {
  const row = await readRegistration(tx, registrationId);
  const person = row && (await readPerson(tx, line, row));
  if (!row || !person) return false;
  await updateRegistration(tx, registrationId, { status: 'offered', offeredUntil: until });
  await sayToResident(tx, line, {
    residentId: person.residentId,
    key: person.key,
    itemId: person.itemId,
    kind: 'notice',
    say: sayFreedSeat(facts, person.reader, registrationId, until),
  });
  return true;
}
