import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { line, option } from '../../forms/parts.ts';

export const ForgetAnswers = z.object({ sure: z.literal('yes'), really: z.literal('yes') });
export type ForgetAnswers = z.infer<typeof ForgetAnswers>;

/** Asks twice, because a destroyed key cannot be made again. */
export const forgetForm: Form = {
  name: 'forget',
  version: 1,
  cancellable: true,
  leaving: line('forget:kept'),
  questions: [
    {
      key: 'sure',
      kind: 'choice',
      schema: z.literal('yes'),
      critical: true,
      ask: () => [line('forget:ask'), line('forget:what'), line('forget:open_items')],
      options: () => [option('yes', 'forget:yes'), option('no', 'forget:no', { leaves: true })],
    },
    {
      key: 'really',
      kind: 'choice',
      schema: z.literal('yes'),
      critical: true,
      ask: () => [line('forget:ask_again')],
      options: () => [option('yes', 'forget:yes_again'), option('no', 'forget:no', { leaves: true })],
    },
  ],
};
