import { AGENCIES, COMMUNITIES, GENDERS, MUNICIPALITIES, SECTORS } from '../../../core/domain/codes.ts';
import { euros } from '../../../core/domain/money.ts';
import {
  type OfferFacts,
  type OfferKind,
  type OfferText,
  SEAT_GROUPS,
  TEACHING_LANGUAGES,
  TEXT_LANGUAGES,
  type TextLanguage,
} from '../../../core/domain/offers/offer.ts';
import { dateTime, select, several, textInput, whole } from '../kit/inputs.ts';
import { staffWords } from '../kit/words.ts';
import { timesOf } from './say.ts';

const { codeWords: cardCode } = staffWords('staff-cards');
const { codeWords, words } = staffWords('staff-offers');

const label = (name: string, values?: Record<string, string>) => words(`field.${name}`, values);
const hint = (name: string) => words(`hint.${name}`);
const options = (list: string, codes: readonly string[]) =>
  codes.map((value) => ({ value, text: codeWords(list, value) }));
const cardOptions = (list: string, codes: readonly string[]) =>
  codes.map((value) => ({ value, text: cardCode(list, value) }));

export const languageField = () => select('language', label('language'), options('text_language', TEXT_LANGUAGES));

/** The words of one language. Those of Cyrillic Serbian may be left out: they are made from the Latin ones. */
export function textFields(text: OfferText | undefined, language: TextLanguage | null) {
  const optional = language === 'sr-Cyrl';
  const cyrillic = optional ? { hint: hint('sr-Cyrl') } : {};
  return [
    textInput('title', label('title'), { most: 80, optional, ...cyrillic, ...(text && { initial: text.title }) }),
    textInput('place', label('place'), {
      most: 120,
      optional: true,
      hint: hint('place'),
      ...(text && { initial: text.place }),
    }),
    textInput('description', label('description'), {
      multiline: true,
      most: 2500,
      optional,
      hint: hint('description'),
      ...(text && { initial: text.description }),
    }),
  ];
}

export const whereFields = (facts: OfferFacts | null, kind: OfferKind) => [
  select('agency', label('agency'), cardOptions('agency', AGENCIES), { initial: facts?.agency }),
  select('municipality', label('municipality'), cardOptions('municipality', MUNICIPALITIES), {
    initial: facts?.municipality,
  }),
  select('sector', label('sector'), cardOptions('sector', SECTORS), { initial: facts?.sector }),
  ...(kind === 'grant_call'
    ? []
    : [
        several('teaching', label('teaching'), options('teaching', TEACHING_LANGUAGES), {
          initial: facts?.teachingLanguages,
        }),
      ]),
];

export const seatFields = (facts: OfferFacts | null) => [
  whole('seats', label('seats'), { least: 1, initial: facts?.seats }),
  whole('waiting_seats', label('waiting_seats'), { initial: facts?.waitingSeats ?? 10 }),
];

export const heldFields = (facts: OfferFacts) => [
  ...SEAT_GROUPS.map((group) =>
    whole(`held_${group}`, label('held', { group: codeWords('group', group) }), {
      optional: true,
      initial: facts.heldSeats[group],
    }),
  ),
  dateTime('held_until', label('held_until'), {
    optional: true,
    initial: facts.heldUntil,
    hint: hint('held_until'),
  }),
];

export const deadlineField = (facts: OfferFacts | null, kind: OfferKind) =>
  dateTime('deadline', label('deadline'), {
    optional: kind !== 'grant_call',
    initial: facts?.deadline,
    ...(kind !== 'grant_call' && { hint: hint('deadline') }),
  });

export const sessionsField = (facts: OfferFacts | null) =>
  textInput('sessions', label('sessions'), {
    multiline: true,
    hint: hint('sessions'),
    ...(facts && { initial: facts.sessions.map(timesOf).join('\n').slice(0, 3000) }),
  });

const amount = (cents: number | null | undefined) => (cents == null ? {} : { initial: euros(cents).replace(' €', '') });

export const moneyFields = (maximumCents?: number | null, budgetCents?: number | null) => [
  textInput('maximum', label('maximum'), { most: 20, hint: hint('money'), ...amount(maximumCents) }),
  textInput('budget', label('budget'), { most: 20, hint: hint('money'), ...amount(budgetCents) }),
];

export const ruleFields = ({ rules }: OfferFacts) => [
  whole('min_age', label('min_age'), { optional: true, most: 120, initial: rules.minAge, hint: hint('restrict') }),
  whole('max_age', label('max_age'), { optional: true, most: 120, initial: rules.maxAge }),
  several('municipalities', label('municipalities'), cardOptions('municipality', MUNICIPALITIES), {
    optional: true,
    initial: rules.municipalities,
  }),
  several('genders', label('genders'), options('gender', GENDERS), { optional: true, initial: rules.genders }),
  several('communities', label('communities'), options('community', COMMUNITIES), {
    optional: true,
    initial: rules.communities,
  }),
];

/** One line in each language; `hinted` stands under the first. */
export const wordFields = (name: string, most: number, hinted?: string) =>
  TEXT_LANGUAGES.map((language, index) =>
    textInput(`${name}_${language}`, label(name, { language: codeWords('text_language', language) }), {
      most,
      optional: true,
      multiline: most > 300,
      ...(language === 'sr-Cyrl' && { hint: hint('sr-Cyrl') }),
      ...(index === 0 && hinted && { hint: hint(hinted) }),
    }),
  );

export const questionFields = () => [
  select('question_kind', label('question_kind'), options('question_kind', ['yes_no', 'text', 'number']), {
    initial: 'yes_no',
  }),
  ...wordFields('question_text', 300),
  select(
    'needed',
    label('needed'),
    ['any', 'yes', 'no'].map((value) => ({ value, text: label(`needed_${value}`) })),
    { initial: 'any', hint: hint('needed') },
  ),
  select(
    'optional',
    label('optional'),
    ['no', 'yes'].map((value) => ({ value, text: value === 'yes' ? label('optional_yes') : label('needed_no') })),
    { initial: 'no' },
  ),
];
