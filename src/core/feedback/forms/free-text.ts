import { z } from 'zod';
import type { Answers, Form } from '../../domain/form.ts';
import { Messages, option, sentence } from '../../forms/questions.ts';

/**
 * `send`: an item with the defaults (staff set type and place). `details`: open the feedback form with these messages
 * as prefill. `add`: put them into the item that `values.openReference` named.
 */
export const FreeTextAnswers = z
  .object({ messages: Messages, what: z.enum(['send', 'add', 'details']), how: z.enum(['now', 'details']).optional() })
  .transform(({ messages, what, how }) => ({ messages, choice: what === 'send' && how === 'details' ? how : what }));
export type FreeTextAnswers = z.infer<typeof FreeTextAnswers>;

/** Words that were kept during another form come with the answer how: they said once already that these are to go. */
const isAskedOnce = (answers: Answers): boolean => answers.how === 'now';

/** Written outside any form; opened with `prefill.messages`. Whatever follows is gathered into the same message. */
export const freeTextForm: Form = {
  name: 'free-text',
  version: 1,
  cancellable: true,
  gathers: 'messages',
  leaving: sentence('freetext:left'),
  questions: [
    {
      key: 'messages',
      kind: 'messages',
      schema: Messages,
      doneLabel: sentence('common:send'),
      ask: () => [sentence('feedback:messages.ask')],
    },
    {
      key: 'what',
      kind: 'choice',
      schema: z.enum(['send', 'add', 'details']),
      ask: () => [sentence('freetext:ask'), sentence('freetext:not_sent')],
      options: (answers, context) => [
        option('send', 'freetext:send'),
        ...(isAskedOnce(answers) ? [option('details', 'freetext:details')] : []),
        ...(context.values?.openReference
          ? [{ code: 'add', label: { key: 'freetext:add', values: { reference: context.values.openReference } } }]
          : []),
        option('leave', 'freetext:leave', { leaves: true }),
      ],
    },
    {
      key: 'how',
      kind: 'choice',
      schema: z.enum(['now', 'details']),
      when: ({ what }) => what === undefined || what === 'send',
      ask: () => [sentence('freetext:how')],
      options: () => [option('now', 'freetext:now'), option('details', 'freetext:details')],
    },
  ],
};
