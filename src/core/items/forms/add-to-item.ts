import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { Messages, sentence } from '../../forms/questions.ts';

export const AddToItemAnswers = z.object({ messages: Messages });
export type AddToItemAnswers = z.infer<typeof AddToItemAnswers>;

/** More into an item that exists; `values.reference` names it. */
export const addToItemForm: Form = {
  name: 'add-to-item',
  version: 1,
  cancellable: true,
  withoutName: (_answers, context) => (context.values?.withoutName === 'yes' ? 'yes' : 'no'),
  questions: [
    {
      key: 'messages',
      kind: 'messages',
      schema: Messages,
      doneLabel: sentence('common:send'),
      ask: (_answers, context) => [
        context.values?.reference ? sentence('add:ask', context, 'reference') : sentence('discreet:add.ask'),
        sentence('add:done_hint'),
      ],
    },
  ],
};
