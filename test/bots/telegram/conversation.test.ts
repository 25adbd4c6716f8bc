import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pickUpPhone } from '../../support/phone.ts';
import { count } from '../../support/rows.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, shown, texts } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
  world.bot.start();
});
afterAll(() => world.close());

const confirmed = () => until(() => world.control.pendingUpdates() === 0);
const agreed = async () => {
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  return phone;
};
const UNSUPPORTED = texts.say('sq', 'help:unsupported');

test('a name and words that look like markup are only words, up to the reference', async () => {
  const phone = await agreed();
  const words = '<b>Ura</b> & <script>x</script> </blockquote>';
  const reference = await phone.sendFeedback(words, { media: true });
  expect(reference).toMatch(/^F-/);
  expect(shown(world.control, phone.chatId).some((text) => text.includes(words))).toBe(true);
});

test('ten thousand characters arrive as one submission', async () => {
  const phone = await agreed();
  const before = await count(world.line, 'items');
  expect(await phone.sendFeedback(`${'Uji mungon. '.repeat(840)}`)).toMatch(/^F-/);
  expect(await count(world.line, 'items')).toBe(before + 1);
});

test('an update delivered twice has one effect', async () => {
  const phone = await agreed();
  const items = await count(world.line, 'items');
  let last = 0;
  const unheard = world.control.onUpdate(({ updateId }) => {
    last = updateId;
  });
  const reference = await phone.sendFeedback('një herë');
  unheard();
  await confirmed();
  const sent = shown(world.control, phone.chatId).filter((text) => text.includes(reference)).length;
  world.control.redeliver(last);
  await confirmed();
  expect(await count(world.line, 'items')).toBe(items + 1);
  expect(shown(world.control, phone.chatId).filter((text) => text.includes(reference))).toHaveLength(sent);
});

test('a press is answered, so that the phone stops waiting', async () => {
  const phone = await agreed();
  const menu = await phone.waitForButton('m:help');
  const { queryId } = world.control.pressButton(phone.chatId, menu.messageId, menu.data);
  await until(() => world.control.answerTo(queryId)?.answered === true);
});

test('two presses of the same button do not disturb: what is not modified has arrived', async () => {
  const phone = await agreed();
  const menu = await phone.waitForButton('m:feedback');
  world.control.pressButton(phone.chatId, menu.messageId, menu.data);
  world.control.pressButton(phone.chatId, menu.messageId, menu.data, { forged: true });
  await confirmed();
  await phone.press('type:question');
  await phone.waitForButton('municipality:zvecan');
});

test.each(['', 'f:feedback:type:nonsense', 'i:F-000000:close', 'm:my999', 'x'.repeat(64), '<b>&'])(
  'a forged button (%s) does nothing, and the person is shown where they are',
  async (data) => {
    const phone = await agreed();
    const before = await count(world.line, 'items');
    const [first] = world.control.transcript(phone.chatId).filter((message) => message.from === 'bot');
    const said = JSON.stringify(world.control.transcript(phone.chatId));
    const { queryId } = world.control.pressButton(phone.chatId, first?.messageId ?? 0, data, { forged: true });
    await until(() => world.control.answerTo(queryId)?.answered === true);
    await confirmed();
    expect(await count(world.line, 'items')).toBe(before);
    const moved = JSON.stringify(world.control.transcript(phone.chatId)) !== said;
    expect(moved || world.control.answerTo(queryId)?.text !== undefined).toBe(true);
  },
);

describe('what the line cannot take', () => {
  test.each(['sticker', 'poll', 'dice', 'game', 'story', 'some_kind_of_2030'])('%s is answered', async (kind) => {
    const phone = await agreed();
    world.control.sendOther(phone.chatId, { [kind]: { emoji: '🎲' } });
    await phone.waitForText((UNSUPPORTED.split('.')[0] ?? '').slice(0, 20));
  });
  test.each<[string, object]>([
    ['a channel post', { channel_post: { message_id: 1 } }],
    ['a kind that does not exist yet', { some_kind_of_2030: { a: 1 } }],
    ['nothing', {}],
    ['a message of nobody', { message: { message_id: 1 } }],
    ['a membership without a chat', { my_chat_member: {} }],
  ])('%s is confirmed and nothing else happens', async (_name, body) => {
    world.control.injectUpdate(body as Record<string, unknown>);
    await confirmed();
    const phone = pickUpPhone(world.control);
    phone.write('/start');
    await phone.waitForButton('language:sq');
  });
});

test('a group is told once, in all four languages, and never again', async () => {
  const { chatId } = world.control.addGroup();
  const as = { id: 6_999_999_002, firstName: 'Sample' };
  for (let each = 0; each < 3; each += 1) world.control.sendText(chatId, '/start', { as });
  await world.control.waitFor(chatId, () => (shown(world.control, chatId).length > 0 ? true : undefined));
  await confirmed();
  const [notice, ...more] = shown(world.control, chatId);
  expect(more).toEqual([]);
  for (const language of ['sq', 'sr-Latn', 'sr-Cyrl', 'rom'])
    expect(notice).toContain(texts.say(language, 'help:group'));
});

test('a file over 20 MB is named as such, and the words beside it are not lost', async () => {
  const phone = await agreed();
  phone.write('/feedback');
  await phone.press('type:complaint');
  await phone.press('municipality:zvecan');
  await phone.press('settlement:!skip');
  await phone.press('sector:health');
  await phone.waitForButton('messages:!done');
  world.control.sendMedia(phone.chatId, 'document', { size: 21 * 1024 * 1024, caption: 'fotografi e madhe' });
  await phone.waitForText(/20 MB/);
  await phone.press('messages:!done');
  await phone.waitForText('fotografi e madhe');
});

test.each(['settlement:!skip', 'a place', '/menu', 'common:cancel'])(
  "the phone's share button goes away with its question (left by %s), and leaves no message behind",
  async (way) => {
    const phone = await agreed();
    phone.write('/feedback');
    await phone.press('type:complaint');
    await phone.press('municipality:zvecan');
    const label = texts.say('sq', 'common:share_location');
    await phone.waitForText(texts.say('sq', 'common:hint_location'));
    await confirmed();
    const before = shown(world.control, phone.chatId);
    if (way === 'a place') world.control.tapKeyboard(phone.chatId, label);
    else if (way === '/menu') phone.write('/menu');
    else await phone.press(way === 'common:cancel' ? ':!cancel' : way);
    await confirmed();
    await until(() => shown(world.control, phone.chatId).join() !== before.join());
    expect(() => world.control.tapKeyboard(phone.chatId, label)).toThrow('no such button');
    expect(shown(world.control, phone.chatId)).not.toContain('👌');
  },
);

test('quick exit empties the chat of both sides, also of what came after the tapped button', async () => {
  const phone = await agreed();
  const menu = await phone.waitForButton('m:exit');
  phone.write('fjalë që askush nuk duhet të shohë');
  await phone.answered();
  await confirmed();
  world.control.pressButton(phone.chatId, menu.messageId, menu.data, { forged: true });
  const harmless = texts.say('sq', 'help:quick_exit.text');
  await phone.waitForText(harmless);
  const left = world.control.transcript(phone.chatId).filter((message) => !message.deleted);
  expect(left.map((message) => message.text)).toEqual([harmless]);
});

test('answers lost on the way repeat no effect: the form goes on, and there is one item', async () => {
  const phone = await agreed();
  const items = await count(world.line, 'items');
  world.control.fault({ kind: 'answerLost', method: 'sendMessage', chatId: phone.chatId, times: 100 });
  await phone.sendFeedback('përgjigjet humbasin');
  world.control.clearFaults();
  await confirmed();
  expect(await count(world.line, 'items')).toBe(items + 1);
});

test('nothing a person wrote stands in the log, nor who they are', async () => {
  const phone = await agreed();
  const word = 'fjalëqëshihet';
  const troubles = () => world.line.logged.filter((line) => line.message === 'an answer did not get through').length;
  const before = troubles();
  world.control.fault({ kind: '500', method: 'sendMessage', chatId: phone.chatId });
  phone.write(word);
  await until(() => troubles() > before);
  const log = JSON.stringify(world.line.logged);
  expect(log).not.toContain(word);
  expect(log).not.toContain(String(phone.chatId));
});
