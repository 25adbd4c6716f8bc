import { z } from 'zod';
import type { Applicant } from '../domain/eligibility.ts';
import { BUSINESS_STAGES, type BusinessStage } from '../domain/enquiry.ts';
import type { Answers, Form, Question } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { euros } from '../domain/money.ts';
import type { OfferFacts } from '../domain/offer.ts';
import { applicantOf, applicantQuestions, type FormReader, ownQuestion } from './applicant.ts';
import { line, Messages, option, Spoken, showSpoken } from './parts.ts';
import { Phone } from './phone.ts';

const LONGEST_NAME = 80;
const toCents = (amount: number): number => Math.round(amount * 100);

/** The application for a grant of one call: the idea, how far it is, the amount, and who to call. */
export const enquiryForm = (offer: OfferFacts, reader: FormReader): Form => ({
  name: 'enquiry',
  version: offer.formVersion,
  cancellable: true,
  leaving: line('grants:left'),
  questions: [
    ...applicantQuestions(offer, reader),
    IDEA,
    STAGE,
    amountQuestion(offer.maximumCents ?? 0),
    ...offer.questions.filter(({ needed }) => needed === undefined).map((own) => ownQuestion(own, reader)),
    {
      key: 'name',
      kind: 'text',
      schema: Spoken(2, LONGEST_NAME),
      name: line('registration:name.name'),
      ask: () => [line('registration:name.ask'), line('grants:name.why')],
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
      key: 'check',
      kind: 'confirm',
      schema: z.literal('send'),
      ask: () => [line('grants:check.not_yet'), line('grants:check.who_reads')],
      options: () => [option('send', 'grants:check.send')],
    },
  ],
});

const IDEA: Question = {
  key: 'idea',
  kind: 'messages',
  schema: Messages,
  name: line('grants:idea.name'),
  ask: () => [line('grants:idea.ask'), line('grants:idea.how'), line('grants:idea.done_hint')],
};

const STAGE: Question = {
  key: 'stage',
  kind: 'choice',
  schema: z.enum(BUSINESS_STAGES),
  name: line('grants:stage.name'),
  ask: () => [line('grants:stage.ask')],
  options: () => BUSINESS_STAGES.map((stage) => option(stage, `grants:stage.${stage}`)),
};

function amountQuestion(maximumCents: number): Question {
  const values = { maximum: euros(maximumCents) };
  return {
    key: 'amount',
    kind: 'number',
    schema: z
      .number()
      .finite()
      .refine((amount) => toCents(amount) > 0 && toCents(amount) <= maximumCents),
    name: line('grants:amount.name'),
    ask: () => [line('grants:amount.ask'), { key: 'grants:amount.most', values }],
    show: (value) => euros(toCents(Number(value))),
    invalid: { key: 'grants:amount.invalid', values },
  };
}

const spoken = z.strictObject({ voice: z.custom<IncomingMessage>() });
const Raw = z.looseObject({
  idea: Messages,
  stage: z.enum(BUSINESS_STAGES),
  amount: z.number(),
  name: z.union([z.string(), spoken]),
  phone: z.string(),
});

/** The answers as an application needs them. */
export type EnquiryAnswers = {
  applicant: Applicant;
  /** The idea, and after it what was spoken elsewhere (the name, an answer). */
  messages: IncomingMessage[];
  stage: BusinessStage;
  amountCents: number;
  name: string | null;
  nameVoice?: IncomingMessage;
  phone: string;
  own: Record<string, string | number>;
};

export function readEnquiryAnswers(answers: Answers): EnquiryAnswers {
  const { idea, stage, amount, name, phone } = Raw.parse(answers);
  const applicant = applicantOf(answers);
  const own = Object.entries(applicant.own).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  const voices = [name, ...Object.values(applicant.own)].flatMap((value) => spoken.safeParse(value).data?.voice ?? []);
  return {
    applicant,
    messages: [...idea, ...voices],
    stage,
    amountCents: toCents(amount),
    name: typeof name === 'string' ? name : null,
    ...(typeof name === 'object' && { nameVoice: name.voice }),
    phone,
    own: Object.fromEntries(own),
  };
}
