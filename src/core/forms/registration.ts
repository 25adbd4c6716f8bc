import { z } from 'zod';
import type { Applicant } from '../domain/eligibility.ts';
import type { Answers, Form, FormContext } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { NEEDS, type Need, type OfferFacts } from '../domain/offer.ts';
import { applicantOf, applicantQuestions, type FormReader, ownQuestion } from './applicant.ts';
import { line, option, Spoken, showSpoken } from './parts.ts';
import { Phone } from './phone.ts';

const LONGEST_NAME = 80;
const changing = (context: FormContext): boolean => context.values?.changing === 'yes';

/** The form of one offer: what it needs to know of everyone, what it asks itself, and the check. Also changes a registration. */
export const registrationForm = (offer: OfferFacts, reader: FormReader): Form => ({
  name: 'register',
  version: offer.formVersion,
  cancellable: true,
  leaving: line('registration:left'),
  questions: [
    ...applicantQuestions(offer, reader),
    {
      key: 'name',
      kind: 'text',
      schema: Spoken(2, LONGEST_NAME),
      name: line('registration:name.name'),
      ask: () => [line('registration:name.ask'), line('registration:name.why')],
      show: showSpoken,
      invalid: line('registration:name.invalid'),
    },
    {
      key: 'phone',
      kind: 'phone',
      schema: Phone,
      name: line('registration:phone.name'),
      ask: () => [line('registration:phone.ask')],
      invalid: line('registration:phone.invalid'),
    },
    {
      key: 'needs',
      kind: 'choices',
      schema: z.array(z.enum([...NEEDS, 'none'])).min(1),
      skippable: true,
      name: line('registration:needs.name'),
      ask: () => [line('registration:needs.ask')],
      options: () => [
        ...NEEDS.map((need) => option(need, `registration:need.${need}`)),
        option('none', 'registration:need.none', { exclusive: true }),
      ],
    },
    ...offer.questions.filter(({ needed }) => needed === undefined).map((own) => ownQuestion(own, reader)),
    {
      key: 'share',
      kind: 'choice',
      schema: z.enum(['yes', 'no']),
      critical: true,
      name: line('registration:share.name'),
      ask: () => [line('registration:share.ask'), line('registration:share.free')],
      options: () => [option('yes', 'common:yes'), option('no', 'common:no')],
    },
    {
      key: 'check',
      kind: 'confirm',
      schema: z.literal('send'),
      ask: (_answers, context) => [
        line(changing(context) ? 'registration:check.not_saved' : 'registration:check.not_yet'),
      ],
      options: (_answers, context) => [
        option('send', changing(context) ? 'registration:check.save' : 'registration:check.send'),
      ],
    },
  ],
});

const spoken = z.strictObject({ voice: z.custom<IncomingMessage>() });

const Raw = z.looseObject({
  name: z.union([z.string(), spoken]),
  phone: z.string(),
  needs: z.array(z.enum([...NEEDS, 'none'])).default([]),
  share: z.enum(['yes', 'no']),
});

/** The answers as a registration needs them. `voices` are recordings that a person must listen to. */
export type RegistrationAnswers = {
  applicant: Applicant;
  name: string | null;
  phone: string;
  needs: Need[];
  own: Record<string, string | number>;
  share: boolean;
  voices: IncomingMessage[];
  /** The answers by question key, to open the form with later. */
  given: Answers;
};

export function readRegistration(form: Form, answers: Answers): RegistrationAnswers {
  const { name, phone, needs, share } = Raw.parse(answers);
  const applicant = applicantOf(answers);
  const isSpoken = (value: unknown): value is { voice: IncomingMessage } => spoken.safeParse(value).success;
  const own = Object.entries(applicant.own).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return {
    applicant,
    name: typeof name === 'string' ? name : null,
    phone,
    needs: needs.filter((need): need is Need => need !== 'none'),
    own: Object.fromEntries(own),
    share: share === 'yes',
    voices: [name, ...Object.values(applicant.own)].filter(isSpoken).map(({ voice }) => voice),
    given: givenIn(form, answers),
  };
}

/** What was answered and what was skipped, to open the form at its check. */
export const givenIn = (form: Form, answers: Answers): Answers =>
  Object.fromEntries(
    form.questions.filter(({ kind }) => kind !== 'confirm').map(({ key }) => [key, answers[key] ?? null]),
  );
