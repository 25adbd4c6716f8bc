import { z } from 'zod';
import type { Answers, Question } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import type { Applicant } from '../../domain/offers/eligibility.ts';
import type { SayLine } from '../../domain/say.ts';
import { Phone } from '../../forms/phone.ts';
import { option, Spoken, sentence, showSpoken } from '../../forms/questions.ts';
import { applicantOf } from './applicant.ts';

const LONGEST_NAME = 80;

/** What they said of themselves when they applied for something before; under keys that no question asks for. */
export const knownContact = ({ name, phone }: { name: string; phone: string }): Answers => ({
  known_name: name,
  known_phone: phone,
});

const isKnown = (answers: Answers): boolean => 'known_name' in answers && 'known_phone' in answers;
const isUsed = (what: 'name' | 'phone', { known }: Answers): boolean =>
  known === 'same' || (known === 'phone' && what === 'name');
const line = (label: string, value: unknown): SayLine => ({
  key: 'common:label_and_value',
  values: { label: { key: label }, value: { text: String(value) } },
});

/** Given when the form is opened, and never asked for: kept while there is something to confirm. */
const given = (key: 'known_name' | 'known_phone', schema: Question['schema']): Question => ({
  key,
  kind: 'text',
  schema,
  when: (answers) => key in answers,
  ask: () => [],
});

/** Name and phone as they are known already, to be confirmed in one tap or changed. */
const KNOWN: Question[] = [
  given('known_name', z.string().min(1)),
  given('known_phone', Phone),
  {
    key: 'known',
    kind: 'choice',
    schema: z.enum(['same', 'phone', 'other']),
    when: isKnown,
    name: sentence('registration:known.name'),
    ask: ({ known_name: name, known_phone: phone }) => [
      sentence('registration:known.before'),
      line('registration:name.name', name),
      line('registration:phone.name', phone),
      sentence('registration:known.ask'),
    ],
    options: () => [
      option('same', 'registration:known.same'),
      option('phone', 'registration:known.phone'),
      option('other', 'registration:known.other'),
    ],
    show: (value, _context, { known_name: name, known_phone: phone }) => ({
      list: [
        ...(value === 'other' ? [] : [{ text: String(name) }]),
        ...(value === 'same' ? [{ text: String(phone) }] : []),
        ...(value === 'other' ? [{ key: 'registration:known.other' }] : []),
      ],
    }),
  },
];

/** Who applies and how to reach them; `why` says what the name is needed for. */
export const contactQuestions = (why: string): Question[] => [
  ...KNOWN,
  {
    key: 'name',
    kind: 'text',
    when: (answers) => !isUsed('name', answers),
    schema: Spoken(2, LONGEST_NAME),
    name: sentence('registration:name.name'),
    ask: () => [sentence('registration:name.ask'), sentence(why)],
    show: showSpoken,
    invalid: sentence('registration:name.invalid'),
  },
  {
    key: 'phone',
    kind: 'phone',
    when: (answers) => !isUsed('phone', answers),
    schema: Phone,
    name: sentence('registration:phone.name'),
    ask: () => [sentence('registration:phone.ask')],
    invalid: sentence('registration:phone.invalid'),
  },
];

const spoken = z.strictObject({ voice: z.custom<IncomingMessage>() });
const Raw = z.looseObject({ name: z.union([z.string(), spoken]), phone: z.string() });

/** Who applies, as they said it: what is common to a registration and an application. */
export type Contact = {
  applicant: Applicant;
  /** Null when it was spoken. */
  name: string | null;
  nameVoice?: IncomingMessage;
  /** E.164. */
  phone: string;
  /** Written answers to the offer's own questions, by key. */
  own: Record<string, string | number>;
  /** Recordings that a person must listen to: the name first, then answers. */
  voices: IncomingMessage[];
};

/** The answers with name and phone in their own places, whichever way they were given. */
export function settledContact({ known, known_name, known_phone, ...answers }: Answers): Answers {
  return {
    ...answers,
    ...(known !== undefined && isUsed('name', { known }) && { name: known_name }),
    ...(known !== undefined && isUsed('phone', { known }) && { phone: known_phone }),
  };
}

export function readContact(told: Answers): Contact {
  const answers = settledContact(told);
  const { name, phone } = Raw.parse(answers);
  const applicant = applicantOf(answers);
  const own = Object.entries(applicant.own).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return {
    applicant,
    ...(typeof name === 'string' ? { name } : { name: null, nameVoice: name.voice }),
    phone,
    own: Object.fromEntries(own),
    voices: [name, ...Object.values(applicant.own)].flatMap((value) => spoken.safeParse(value).data?.voice ?? []),
  };
}
