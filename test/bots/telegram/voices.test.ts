import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES_DIR, loadTexts } from '../../../src/core/i18n/texts.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { sayToResident } from '../../../src/core/residents/say-to-resident.ts';
import type { ChatMessage } from '../../../src/sandbox/telegram/state.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { pickUpPhone } from '../../support/phone.ts';
import { lastItem, rows } from '../../support/rows.ts';
import { speakSample } from '../../support/sample-recording.ts';
import { makeStaff } from '../../support/staff.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, texts } from './bot-world.ts';

const SPOKEN = [
  'consent:what',
  'forget:ask',
  'feedback:safe.ask',
  'discreet:notice.title',
  'discreet:ask.alone',
  'discreet:sent.own',
];
/** Longer than a question waits before it is asked again. */
const LATER_MS = 30_000;

let world: BotWorld;
let locales: string;
let ahead = 0;
const clock = () => new Date(Date.now() + ahead);
beforeAll(async () => {
  locales = mkdtempSync(join(tmpdir(), 'community-line-voices-'));
  cpSync(LOCALES_DIR, locales, { recursive: true });
  for (const key of SPOKEN) speakSample(locales, 'sq', key);
  world = await openBotWorld({ texts: loadTexts(locales), timeoutSeconds: 5, now: clock });
  world.bot.start();
});
afterAll(async () => {
  await world.close();
  rmSync(locales, { recursive: true, force: true });
});

type Phone = ReturnType<typeof pickUpPhone>;
const standing = ({ chatId }: Phone): ChatMessage[] =>
  world.control.transcript(chatId).filter(({ deleted, from }) => !deleted && from === 'bot');
const voicesOn = (phone: Phone): ChatMessage[] => standing(phone).filter(({ file }) => file?.kind === 'voice');
const settled = () => until(() => world.control.pendingUpdates() === 0);
const hears = async () =>
  (await rows(world.line, 'select hears from residents order by created_at, id')).map((one) => one.hears);
const buttonsOf = (message: ChatMessage) =>
  (message.markup?.inline_keyboard ?? []).flat().map((button) => button.callback_data ?? '');

/** By the button under what can be heard. */
async function listen(phone: Phone): Promise<void> {
  const find = () =>
    standing(phone)
      .flatMap(buttonsOf)
      .find((data) => data.startsWith('v:hear:'));
  const offered = await world.control.waitFor(phone.chatId, find, {
    timeoutMs: PATIENCE_MS,
    what: 'a button to listen',
  });
  await phone.press(offered);
}

test('what somebody agrees to is spoken before they agree, and nothing of that is kept', async () => {
  const phone = pickUpPhone(world.control);
  phone.write('/start');
  await phone.press('language:sq');
  await listen(phone);
  await until(() => voicesOn(phone).length === 1);
  await settled();
  expect(await rows(world.line, 'select hears from residents where hears is not null')).toEqual([]);
  // The question stands, and can be answered.
  await phone.press('agree:yes');
  await phone.waitForButton('m:feedback');
});

test('who asked once hears every critical text that has a recording, uploaded once, until they want text alone', async () => {
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  phone.write('/forget');
  await phone.press(':!back');
  await settled();
  expect(voicesOn(phone)).toEqual([]);
  phone.write('/forget');
  const asked = await phone.waitForButton('sure:yes');
  const ask = standing(phone).find(({ messageId }) => messageId === asked.messageId) as ChatMessage;
  const listen = buttonsOf(ask).find((data) => data.startsWith('v:hear:')) ?? '';
  expect(buttonsOf(ask).at(-1)).toBe(listen);
  await phone.press(listen);
  await until(() => voicesOn(phone).length === 1);
  await settled();
  phone.write('/forget');
  await until(() => voicesOn(phone).length === 2);
  await phone.waitForButton('v:stop');
  expect(new Set(voicesOn(phone).map(({ file }) => file?.fileId)).size).toBe(1);
  await phone.press('v:stop');
  await settled();
  phone.write('/forget');
  await until(() =>
    standing(phone).some((message) => buttonsOf(message).includes(listen) && message.messageId > asked.messageId),
  );
  expect(voicesOn(phone)).toHaveLength(2);
});

test('a button whose text was recorded no longer says so, and a voice that somebody lets nobody send holds up no word', async () => {
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  const { messageId } = await phone.waitForButton('m:feedback');
  world.control.pressButton(phone.chatId, messageId, 'v:hear:0a1b2c', { forged: true });
  await phone.waitForText(texts.say('sq', 'voice:gone'));
  // They asked to hear, and from then on they do.
  world.control.fault({ kind: 'noVoices', method: 'sendVoice', chatId: phone.chatId });
  phone.write('/forget');
  await phone.waitForText(texts.say('sq', 'forget:ask'));
  expect(voicesOn(phone)).toEqual([]);
  await settled();
  phone.write('/forget');
  await until(() => voicesOn(phone).length === 1);
});

test('a quick exit takes the voices with everything else, and no voice gives away what was not opened', async () => {
  const staff = await makeStaff(world.line, ['triage', 'protection']);
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  phone.write('/forget');
  await listen(phone);
  await until(() => voicesOn(phone).length === 1);
  phone.write('/cancel');
  await settled();
  await phone.sendFeedback('më rrahin çdo natë', { type: 'sensitive_report' });
  await settled();
  const { id, reference } = await lastItem(world.line);
  const [owner] = await rows(world.line, `select resident_id as id from items where id = '${id}'`);
  const before = voicesOn(phone).length;
  const said = await replyToItem(world.line, staff, reference, { text: 'Po vijmë', changeKey: 'voices-1' });
  if (!said.ok) throw new Error(said.code);
  await world.bot.deliver({ residentId: String(owner?.id) });
  await phone.press('n:open');
  await phone.waitForButton('n:show');
  await settled();
  expect(voicesOn(phone)).toHaveLength(before);
  phone.write('/feedback');
  await phone.press('type:sensitive_report');
  await until(() => voicesOn(phone).length > before);
  await phone.press('m:exit');
  await settled();
  await until(() => voicesOn(phone).length === 0);
  expect(await hears()).toContain(true);
});

/** Who hears every critical text from now on; the voice of `forget:ask` stands. */
async function hearing(): Promise<{ phone: Phone; residentId: string }> {
  const all = async () => (await rows(world.line, 'select id from residents')).map(({ id }) => String(id));
  const before = await all();
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  phone.write('/forget');
  await listen(phone);
  await until(() => voicesOn(phone).length === 1);
  await phone.press(':!back');
  await phone.answered();
  await settled();
  const [residentId = ''] = (await all()).filter((id) => !before.includes(id));
  return { phone, residentId };
}
const timesSaid = (phone: Phone, key: string): number =>
  standing(phone).filter(({ text }) => text?.includes(texts.say('sq', key))).length;

test('where the process dies between a voice and its question, both are said again: the voice perhaps twice, neither never', async () => {
  const { phone } = await hearing();
  const [voices, asked] = [voicesOn(phone).length, timesSaid(phone, 'forget:ask')];
  world.control.fault({ kind: 'timeout', method: 'sendMessage', chatId: phone.chatId });
  phone.write('/forget');
  await until(() => voicesOn(phone).length === voices + 1);
  await settled();
  expect(timesSaid(phone, 'forget:ask')).toBe(asked);
  ahead += LATER_MS;
  await world.bot.resayPrompts();
  expect(timesSaid(phone, 'forget:ask')).toBe(asked + 1);
  expect(voicesOn(phone)).toHaveLength(voices + 2);
  await phone.press(':!back');
  await settled();
});

test.each([
  ['died before it could note that the voice arrived', 2],
  ['lived, and noted it', 1],
])('of a promise the voice and the words arrive where the process %s', async (how, times) => {
  const { phone, residentId } = await hearing();
  const voices = voicesOn(phone).length;
  await world.line.database.transaction(async (tx) => {
    const [row] = await rows(world.line, `select key_id from residents where id = '${residentId}'`);
    const key = await world.line.keyring.key(tx, String(row?.key_id));
    if (!key) throw new Error('nobody to promise anything to');
    await sayToResident(tx, world.line, { residentId, key, kind: 'notice', say: [{ lines: [{ key: 'forget:ask' }] }] });
  });
  const asked = timesSaid(phone, 'forget:ask');
  world.control.fault({ kind: '500', method: 'sendMessage', chatId: phone.chatId });
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'retry', reason: 'no_answer' });
  if (how.startsWith('died'))
    await rows(world.line, `update deliveries set arrived = null where resident_id = '${residentId}' returning id`);
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'done' });
  expect(timesSaid(phone, 'forget:ask')).toBe(asked + 1);
  expect(voicesOn(phone)).toHaveLength(voices + times);
});

test('to be forgotten takes each voice with the words that it stood beside, and leaves it where they stay', async () => {
  const { phone } = await hearing();
  await phone.sendFeedback('më rrahin çdo natë', { type: 'sensitive_report' });
  await settled();
  // What stays of the report says whom to call, aloud too.
  const spoken = voicesOn(phone).length;
  expect(spoken).toBeGreaterThan(1);
  const begun = world.control.sendText(phone.chatId, '/forget').messageId;
  await phone.press('sure:yes', begun);
  await phone.press('really:yes', begun);
  await phone.waitForText(texts.say('sq', 'forget:done'));
  await settled();
  for (const { payload } of await rows(world.line, "select payload from outbox where topic = 'farewell'"))
    expect(await world.bot.takeBackFarewell(payload as Record<string, string>)).toEqual({ kind: 'done' });
  const ours = world.control.transcript(phone.chatId).filter(({ from }) => from === 'bot');
  const beside = ours.flatMap((one, index) => (one.file?.kind === 'voice' ? [[one, ours[index + 1]] as const] : []));
  expect(beside.filter(([voice]) => voice.deleted)).not.toEqual([]);
  expect(beside.map(([voice]) => voice.deleted === true)).toEqual(beside.map(([, words]) => words?.deleted === true));
  expect(standing(phone).some(({ text }) => text?.includes(texts.say('sq', 'discreet:sent.own')))).toBe(false);
  // And nobody remembers that they listen.
  const anew = world.control.sendText(phone.chatId, '/start').messageId;
  await phone.press('language:sq', anew);
  await phone.waitForButton('agree:yes', anew);
  expect(voicesOn(phone).filter(({ messageId }) => messageId > anew)).toEqual([]);
});
