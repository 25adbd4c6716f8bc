import { type HeldSeats, isCall, type OfferFacts, SEAT_GROUPS, type SeatGroup } from './offer.ts';

/** Seats of an offer; `held` ones are for members of that group until the offer's `heldUntil`. The sum held is at most `seats`. */
export type SeatPools = { seats: number; held: HeldSeats };

/** How many seats are taken, by the mask of groups of who has them. A seat that is being offered counts as taken. */
export type TakenSeats = ReadonlyMap<number, number>;

/** The groups a person belongs to, one bit each, in the order of SEAT_GROUPS. */
export const groupMask = (groups: readonly SeatGroup[]): number =>
  SEAT_GROUPS.reduce((mask, group, bit) => (groups.includes(group) ? mask | (1 << bit) : mask), 0);

const SUBSETS = 1 << SEAT_GROUPS.length;

/**
 * Whether everyone can sit: each on an open seat or on one held for a group of theirs. Nobody is tied to a certain seat, so it is a
 * matching, and Hall's theorem answers it: for every set of groups, the people who belong to no other group are at most the open seats and
 * those held for these groups.
 */
export function allFit(pools: SeatPools, taken: TakenSeats): boolean {
  const held = SEAT_GROUPS.map((group) => pools.held[group] ?? 0);
  const open = pools.seats - held.reduce((sum, count) => sum + count, 0);
  for (let subset = 0; subset < SUBSETS; subset += 1) {
    let people = 0;
    for (const [groups, count] of taken) if ((groups & ~subset) === 0) people += count;
    const room = held.reduce((sum, count, bit) => (subset & (1 << bit) ? sum + count : sum), open);
    if (people > room) return false;
  }
  return true;
}

/** Whether one more person of these groups can sit beside those who have a seat. */
export const seatFits = (pools: SeatPools, taken: TakenSeats, mask: number): boolean =>
  allFit(pools, new Map(taken).set(mask, (taken.get(mask) ?? 0) + 1));

/** The seats of an offer as they may be given out now, and who has one. */
export type SeatBook = { pools: SeatPools; taken: TakenSeats };

/** How many more people of just these groups can sit: Hall's theorem again, for as many newcomers as there is room for. */
function openTo({ pools, taken }: SeatBook, mask: number): number {
  const held = SEAT_GROUPS.map((group) => pools.held[group] ?? 0);
  const open = pools.seats - held.reduce((sum, count) => sum + count, 0);
  let most = pools.seats;
  for (let subset = 0; subset < SUBSETS; subset += 1) {
    if ((mask & ~subset) !== 0) continue;
    let room = held.reduce((sum, count, bit) => (subset & (1 << bit) ? sum + count : sum), open);
    for (const [groups, count] of taken) if ((groups & ~subset) === 0) room -= count;
    most = Math.min(most, room);
  }
  return Math.max(0, most);
}

/** `free`: to whomever. `toAll`: to somebody of no group. `keptFor`: the groups to whose members more are open than to all. */
export type OpenSeats = { free: number; toAll: number; keptFor: SeatGroup[] };

export function openSeats(book: SeatBook): OpenSeats {
  const toAll = openTo(book, 0);
  return {
    free: openTo(book, SUBSETS - 1),
    toAll,
    keptFor: SEAT_GROUPS.filter((group) => openTo(book, groupMask([group])) > toAll),
  };
}

/** Groups that somebody belongs to, and those of which they have not said so far, as masks. */
export type GroupsTold = { sure: number; perhaps: number };

/**
 * What is said of its seats to one person. `places`: open to them as far as they have told; `more`: groups for which there are more, and of
 * which they have not said whether they belong to them. `kept`: the free ones are for these, and they may be one of them; `kept_from`: they
 * said that they are not. It is full only when no seat is free to anybody.
 */
export type SeatsSaid =
  | { say: 'open'; places: number }
  | { say: 'open_more'; places: number; more: SeatGroup[] }
  | { say: 'kept' | 'kept_from'; groups: SeatGroup[] }
  | { say: 'full' };

export function seatsFor(book: SeatBook, { sure, perhaps }: GroupsTold): SeatsSaid {
  const { free, keptFor } = openSeats(book);
  if (free === 0) return { say: 'full' };
  const places = openTo(book, sure);
  const more = SEAT_GROUPS.filter((_group, bit) => perhaps & (1 << bit) && openTo(book, sure | (1 << bit)) > places);
  if (places === 0) return { say: more.length > 0 ? 'kept' : 'kept_from', groups: keptFor };
  return more.length > 0 ? { say: 'open_more', places, more } : { say: 'open', places };
}

/** The first who waits for whom there is a seat; `waiting` is in the order of the list. */
export function nextInLine<T extends { groups: number }>(
  pools: SeatPools,
  taken: TakenSeats,
  waiting: readonly T[],
): T | null {
  const tried = new Map<number, boolean>();
  for (const person of waiting) {
    const known = tried.get(person.groups) ?? seatFits(pools, taken, person.groups);
    tried.set(person.groups, known);
    if (known) return person;
  }
  return null;
}

export const countTaken = (taken: TakenSeats): number => [...taken.values()].reduce((sum, count) => sum + count, 0);

/** Held seats that nobody else may take now: none once their time (without one, the deadline) is over. */
export function heldNow(
  offer: { heldSeats: HeldSeats; heldUntil: Date | null; deadline: Date | null },
  now: Date,
): HeldSeats {
  const until = offer.heldUntil ?? offer.deadline;
  return until !== null && until <= now ? {} : offer.heldSeats;
}

/** An offer with the seats that are held now: what is asked of people is what decides about seats now. */
export const asHeldNow = (offer: OfferFacts, now: Date): OfferFacts =>
  isCall(offer) ? offer : { ...offer, heldSeats: heldNow(offer, now) };
