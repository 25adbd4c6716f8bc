import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { Messages, option, sentence } from '../../forms/questions.ts';
import { aboutOffer } from '../../offers/forms/applicant.ts';

/** One question, answered with words, recordings or files, and sent. */
const messagesForm = (name: string, ask: string[]): Form => ({
  name,
  version: 1,
  cancellable: true,
  about: aboutOffer,
  questions: [
    {
      key: 'messages',
      kind: 'messages',
      schema: Messages,
      doneLabel: sentence('common:send'),
      ask: (_answers, context) => [
        ...ask.map((key) => sentence(key, context, 'reference')),
        sentence('add:done_hint', context, 'reference'),
      ],
    },
  ],
});

/** Photos or documents of a paper that was asked for. */
export const papersForm = messagesForm('papers', ['grants:send_paper.ask', 'grants:send_paper.how']);

/** None of the times proposed suits. */
export const otherTimeForm = messagesForm('other-time', ['grants:other_time.ask']);

/** Why the decision is wrong, in their words. */
export const appealForm = messagesForm('appeal', ['grants:appeal.ask', 'grants:appeal.how']);

export const StepAnswers = z.object({ messages: Messages }) as z.ZodType<{ messages: IncomingMessage[] }>;

/** Asks once before an application is withdrawn. */
export const withdrawEnquiryForm: Form = {
  name: 'withdraw-enquiry',
  version: 1,
  cancellable: true,
  about: aboutOffer,
  leaving: sentence('grants:withdraw.kept'),
  questions: [
    {
      key: 'sure',
      kind: 'choice',
      schema: z.literal('yes'),
      ask: () => [sentence('grants:withdraw.ask')],
      options: () => [option('yes', 'grants:withdraw.yes'), option('no', 'grants:withdraw.no', { leaves: true })],
    },
  ],
};
