import { z } from 'zod';
import { COMMUNITIES, GENDERS, MUNICIPALITIES } from '../../domain/codes.ts';
import type { Answers, FormContext, Question } from '../../domain/form.ts';
import { FIRST_LANGUAGE } from '../../domain/language.ts';
import type { Applicant } from '../../domain/offers/eligibility.ts';
import {
  heldSeatsOf,
  type OfferFacts,
  type OwnQuestion,
  type Reader,
  SEAT_GROUPS,
  wordsFor,
} from '../../domain/offers/offer.ts';
import type { SayLine } from '../../domain/say.ts';
import { cut } from '../../domain/text/cut.ts';
import { listOptions, option, Spoken, sentence, showSpoken } from '../../forms/questions.ts';
import { groupNames, kindAndTitle } from '../say-of-offer.ts';

const OLDEST = 120;
export const ownKey = (key: string): string => `q_${key}`;

/** Who reads a form, or what is said in its turn. */
export const readerOf = ({ language, secondLanguage }: FormContext): Reader => ({
  language: language ?? FIRST_LANGUAGE,
  second: secondLanguage ?? null,
});

/** Which offer a form is about, where it is about one. */
export const aboutOffer = (context: FormContext): SayLine[] =>
  context.offer ? [kindAndTitle(context.offer, readerOf(context))] : [];

/** A text of staff's in the reader's language stands for itself. */
const asWritten = (text: string): SayLine => ({ key: 'common:as_written', values: { text: { text } } });

const holds = (offer: OfferFacts, ...groups: (typeof SEAT_GROUPS)[number][]): boolean =>
  groups.some((group) => (heldSeatsOf(offer)[group] ?? 0) > 0);

/** Why we ask: seats are held for some, and nobody has to say. */
const heldLines = (offer: OfferFacts): SayLine[] => [
  { key: 'registration:held', values: { groups: groupNames(SEAT_GROUPS.filter((group) => holds(offer, group))) } },
];

/** What an offer needs to know to say who may apply, and who may have a seat that is held. One that only seats hang on may be skipped. */
export function applicantQuestions(offer: OfferFacts, reader: Reader): Question[] {
  const { rules } = offer;
  const byAge = rules.minAge !== undefined || rules.maxAge !== undefined;
  const some = (list: readonly unknown[] | undefined): boolean => (list?.length ?? 0) > 0;
  const heldCommunity = holds(offer, 'roma', 'ashkali', 'egyptian');
  return [
    ...(byAge || holds(offer, 'youth') ? [ageQuestion(offer, byAge)] : []),
    ...(some(rules.municipalities) ? [MUNICIPALITY] : []),
    ...(some(rules.genders) || holds(offer, 'women') ? [genderQuestion(offer, some(rules.genders))] : []),
    ...(some(rules.communities) || heldCommunity ? [communityQuestion(offer, some(rules.communities))] : []),
    ...offer.questions.filter(({ needed }) => needed !== undefined).map((own) => ownQuestion(own, reader)),
  ];
}

const ageQuestion = (offer: OfferFacts, required: boolean): Question => ({
  key: 'age',
  kind: 'number',
  schema: z.number().int().min(1).max(OLDEST),
  name: sentence('registration:age.name'),
  ask: () => [sentence('registration:age.ask'), ...(required ? [] : heldLines(offer))],
  number: {
    ...{ unit: 'years', whole: true, least: 1, most: OLDEST },
    wrong: {
      not_number: sentence('registration:age.invalid'),
      not_whole: sentence('registration:age.not_whole'),
      too_small: sentence('registration:age.too_small'),
      too_big: sentence('registration:age.too_big'),
    },
  },
  skippable: !required,
});

const MUNICIPALITY: Question = {
  key: 'municipality',
  kind: 'choice',
  schema: z.enum(MUNICIPALITIES),
  name: sentence('feedback:municipality.name'),
  ask: () => [sentence('registration:municipality.ask')],
  options: listOptions('municipality', MUNICIPALITIES),
};

const genderQuestion = (offer: OfferFacts, required: boolean): Question => ({
  key: 'gender',
  kind: 'choice',
  schema: z.enum(GENDERS),
  name: sentence('registration:gender.name'),
  ask: () => [sentence('about:gender'), ...(required ? [sentence('registration:needed')] : heldLines(offer))],
  options: listOptions('gender', GENDERS),
  skippable: !required,
});

const communityQuestion = (offer: OfferFacts, required: boolean): Question => ({
  key: 'community',
  kind: 'choices',
  schema: z.array(z.enum(COMMUNITIES)).min(1),
  name: sentence('registration:community.name'),
  ask: () => [sentence('about:community'), ...(required ? [sentence('registration:needed')] : heldLines(offer))],
  options: listOptions('community', COMMUNITIES, { undisclosed: { exclusive: true } }),
  skippable: !required,
});

/** The longest answer to a question of the offer's own, in characters. */
const LONGEST = 500;

/** How far from zero a number may be that a question of the offer's own asks for. */
const FARTHEST = 1e12;

/** What a question is called in the check and on its button, in characters. */
const LONGEST_LABEL = 40;

/** One of the offer's own questions; its answer is kept by the question's key. */
export function ownQuestion(own: OwnQuestion, { language, second }: Reader): Question {
  const text = wordsFor(own.texts, language, second);
  const shared = {
    key: ownKey(own.key),
    ask: () => [asWritten(text)],
    skippable: own.optional === true && own.needed === undefined,
    name: asWritten(cut(text, LONGEST_LABEL)),
  };
  switch (own.kind) {
    case 'yes_no':
      return {
        ...shared,
        kind: 'choice',
        schema: z.enum(['yes', 'no']),
        options: () => [option('yes', 'common:yes'), option('no', 'common:no')],
      };
    case 'number':
      return {
        ...shared,
        kind: 'number',
        schema: z.number().finite().min(-FARTHEST).max(FARTHEST),
        number: { unit: 'any', least: -FARTHEST, most: FARTHEST },
      };
    case 'text':
      return {
        ...shared,
        kind: 'text',
        schema: Spoken(1, LONGEST),
        show: showSpoken,
        invalid: sentence('forms:too_long'),
      };
  }
}

/** The answers as the rules read them. */
export function applicantOf(answers: Answers): Applicant {
  const own = Object.entries(answers)
    .filter(([key]) => key.startsWith('q_'))
    .map(([key, value]) => [key.slice(2), value]);
  return {
    age: answers.age as number | undefined,
    municipality: answers.municipality as Applicant['municipality'],
    gender: answers.gender as Applicant['gender'],
    communities: answers.community as Applicant['communities'],
    own: Object.fromEntries(own),
  };
}
