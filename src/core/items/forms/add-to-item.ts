import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { line, Messages } from '../../forms/parts.ts';

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
      doneLabel: line('common:send'),
      ask: (_answers, context) => [
        context.values?.reference ? line('add:ask', context, 'reference') : line('discreet:add.ask'),
        line('add:done_hint'),
      ],
    },
  ],
};
