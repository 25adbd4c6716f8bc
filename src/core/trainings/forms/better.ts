import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { line, Messages } from '../../forms/parts.ts';

export const BetterAnswers = z.object({ messages: Messages.optional() });
export type BetterAnswers = z.infer<typeof BetterAnswers>;

/** The last of the three questions afterwards. */
export const betterForm: Form = {
  name: 'better',
  version: 1,
  cancellable: true,
  leaving: line('afterwards:left'),
  questions: [
    {
      key: 'messages',
      kind: 'messages',
      schema: Messages,
      skippable: true,
      doneLabel: line('common:send'),
      ask: () => [line('afterwards:better.ask'), line('afterwards:better.how')],
    },
  ],
};
