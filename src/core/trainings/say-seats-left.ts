import type { Tx } from '../../db/client.ts';
import type { RegistrationRow } from '../../db/queries/offers/registrations.ts';
import { isCall, type OfferFacts } from '../domain/offers/offer.ts';
import { type GroupsTold, openSeats, type SeatsSaid, seatsFor } from '../domain/offers/seats.ts';
import type { SayLine } from '../domain/say.ts';
import { type OfferEntry, readEntry } from '../offers/offer-facts.ts';
import { groupNames } from '../offers/say-of-offer.ts';

export const hasRoomInLine = (facts: OfferFacts, waiting: number): boolean =>
  !isCall(facts) && waiting < facts.waitingSeats;

/** The seats open to this person, in a few words. */
export function listedSeats(said: SeatsSaid): SayLine {
  switch (said.say) {
    case 'open':
      return { key: 'offers:listed.seats', values: { places: said.places } };
    case 'open_more':
      return { key: 'offers:listed.more', values: { places: said.places, groups: groupNames(said.more) } };
    case 'full':
      return { key: 'offers:listed.full' };
    default:
      return { key: 'offers:listed.kept', values: { groups: groupNames(said.groups) } };
  }
}

/** How many there are and for whom they are kept, and then what of it is for this person. */
export function seatLines(entry: OfferEntry, told: GroupsTold): SayLine[] {
  const { facts, book } = entry;
  if (!book) return [];
  const { free, toAll, keptFor } = openSeats(book);
  const said = seatsFor(book, told);
  const kept = free - toAll;
  return [
    { key: 'offers:seats_left', values: { free, seats: book.pools.seats } },
    ...(kept > 0 ? [{ key: 'offers:seats.kept', values: { groups: groupNames(keptFor), kept } }] : []),
    ...('places' in said && said.places < free ? [{ key: 'offers:seats.yours', values: { places: said.places } }] : []),
    ...(said.say === 'kept' ? [{ key: 'offers:seats.perhaps' }] : []),
    ...(said.say === 'kept_from' || said.say === 'full' ? lineLines(facts, entry.waiting, said.say) : []),
  ];
}

/** Whether one can wait, where there is no seat. */
function lineLines(facts: OfferFacts, waiting: number, said: 'kept_from' | 'full'): SayLine[] {
  const room = hasRoomInLine(facts, waiting);
  if (said === 'full') return [room ? { key: 'offers:full_wait', values: { waiting } } : { key: 'errors:offer_full' }];
  return [
    { key: 'offers:seats.not_yours' },
    room ? { key: 'offers:seats.can_wait', values: { waiting } } : { key: 'offers:seats.list_full' },
  ];
}

/** The same once what decides it was asked: for whom the free ones are, too. */
export function noSeatLines({ facts, waiting }: Pick<OfferEntry, 'facts' | 'waiting'>, said: SeatsSaid): SayLine[] {
  if (said.say === 'full') return lineLines(facts, waiting, 'full');
  const groups = 'groups' in said ? said.groups : [];
  return [
    { key: 'offers:seats.only_kept', values: { groups: groupNames(groups) } },
    ...lineLines(facts, waiting, 'kept_from'),
  ];
}

/** Why somebody waits although seats are free: those are kept for others. */
export async function waitingLines(tx: Tx, { offerId, groups }: RegistrationRow, now: Date): Promise<SayLine[]> {
  const entry = await readEntry(tx, offerId, now);
  const said = entry?.book && seatsFor(entry.book, { sure: groups, perhaps: 0 });
  return said && 'groups' in said
    ? [{ key: 'offers:seats.only_kept', values: { groups: groupNames(said.groups) } }]
    : [];
}
