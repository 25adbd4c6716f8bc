import { cut } from '../../../core/domain/text/cut.ts';
import type { DayLine, OfferDay } from '../../../core/offers/read-offer-day.ts';
import { clean } from '../escape.ts';
import { actions, type Block, context, header, section } from '../kit/blocks.ts';
import { moment, timeOf } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { OFFER_OPEN } from './buttons.ts';
import { plainTitle, seatWords } from './offer-words.ts';

const { words } = staffWords('staff-offers');

export const DAY_EVENT = 'community_line_offer_day';
export const MOST_LINES = 40;

export type DayCard = {
  text: string;
  blocks: Block[];
  metadata: { event_type: typeof DAY_EVENT; event_payload: { offer: string; day: string } };
};

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' };
const ordinal = (count: number): string => `${count}${ENDINGS[ordinals.select(count)] ?? 'th'}`;

const lineOf = ({ reference, status, at, place }: DayLine): string =>
  words('day.line', {
    reference,
    what: words(`day.${status}`, { place: ordinal(place) }),
    time: timeOf(at),
  });

/** Where all that came is hidden, nothing says when it did. */
function headOf(entry: OfferDay['entry'], [last]: DayLine[], day: string): string {
  const seats = seatWords(entry);
  return last ? words('day.head', { day, seats, updated: moment(last.at) }) : words('day.head_alone', { day, seats });
}

/** One card an offer and day: numbers of items and what became of them, no name of anybody. */
export function renderDay({ entry, lines, total }: OfferDay, day: string): DayCard {
  const { facts } = entry;
  const title = cut(clean(plainTitle(facts)), 90);
  const more = total - lines.length;
  return {
    text: words('day.summary', { code: facts.code, day }),
    blocks: [
      header(words('day.title', { code: facts.code, title })),
      context(headOf(entry, lines, day)),
      ...(lines.length > 0 ? [section(lines.map(lineOf).join('\n'))] : []),
      ...(more > 0 ? [context(words('day.more', { count: more }))] : []),
      actions([OFFER_OPEN.make(words('button.open'), facts.id)]),
    ],
    metadata: { event_type: DAY_EVENT, event_payload: { offer: facts.id, day } },
  };
}
