import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES_DIR, loadTexts } from '../../../src/core/i18n/texts.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import type { ChatMessage } from '../../../src/sandbox/telegram/state.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { pickUpPhone } from '../../support/phone.ts';
import { lastItem, rows } from '../../support/rows.ts';
import { speakSample } from '../../support/sample-recording.ts';
import { makeStaff } from '../../support/staff.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, texts } from './bot-world.ts';

let world: BotWorld;
let locales: string;
beforeAll(async () => {
  locales = mkdtempSync(join(tmpdir(), 'community-line-voices-'));
  cpSync(LOCALES_DIR, locales, { recursive: true });
  for (const key of ['consent:what', 'forget:ask', 'feedback:safe.ask', 'discreet:notice.title', 'discreet:ask.alone'])
    speakSample(locales, 'sq', key);
  world = await openBotWorld({ texts: loadTexts(locales), timeoutSeconds: 5 });
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
