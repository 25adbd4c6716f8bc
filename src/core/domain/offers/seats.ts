import { type HeldSeats, SEAT_GROUPS, type SeatGroup } from './offer.ts';

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
