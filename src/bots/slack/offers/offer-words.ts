import { firstStart, isCall, type OfferFacts, textFor } from '../../../core/domain/offers/offer.ts';
import { openSeats } from '../../../core/domain/offers/seats.ts';
import { localParts } from '../../../core/domain/time/local-time.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { escapeAndCut } from '../escape.ts';
import { staffWords } from '../kit/words.ts';

const { codeWords, words } = staffWords('staff-offers');

/** Its title in English, or the first there is; as it was written. */
export const plainTitle = ({ texts, code }: OfferFacts): string => textFor(texts, 'en', null)?.text.title ?? code;

/** The same, safe for mrkdwn. */
export const titleOf = (facts: OfferFacts): string =>
  escapeAndCut(plainTitle(facts).replace(/\s+/g, ' '), 100).text || facts.code;

/** On the clock in Mitrovica, where it takes place, wherever the reader is. */
export function clock(at: Date): string {
  const { day, time } = localParts(at);
  return `${day} ${time}`;
}

export const timesOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string => {
  const [from, to] = [localParts(startsAt), localParts(endsAt)];
  return from.day === to.day ? `${from.day} ${from.time}-${to.time}` : `${clock(startsAt)} - ${clock(endsAt)}`;
};

export function startWords(facts: OfferFacts): string {
  const start = firstStart(facts);
  if (start) return words('list.starts', { when: clock(start) });
  return facts.deadline ? words('list.until', { when: clock(facts.deadline) }) : words('list.no_date');
}

/** For whom the free seats are that not everybody may have: "2 kept for women, young people"; nothing where there are none. */
export function keptWords(book: OfferEntry['book']): string {
  const { free, toAll, keptFor } = book ? openSeats(book) : { free: 0, toAll: 0, keptFor: [] };
  if (free === toAll) return '';
  return words('list.kept', {
    count: free - toAll,
    groups: keptFor.map((group) => codeWords('group', group)).join(', '),
  });
}

/** Seats taken of all, those that are free but kept, and who waits; of a call, how many applied. */
export function seatWords({ facts, seated, offered, waiting, enquiries, book }: OfferEntry): string {
  if (isCall(facts) || facts.seats === null)
    return words('list.applications', { count: Object.values(enquiries).reduce((sum, count) => sum + count, 0) });
  const taken = words('list.seats', { taken: seated + offered, all: facts.seats, waiting });
  return [taken, keptWords(book)].filter(Boolean).join(', ');
}
