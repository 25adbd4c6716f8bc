import { z } from 'zod';
import type { Answers, Belonging, Form, Option } from '../../domain/form.ts';
import type { SayLine } from '../../domain/say.ts';
import { Messages, option, sentence } from '../../forms/questions.ts';

/** One for each item that the words may belong to. */
const ADD = ['add', 'add_2', 'add_3'] as const;

/**
 * `send`: an item with the defaults (staff set type and place). `details`: open the feedback form with these messages
 * as prefill. `add`: put them into the item that was offered so, in the order of `belongs`.
 */
export const FreeTextAnswers = z
  .object({
    messages: Messages,
    what: z.enum(['send', ...ADD, 'details']),
    how: z.enum(['now', 'details']).optional(),
  })
  .transform(({ messages, what, how }) => {
    if (what === 'details' || what === 'send')
      return { messages, choice: what === 'send' && how === 'details' ? how : what };
    /** `to`: which of the items on offer. */
    return { messages, choice: 'add' as const, to: ADD.indexOf(what) };
  });
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
      schema: z.enum(['send', ...ADD, 'details']),
      ask: () => [sentence('freetext:ask'), sentence('freetext:not_sent')],
      // Older words stand above nothing that is to be sent: they are not what goes.
      under: (_answers, context) => (context.belongs ?? []).map(aboutLine),
      options: (answers, context) => {
        const adding = (context.belongs ?? []).slice(0, ADD.length).map((one, at) => ({ one, code: ADD[at] ?? '' }));
        const offered = (pointed: boolean): Option[] =>
          adding.filter(({ one }) => one.pointed === pointed).map(({ one, code }) => ({ code, label: addLabel(one) }));
        return [
          // What they pointed at comes first.
          ...offered(true),
          option('send', offered(true).length > 0 ? 'freetext:send_new' : 'freetext:send'),
          ...(isAskedOnce(answers) ? [option('details', 'freetext:details')] : []),
          ...offered(false),
          option('leave', 'freetext:leave', { leaves: true }),
        ];
      },
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

/** What each item on offer is about: of a sensitive one nothing. */
function aboutLine(one: Belonging): SayLine {
  if (one.sensitive) return { key: 'freetext:about.quiet' };
  const { reference, topic, words, at } = one;
  const values = { reference, topic, date: { date: at } };
  return words === ''
    ? { key: 'freetext:about.named', values }
    : { key: 'freetext:about.quoted', values: { ...values, words: { text: words } } };
}

const addLabel = (one: Belonging): SayLine =>
  one.sensitive ? { key: 'freetext:add_quiet' } : { key: 'freetext:add_about', values: { reference: one.reference } };
