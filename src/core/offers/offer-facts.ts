import type { Tx } from '../../db/client.ts';
import { type CountedOffer, listCountedOffers, listSessions, type OfferRow } from '../../db/queries/offers/offers.ts';
import { isCall, type OfferFacts, type OfferStatus, type SeatedFacts } from '../domain/offers/offer.ts';
import { heldNow, openSeats, type SeatBook, type SeatPools } from '../domain/offers/seats.ts';
import { type StaffMember, sensitiveFor } from '../domain/staff/permissions.ts';

/** An offer with what became of it so far. Money is euro cents. */
export type OfferEntry = {
  facts: OfferFacts;
  /** Published, but `full`: no seat is free to anybody; or `kept`: those that are free are held for some groups. */
  state: OfferStatus | 'full' | 'kept';
  /** Null where there are no seats, or a draft does not say how many yet. */
  book: SeatBook | null;
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
  const book =
    isCall(facts) || facts.seats === null ? null : { pools: poolsOf(facts, now), taken: new Map(counted.taken) };
  return {
    facts,
    state: stateOf(facts.status, book),
    book,
    ...{ seated, offered, waiting, enquiries, approvedCents },
    budgetCents: counted.row.budgetCents,
  };
}

function stateOf(status: OfferStatus, book: SeatBook | null): OfferEntry['state'] {
  if (status !== 'published' || book === null) return status;
  const { free, toAll } = openSeats(book);
  if (free === 0) return 'full';
  return toAll === 0 ? 'kept' : status;
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
