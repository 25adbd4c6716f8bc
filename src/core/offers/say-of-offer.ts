import { type OfferFacts, placeFor, type Reader, type SeatGroup, textFor, townOf } from '../domain/offers/offer.ts';
import type { Say, SayButton, SayLine, SayValue } from '../domain/say.ts';
import { localParts } from '../domain/time/local-time.ts';
import { seatButtons } from './buttons.ts';

/** A button of a registration that is called as `key` says. */
export const registrationButton = (
  what: 'show' | 'calendar' | 'here' | 'accept' | 'decline',
  registrationId: string,
  key: string = what,
): SayButton => ({ label: { key: `registration:button.${key}` }, data: seatButtons.write(what, registrationId) });

/** One that changes something, or gives it up: it says of which offer, for others may stand above it in the chat. */
export const namedButton = (
  what: 'change' | 'cancel',
  registrationId: string,
  title: SayValue,
  key: 'change' | 'cancel' | 'leave' = what,
): SayButton => ({
  label: { key: `registration:button.${key}_of`, values: { title } },
  data: seatButtons.write(what, registrationId),
});

/** For whom seats are held. */
export const groupNames = (groups: readonly SeatGroup[]): SayValue => ({
  list: groups.map((group) => ({ key: `offers:group.${group}` })),
});

/** An offer's title in the reader's language, as its own words. */
export const titleOf = (facts: Pick<OfferFacts, 'texts' | 'code'>, { language, second }: Reader): SayValue => ({
  text: textFor(facts.texts, language, second)?.text.title ?? facts.code,
});

/** What kind of offer it is, and which. */
export const kindAndTitle = (facts: Pick<OfferFacts, 'kind' | 'texts' | 'code'>, reader: Reader): SayLine => ({
  key: `offers:kind.${facts.kind}`,
  values: { title: titleOf(facts, reader) },
});

/** Where it is: as a text says it, or else its municipality. */
export function placeOf(
  facts: Pick<OfferFacts, 'texts' | 'municipality'>,
  { language, second }: Reader,
): SayValue | null {
  const place = placeFor(facts.texts, language, second);
  if (place !== '') return { text: place };
  const town = townOf(facts);
  return town && { key: `codes:municipality.${town}` };
}

/** Where and when: a line a session, at most so many. */
const MOST_SESSIONS = 10;

export function whenAndWhere(
  facts: Pick<OfferFacts, 'texts' | 'municipality' | 'sessions'>,
  reader: Reader,
): SayLine[] {
  const place = placeOf(facts, reader);
  const shown = facts.sessions.slice(0, MOST_SESSIONS);
  const more = facts.sessions.length - shown.length;
  return [
    ...shown.map(sessionLine),
    ...(more > 0 ? [{ key: 'offers:more_dates', values: { count: more } }] : []),
    ...(place ? [{ key: 'offers:where', values: { place } }] : []),
  ];
}

/** A meeting of one day with its hours; a stretch of weeks with its days. */
function sessionLine({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): SayLine {
  const [from, until] = [startsAt.toISOString(), endsAt.toISOString()];
  if (localParts(startsAt).day === localParts(endsAt).day)
    return { key: 'offers:when', values: { day: { date: from }, from: { time: from }, until: { time: until } } };
  return { key: 'offers:when_days', values: { from: { date: from }, until: { date: until } } };
}

/** A seat became free for the next who waits. */
export function sayFreedSeat(facts: OfferFacts, reader: Reader, registrationId: string, until: Date): Say[] {
  return [
    {
      lines: [
        { key: 'registration:freed.title', values: { title: titleOf(facts, reader) } },
        ...whenAndWhere(facts, reader),
        { key: 'registration:freed.until', values: { until: { dateTime: until.toISOString() } } },
        { key: 'registration:freed.or_next' },
      ],
      buttons: [
        [registrationButton('accept', registrationId, 'accept')],
        [registrationButton('decline', registrationId, 'decline')],
      ],
    },
  ];
}
