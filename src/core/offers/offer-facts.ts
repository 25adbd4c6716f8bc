import type { Tx } from '../../db/client.ts';
import { type CountedOffer, listCountedOffers, listSessions, type OfferRow } from '../../db/queries/offers/offers.ts';
import { isCall, type OfferFacts, type OfferStatus, type SeatedFacts } from '../domain/offers/offer.ts';
import { heldNow, type SeatPools, seatFits } from '../domain/offers/seats.ts';
import { type StaffMember, sensitiveFor } from '../domain/staff/permissions.ts';

/** An offer with what became of it so far. Money is euro cents. */
export type OfferEntry = {
  facts: OfferFacts;
  /** `full`: published, and a newcomer without a held seat finds none free. */
  state: OfferStatus | 'full';
  seated: number;
  offered: number;
  waiting: number;
  /** Applications by state, for a grant call. */
  enquiries: Record<string, number>;
  approvedCents: number;
  budgetCents: number | null;
};

/** The row as the domain reads it. */
export function factsOf(row: OfferRow, sessions: OfferFacts['sessions']): OfferFacts {
  const { id, code, status, agency, municipality, sector, teachingLanguages, texts, rules, questions, deadline } = row;
  const { formVersion, promiseVersion, kind, seats, waitingSeats, heldSeats, heldUntil, maximumCents, papers } = row;
  const shared = {
    ...{ id, code, status, agency, municipality, sector, teachingLanguages, texts, rules, questions, deadline },
    ...{ formVersion, promiseVersion, sessions },
  };
  return kind === 'grant_call'
    ? { ...shared, kind, maximumCents, papers }
    : { ...shared, kind, seats, waitingSeats, heldSeats, heldUntil };
}

/** The same with its sessions read. */
export const readFactsOf = async (tx: Tx, row: OfferRow): Promise<OfferFacts> =>
  factsOf(row, await listSessions(tx, row.id));

/** Seats as they may be given out now. */
export const poolsOf = (
  offer: Pick<SeatedFacts, 'seats' | 'heldSeats' | 'heldUntil' | 'deadline'>,
  now: Date,
): SeatPools => ({
  seats: offer.seats ?? 0,
  held: heldNow(offer, now),
});

export function entryOf(counted: CountedOffer, now: Date): OfferEntry {
  const facts = factsOf(counted.row, counted.sessions);
  const { seated, offered, waiting, enquiries, approvedCents } = counted;
  const full =
    facts.status === 'published' &&
    !isCall(facts) &&
    facts.seats !== null &&
    !seatFits(poolsOf(facts, now), new Map(counted.taken), 0);
  return {
    facts,
    state: full ? 'full' : facts.status,
    ...{ seated, offered, waiting, enquiries, approvedCents },
    budgetCents: counted.row.budgetCents,
  };
}

/** One offer with its counts, as this reader may know them; without one, as everybody may. Null when there is no such offer. */
export async function readEntry(
  tx: Tx,
  offerId: string,
  now: Date,
  reader: StaffMember | null = null,
): Promise<OfferEntry | null> {
  const [counted] = await listCountedOffers(tx, { ids: [offerId] }, 1, { sensitiveFor: sensitiveFor(reader) });
  return counted ? entryOf(counted, now) : null;
}
