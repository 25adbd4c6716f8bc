import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { Messages, sentence } from '../../forms/questions.ts';
import { aboutOffer } from '../../offers/forms/applicant.ts';

export const BetterAnswers = z.object({ messages: Messages.optional() });
export type BetterAnswers = z.infer<typeof BetterAnswers>;

/** The last of the three questions afterwards. */
export const betterForm: Form = {
  name: 'better',
  version: 1,
  cancellable: true,
  about: aboutOffer,
  leaving: sentence('afterwards:left'),
  questions: [
    {
      key: 'messages',
      kind: 'messages',
      schema: Messages,
      skippable: true,
      doneLabel: sentence('common:send'),
      ask: () => [sentence('afterwards:better.ask'), sentence('afterwards:better.how')],
    },
  ],
};
