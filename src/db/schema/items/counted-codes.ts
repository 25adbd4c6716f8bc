import {
  AGE_BANDS,
  AGENCIES,
  CHANNELS,
  CLOSED_REASONS,
  COMMUNITIES,
  DISABILITIES,
  FEEDBACK_TYPES,
  GENDERS,
  ITEM_KINDS,
  LANGUAGES,
  MUNICIPALITIES,
  SATISFACTIONS,
  SECTORS,
} from '../../../core/domain/codes.ts';
import { closedAtOf, closedReasonOf } from '../../queries/reports/before-erasure.ts';

/*
 * Codes side by side in a number, each as its place in its list, from one on; 0 is none. The database keeps what the row of an item says by
 * itself in such a number beside it: to compare twelve texts with their lists takes three quarters of the time in which a summary is read.
 */

export type Field = { bits: number; tell: string };
export const ofCode = (column: string, codes: readonly string[]): Field => ({
  bits: Math.ceil(Math.log2(codes.length + 1)),
  tell: `case ${column} ${codes.map((code, index) => `when '${code}' then ${index + 1}`).join(' ')} else 0 end`,
});
export const ofFlag = (holds: string): Field => ({ bits: 1, tell: `case when ${holds} then 1 else 0 end` });

/** Where a field stands: in which of several whole numbers, from which bit on. */
export type Place = { word: number; shift: number; bits: number };
/** A whole number of PostgreSQL without its sign. */
export const WORD_BITS = 31;

/** One after the other, from the last bit of this word on; none stands in two words. */
export function placesOf<Name extends string>(
  fields: Readonly<Record<Name, Field>>,
  firstWord: number,
): Record<Name, Place> {
  let [word, used] = [firstWord, 0];
  const places = Object.entries<Field>(fields).map(([name, { bits }]) => {
    if (used + bits > WORD_BITS) [word, used] = [word + 1, 0];
    const place = { word, shift: used, bits };
    used += bits;
    return [name, place];
  });
  return Object.fromEntries(places);
}

/** The number of a word. */
export const tellWord = <Name extends string>(
  fields: Readonly<Record<Name, Field>>,
  places: Record<Name, Place>,
  word: number,
): string =>
  Object.entries<Field>(fields)
    .filter(([name]) => places[name as Name].word === word)
    .map(([name, { tell }]) => `((${tell}) << ${places[name as Name].shift})`)
    .join(' | ');

export const COUNTED_CODES = {
  kind: ofCode('kind', ITEM_KINDS),
  type: ofCode('type', FEEDBACK_TYPES),
  municipality: ofCode('municipality', MUNICIPALITIES),
  sector: ofCode('sector', SECTORS),
  agency: ofCode('agency', AGENCIES),
  language: ofCode('language', LANGUAGES),
  channel: ofCode('channel', CHANNELS),
  disability: ofCode('disability', DISABILITIES),
  gender: ofCode('gender', GENDERS),
  ageBand: ofCode('age_band', AGE_BANDS),
  communities: {
    bits: COMMUNITIES.length,
    tell: `case when communities is null then 0 else ${COMMUNITIES.map(
      (code, bit) => `case when '${code}' = any(communities) then ${1 << bit} else 0 end`,
    ).join(' + ')} end`,
  },
  closedReason: ofCode(`(${closedReasonOf('items')})`, CLOSED_REASONS),
  satisfaction: ofCode('satisfaction', SATISFACTIONS),
  confirmedItself: ofFlag(`kind = 'registration' and (quiet or first_response_at <= received_at)`),
  answered: ofFlag('first_response_at is not null'),
  closed: ofFlag(`(${closedAtOf('items')}) is not null`),
  loopClosed: ofFlag('loop_closed_at is not null'),
  reopened: ofFlag('reopened_count > 0'),
} as const satisfies Record<string, Field>;

export const COUNTED_PLACES = placesOf(COUNTED_CODES, 0);
/** The second word stands in the upper half of the column. */
export const COUNTED_WORDS = 2;
if (Object.values(COUNTED_PLACES).some(({ word }) => word >= COUNTED_WORDS))
  throw new Error('one number holds the codes of an item no more');
export const COUNTED_CODES_TOLD = `(((${tellWord(COUNTED_CODES, COUNTED_PLACES, 1)})::bigint << 32) | (${tellWord(COUNTED_CODES, COUNTED_PLACES, 0)}))`;
