import { z } from 'zod';
import type { Answers, Question } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import type { Applicant } from '../../domain/offers/eligibility.ts';
import { Phone } from '../../forms/phone.ts';
import { Spoken, sentence, showSpoken } from '../../forms/questions.ts';
import { applicantOf } from './applicant.ts';

const LONGEST_NAME = 80;

/** Who applies and how to reach them; `why` says what the name is needed for. */
export const contactQuestions = (why: string): Question[] => [
  {
    key: 'name',
    kind: 'text',
    schema: Spoken(2, LONGEST_NAME),
    name: sentence('registration:name.name'),
    ask: () => [sentence('registration:name.ask'), sentence(why)],
    show: showSpoken,
    invalid: sentence('registration:name.invalid'),
  },
  {
    key: 'phone',
    kind: 'phone',
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

export function readContact(answers: Answers): Contact {
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
