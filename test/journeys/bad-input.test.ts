import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/core/domain/codes.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { answerToMessage, openFeedback, type Phone, referencesIn, sendParts, submit } from '../support/form-filling.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { type Desk, errorsIn, type Office, openOffice, referenceOn } from './staff-desk.ts';

const wait = { timeoutMs: PATIENCE_MS };
const texts = loadTexts();
let world: Office['world'];
let line: Office['line'];
let desk: Desk;
beforeAll(async () => {
  ({ world, line, desk } = await openOffice());
  await desk.add(STAFF.triage, 'Sample triage', 'UNDP', ['triage']);
});
afterAll(async () => {
  const ready = await fetch(`http://127.0.0.1:${line.opsPort}/readyz`);
  expect(ready.status).toBe(200);
  expect(process.kill(line.pid, 0)).toBe(true);
  expect(errorsIn(line.log())).toEqual([]);
  expect(line.log()).not.toMatch(/shpikur|izmišljen|измишљен|\u05d0/i);
  await world.close();
});

/** What the bot says next, once it holds the sentence of this key in the resident's language. */
async function hears(phone: Phone, language: string, key: string, act: () => unknown): Promise<void> {
  // Around the name of the channel, which is written in the script of the language.
  const parts = texts.say(language, key, { channel: '\n' }).split('\n');
  const heard = () => phone.texts().filter((text) => parts.every((part) => text.includes(part))).length;
  const before = heard();
  await act();
  await phone.control.waitFor(phone.chatId, () => (heard() > before ? true : undefined), { ...wait, what: key });
}

async function agreed(language: (typeof LANGUAGES)[number]): Promise<Phone> {
  const phone = pickUpPhone(world.telegram.control);
  await phone.agree(language);
  return phone;
}

/** Their cards in the open channel. */
const itemsOf = (references: string[]) =>
  desk.slack.messages(CHANNELS.main).filter((message) => references.includes(referenceOn(message as never) ?? ''));

const ODD = {
  emoji: '🙏🏽👨‍👩‍👧‍👦🇽🇰',
  'right to left': 'שלום \u202eshpikur\u202c مرحبا',
  HTML: '<b>shpikur</b> <script>alert(1)</script> &amp; </i>',
  Markdown: '*shpikur* _x_ `y` [z](tg://user?id=1) ~',
  'Slack mention': '<!channel> <@U0LEAD00001> @here shpikur',
  formula: '=1+1 shpikur',
  'zero width': '\u200bshpi\u200dkur\u2060',
  long: `shpikur ${'ë'.repeat(10_000)}`,
};

test.each(Object.entries(ODD))(
  'a text of the kind "%s" is kept whole, in one item, and mentions nobody in Slack',
  async (_kind, words) => {
    const phone = await agreed('sq');
    const form = await openFeedback(phone);
    await answerToMessage(phone, form, { parts: [] });
    // A long one comes as several messages: all are there before Done.
    await sendParts(phone, [() => world.telegram.control.sendText(phone.chatId, words)]);
    await form.press('messages:!done');
    await form.find('check:send');
    await form.press('check:send');
    const reference = await newReference(phone);
    const card = await desk.cardIn(CHANNELS.main, reference);
    expect(card.mentions).toEqual([]);
    expect(itemsOf([reference])).toHaveLength(1);
    const shown = await desk.openBy(STAFF.triage, `show ${reference}`, (view) => view.blocks.length > 2);
    const read = JSON.parse(JSON.stringify(shown.blocks)) as { text?: { text?: string } }[];
    const plain = read
      .map(({ text }) => text?.text ?? '')
      .join('')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
    for (const letter of new Set(words.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g, '')))
      expect(plain.split(letter).length, letter).toBeGreaterThanOrEqual(words.split(letter).length);
    await desk.leave(STAFF.triage);
  },
);

const newReference = (phone: Phone): Promise<string> =>
  phone.control.waitFor(phone.chatId, () => referencesIn(phone)[0], { ...wait, what: 'a reference' });

test.each(LANGUAGES)(
  'whoever speaks %s is told in one clear sentence what does not work, and loses nothing',
  async (language) => {
    const phone = await agreed(language);
    const { control, chatId } = phone;
    const form = await openFeedback(phone);
    await form.press('type:question');
    await form.find('municipality:zvecan');
    // A sticker where a place is asked for is put aside, and so are words: nothing is thrown away.
    await hears(phone, language, 'forms:use_buttons', () => control.sendMedia(chatId, 'sticker'));
    await form.press('municipality:zvecan');
    await form.press('settlement:!skip');
    await form.press('sector:health');
    const done = await form.find('messages:!done');
    await hears(phone, language, 'forms:nothing_yet', () => form.press('messages:!done'));
    await hears(phone, language, 'forms:not_understood', () => control.sendText(chatId, '   '));
    await hears(phone, language, 'forms:not_understood', () =>
      control.sendOther(chatId, { dice: { value: 3, emoji: '🎲' } }),
    );
    await hears(phone, language, 'forms:file_too_large', () =>
      control.sendMedia(chatId, 'document', { size: 21 * 1024 * 1024 }),
    );
    const garbage = [
      '',
      'x',
      'f:',
      'f:::::',
      'i:show:nonsense',
      'm:nonsense',
      'r:add:1',
      '🙏'.repeat(16),
      'f:00000000:messages:!done',
    ];
    for (const data of garbage) {
      const { queryId } = control.pressButton(chatId, done.messageId, data, { forged: true });
      await control.waitFor(chatId, () => (control.answerTo(queryId)?.answered ? true : undefined), {
        ...wait,
        what: data,
      });
    }
    const foreign = await someItemOfAnother();
    for (const what of ['show', 'add', 'withdraw', 'serious', 'rate'])
      await hears(phone, language, 'errors:not_found', () =>
        control.pressButton(chatId, done.messageId, `i:${what}:${foreign}:yes`, { forged: true }),
      );
    await form.press('messages:!done');
    const send = await form.find('check:send');
    // Two devices at once, and once more from the old message.
    for (let times = 0; times < 3; times += 1) control.pressButton(chatId, send.messageId, send.data, { forged: true });
    const reference = await newReference(phone);
    await desk.cardIn(CHANNELS.main, reference);
    phone.write('/my');
    await phone.waitForButton('m:menu');
    expect(referencesIn(phone)).toEqual([reference]);
    expect(itemsOf(referencesIn(phone))).toHaveLength(1);
  },
);

let another: string | undefined;
/** The id of an item that somebody else sent, as a forger may have seen it. */
async function someItemOfAnother(): Promise<string> {
  if (another !== undefined) return another;
  const phone = await agreed('sq');
  await submit(phone, { parts: [() => world.telegram.control.sendText(phone.chatId, 'e huaj e shpikur')] });
  phone.write('/my');
  const listed = await phone.control.waitFor(
    phone.chatId,
    () => phone.control.findButton(phone.chatId, ({ callback_data: data }) => data?.startsWith('i:show:') === true),
    wait,
  );
  another = (listed.button.callback_data ?? '').split(':')[2] ?? '';
  return another;
}

test('updates of any shape are passed over, and the next one is answered', async () => {
  const control = world.telegram.control;
  const phone = await agreed('sr-Latn');
  const chat = { id: phone.chatId, type: 'private' };
  const from = { id: phone.chatId, is_bot: false, first_name: 'Sample' };
  const shapes: Record<string, unknown>[] = [
    {},
    { message: null },
    { message: 'izmišljeno' },
    { message: { chat } },
    { message: { message_id: 'x', chat, from, text: 'izmišljeno' } },
    { message: { message_id: 1, chat: { id: 'x', type: 'private' }, text: 'izmišljeno' } },
    { message: { message_id: 2, chat, from, text: { a: 1 } } },
    { message: { message_id: 3, chat, from, photo: 'x', caption: 4 } },
    { message: { message_id: 4, chat, from, location: { latitude: 'north' } } },
    { message: { message_id: 5, chat, from, voice: {} } },
    { message: { message_id: 6, chat, from, contact: {} } },
    { message: { message_id: 7, chat, text: '\u0000izmišljeno\ud800' } },
    { edited_message: { message_id: 8, chat, from } },
    { callback_query: {} },
    { callback_query: { id: 'q', from, data: 5 } },
    { my_chat_member: { chat } },
    { business_message: { message_id: 9, chat, text: 'izmišljeno' } },
    { something_new: { chat } },
  ];
  for (const shape of shapes) control.injectUpdate(shape);
  const before = phone.texts().length;
  phone.write('/help');
  await control.waitFor(
    phone.chatId,
    () =>
      phone
        .texts()
        .slice(before)
        .some((text) => text.includes(texts.say('sr-Latn', 'help:write')))
        ? true
        : undefined,
    wait,
  );
});
