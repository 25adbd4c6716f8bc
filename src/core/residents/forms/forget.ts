import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { option, sentence } from '../../forms/questions.ts';

export const ForgetAnswers = z.object({ sure: z.literal('yes'), really: z.literal('yes') });
export type ForgetAnswers = z.infer<typeof ForgetAnswers>;

/** Asks twice, because a destroyed key cannot be made again. */
export const forgetForm: Form = {
  name: 'forget',
  version: 1,
  cancellable: true,
  leaving: sentence('forget:kept'),
  questions: [
    {
      key: 'sure',
      kind: 'choice',
      schema: z.literal('yes'),
      ask: () => [sentence('forget:ask'), sentence('forget:what'), sentence('forget:open_items')],
      options: () => [option('yes', 'forget:yes'), option('no', 'forget:no', { leaves: true })],
    },
    {
      key: 'really',
      kind: 'choice',
      schema: z.literal('yes'),
      ask: () => [sentence('forget:ask_again')],
      options: () => [option('yes', 'forget:yes_again'), option('no', 'forget:no', { leaves: true })],
    },
  ],
};
