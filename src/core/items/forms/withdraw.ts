import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { option, sentence } from '../../forms/questions.ts';

export const WithdrawAnswers = z.object({ sure: z.literal('yes') });
export type WithdrawAnswers = z.infer<typeof WithdrawAnswers>;

/** Asks once before an item is withdrawn; `values.reference` names it. */
export const withdrawForm: Form = {
  name: 'withdraw',
  version: 1,
  cancellable: true,
  leaving: sentence('withdraw:kept'),
  questions: [
    {
      key: 'sure',
      kind: 'choice',
      schema: z.literal('yes'),
      ask: (_answers, context) => [
        context.values?.reference ? sentence('withdraw:ask', context, 'reference') : sentence('discreet:withdraw.ask'),
      ],
      options: () => [option('yes', 'withdraw:yes'), option('no', 'withdraw:no', { leaves: true })],
    },
  ],
};
