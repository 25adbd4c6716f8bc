import { z } from 'zod';
import type { Answers, Form, Question } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { BUSINESS_STAGES, type BusinessStage } from '../../domain/offers/enquiry.ts';
import { isCall, type OfferFacts, type Reader } from '../../domain/offers/offer.ts';
import { Messages, option, sentence } from '../../forms/questions.ts';
import { aboutOffer, applicantQuestions, ownQuestion } from '../../offers/forms/applicant.ts';
import { type Contact, contactQuestions, readContact } from '../../offers/forms/contact.ts';

const toCents = (amount: number): number => Math.round(amount * 100);

/** The application for a grant of one call: the idea, how far it is, the amount, and who to call. */
export const enquiryForm = (offer: OfferFacts, reader: Reader): Form => ({
  name: 'enquiry',
  version: offer.formVersion,
  cancellable: true,
  about: aboutOffer,
  leaving: sentence('grants:left'),
  questions: [
    ...applicantQuestions(offer, reader),
    IDEA,
    STAGE,
    amountQuestion((isCall(offer) && offer.maximumCents) || 0),
    ...offer.questions.filter(({ needed }) => needed === undefined).map((own) => ownQuestion(own, reader)),
    ...contactQuestions('grants:name.why'),
    {
      key: 'check',
      kind: 'confirm',
      schema: z.literal('send'),
      ask: () => [sentence('grants:check.not_yet'), sentence('grants:check.who_reads')],
      options: () => [option('send', 'grants:check.send')],
    },
  ],
});

const IDEA: Question = {
  key: 'idea',
  kind: 'messages',
  schema: Messages,
  name: sentence('grants:idea.name'),
  ask: () => [sentence('grants:idea.ask'), sentence('grants:idea.how'), sentence('grants:idea.done_hint')],
};

const STAGE: Question = {
  key: 'stage',
  kind: 'choice',
  schema: z.enum(BUSINESS_STAGES),
  name: sentence('grants:stage.name'),
  ask: () => [sentence('grants:stage.ask')],
  options: () => BUSINESS_STAGES.map((stage) => option(stage, `grants:stage.${stage}`)),
};

function amountQuestion(maximumCents: number): Question {
  const values = { maximum: { cents: maximumCents } };
  return {
    key: 'amount',
    kind: 'number',
    schema: z
      .number()
      .finite()
      .refine((amount) => toCents(amount) > 0 && toCents(amount) <= maximumCents),
    name: sentence('grants:amount.name'),
    ask: () => [sentence('grants:amount.ask'), { key: 'grants:amount.most', values }],
    show: (value) => ({ cents: toCents(Number(value)) }),
    number: {
      ...{ unit: 'euro', least: 0.01, most: maximumCents / 100 },
      wrong: {
        not_number: sentence('grants:amount.not_number'),
        negative: sentence('grants:amount.too_small'),
        too_small: sentence('grants:amount.too_small'),
        too_big: { key: 'grants:amount.too_big', values },
      },
    },
  };
}

const Raw = z.looseObject({ idea: Messages, stage: z.enum(BUSINESS_STAGES), amount: z.number() });

/** The answers as an application needs them. */
export type EnquiryAnswers = Omit<Contact, 'voices'> & {
  /** The idea, and after it what was spoken elsewhere (the name, an answer). */
  messages: IncomingMessage[];
  stage: BusinessStage;
  amountCents: number;
};

export function readEnquiryAnswers(answers: Answers): EnquiryAnswers {
  const { idea, stage, amount } = Raw.parse(answers);
  const { voices, ...contact } = readContact(answers);
  return { ...contact, messages: [...idea, ...voices], stage, amountCents: toCents(amount) };
}
