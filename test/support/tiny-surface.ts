import { Readable } from 'node:stream';
import { z } from 'zod';
import { form } from '../../src/bots/slack/host/form.ts';
import { command, event, file, opener, option, press } from '../../src/bots/slack/host/listing.ts';
import { openModal } from '../../src/bots/slack/host/open-modal.ts';
import { actions, section } from '../../src/bots/slack/kit/blocks.ts';
import { asWritten, buttonOf } from '../../src/bots/slack/kit/button.ts';
import { residentText, textAs } from '../../src/bots/slack/kit/fields.ts';
import { message, newMetadata } from '../../src/bots/slack/kit/modal.ts';
import { tell } from '../../src/bots/slack/respond.ts';
import type { Press, Surface } from '../../src/bots/slack/surface.ts';
import { done, refuse } from '../../src/core/domain/result.ts';

const GREET = buttonOf('tiny_greet', asWritten);
const ASK = buttonOf('tiny_ask', asWritten);

/** What was sent by its form. */
export const tinySent: { reference: string; number: number; words: string }[] = [];

const greet: Press = ({ bot, aside, opening, value }) =>
  opening.admit().then((member) => tell(bot, aside, member.ok ? `Tiny greets from ${value}` : 'Tiny knows you not'));

/** A form with a field of its own kind and one that a resident reads. */
const TINY_FORM = form({
  id: 'tiny_form',
  rule: 'work_on_items',
  says: { words: (key) => `Tiny ${key.split('.').at(-1)}`, name: 'tiny', close: () => 'Away' },
  open: async (_bot, _member, value) => done({ about: value, metadata: newMetadata(value, { language: 'sq' }) }),
  again: async (_bot, _member, { reference }) => done(reference),
  fields: {
    number: textAs('number', () => 'How many', z.coerce.number().int()),
    words: residentText('words', () => 'What they will read'),
  },
  submit: async (_bot, _member, { number, words }, { reference }) => {
    if (number > 9) return refuse('bad_amount');
    tinySent.push({ reference, number, words });
    return done(number);
  },
  said: (number) => `Tiny took ${number}`,
});

/** The smallest surface that uses every field of the contract, in no list of ours. */
export const TINY: Surface = {
  card: {
    blocks: ({ item }) => [section(`Tiny stands on ${item.reference}`)],
    buttons: ({ item }) => [actions([GREET.make('Greet', item.reference), ASK.make('Ask', item.reference)])],
    opened: ({ item }) => [section(`Tiny opened ${item.reference}`)],
    closedOtherwise: ({ item }) => item.sector === 'health',
    fileName: (_view, { kind }) => (kind === 'photo' ? 'Tiny picture' : null),
  },
  buttons: [press(GREET, 'see_items', greet), opener(ASK, TINY_FORM)],
  menu: [
    option('tiny_more', 'see_items', { text: () => 'Tiny more', when: ({ item }) => item.sector === 'health' }, greet),
  ],
  forms: [TINY_FORM],
  commands: [
    command(
      'tiny',
      'see_items',
      () => '*/line tiny*: says so',
      ({ bot, aside, rest }) => tell(bot, aside, `Tiny heard ${rest}`),
    ),
  ],
  shortcuts: [
    {
      ...{ kind: 'shortcut', id: 'tiny_short', rule: 'see_items' },
      handle: ({ bot, opening }) => openModal(bot, opening, async () => done(message('Tiny by a shortcut'))),
    },
  ],
  home: [{ rule: 'run_offers', blocks: async () => [section('Tiny at home')] }],
  numbered: [{ letter: 'Z', open: async () => {}, notFound: () => 'Tiny has no such number' }],
  events: [
    event('reaction_added', 'see_items', async ({ bot, body, admit }) => {
      const { user } = z.object({ event: z.object({ user: z.string() }) }).parse(body).event;
      const member = await admit(user);
      await tell(bot, { userId: user }, member.ok ? 'Tiny saw it' : 'Tiny saw nobody');
    }),
  ],
  files: [
    file('tiny_file', 'export', async () =>
      done({ name: 'tiny.txt', stream: Readable.from(['tiny']), remark: 'Tiny remark' }),
    ),
  ],
};
