import { expect } from 'vitest';
import type { Language } from '../../src/core/domain/codes.ts';
import { closeItem } from '../../src/core/items/close-item.ts';
import { replyToItem } from '../../src/core/items/reply-to-item.ts';
import { findStaffMember } from '../../src/core/staff/find-staff-member.ts';
import type { ChatMessage } from '../../src/sandbox/telegram/state.ts';
import type { WorldHere } from '../support/line-here.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { within } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { row } from '../support/rows.ts';
import { until } from '../support/until.ts';
import { ANSWERS, cardOf } from './slack-desk.ts';

type Phone = ReturnType<typeof pickUpPhone>;
type Item = { id: string; reference: string; words: string };

/**
 * In each of these languages, at once: a reply to an older answer, words under an item on the screen, a closed item that is opened by more,
 * a place that moves, words that are edited and passed on; and of each what staff see.
 */
export async function liveThroughBelonging(world: WorldHere, languages: readonly Language[]): Promise<void> {
  await Promise.all(languages.map((language) => liveIn(world, language)));
}

async function liveIn(world: WorldHere, language: Language): Promise<void> {
  const phone = pickUpPhone(world.telegram.control);
  await phone.agree(language);
  const older = await send(world, phone, `Uji ${language} nuk vjen`);
  const newer = await send(world, phone, `Rruga ${language} ka gropa`);

  // Answered last is the newer one; they reply to the older one's answer.
  await answer(world, older, language);
  const answered = await phone.control.waitFor(
    phone.chatId,
    (messages) => messages.findLast(({ from, text }) => from === 'bot' && text?.includes(older.reference)),
    within('the answer'),
  );
  await answer(world, newer, language);
  phone.control.sendText(phone.chatId, `Çdo mbrëmje ${language}`, { replyTo: answered.messageId });
  await choose(world, phone, 'what:add', older);
  await inThread(world, older, `Çdo mbrëmje ${language}`);

  // Closed, on the screen, and opened by what is written under it.
  await close(world, older, language);
  await settled(world);
  phone.write('/my');
  await settled(world);
  await phone.press(`i:show:${older.id}`);
  await phone.waitForButton(`i:add:${older.id}`);
  await settled(world);
  const { messageId } = phone.write(`Agroni ${language} e di`);
  await choose(world, phone, 'what:add', older);
  await inThread(world, older, `Agroni ${language} e di`);
  expect(await status(world, older)).toBe('open');

  // What is edited away stands nowhere; what moves is one place.
  phone.control.editText(phone.chatId, messageId, `Dikush ${language} e di`);
  await inThread(world, older, `Dikush ${language} e di`);
  await until(() => !JSON.stringify(world.slack.control.messages(CHANNELS.main)).includes(`Agroni ${language}`));
  const place = phone.control.sendLocation(phone.chatId, 42.8901, 20.8601, { live: 900, replyTo: answered.messageId });
  await choose(world, phone, 'what:add', older);
  const before = phone.texts().length;
  for (let step = 1; step <= 12; step += 1)
    phone.control.moveLocation(phone.chatId, place.messageId, 42.95, 20.9 + step / 1000);
  await settled(world);
  expect(phone.texts()).toHaveLength(before);
  await inThread(world, older, '42.89010, 20.86010');
  expect(JSON.stringify(world.slack.control.messages(CHANNELS.main))).not.toContain('42.95000');

  const rumour = await send(world, phone, `Thonë ${language} se mbyllet`, {
    type: 'channel',
    chat: { id: -1, type: 'channel' },
  });
  const card = await cardOf(world, rumour.reference);
  expect(JSON.stringify(card.blocks)).toContain('forwarded from a channel');
}

const settled = (world: WorldHere) => until(() => world.telegram.control.pendingUpdates() === 0);

/** Old buttons stay in the chat: each is pressed once the new ones stand. */
async function send(world: WorldHere, phone: Phone, words: string, forwarded?: Record<string, unknown>): Promise<Item> {
  phone.control.sendText(phone.chatId, words, forwarded ? { forwarded } : {});
  await settled(world);
  for (const button of ['what:send', 'how:now']) {
    await phone.press(button);
    await settled(world);
  }
  phone.write('/menu');
  await settled(world);
  const chat = `select resident_id from deliveries where item_id = i.id`;
  const told = await phone.control.waitFor(
    phone.chatId,
    (messages) => messages.findLast(({ from, text }) => from === 'bot' && /\bF-[0-9A-Z]{6}\b/.test(text ?? '')),
    within(`the number of ${words}`),
  );
  const reference = /\bF-[0-9A-Z]{6}\b/.exec(told.text ?? '')?.[0] ?? '';
  const { id } = await row(
    world.line.foundation.line,
    `select id from items i where reference = '${reference}' and (${chat} limit 1) is not null`,
  );
  return { id: String(id), reference, words };
}

/** The first of the choices names the item and what it is about; once it is taken, it is told so. */
async function choose(world: WorldHere, phone: Phone, button: string, item: Item): Promise<void> {
  const first = ({ markup }: ChatMessage) => markup?.inline_keyboard?.[0]?.[0];
  const asked = await phone.control.waitFor(
    phone.chatId,
    (messages) => {
      const sent = messages.findLastIndex(({ from }) => from === 'resident');
      const shown = messages.findLast((message) => message.from === 'bot' && !message.deleted && first(message));
      const isNew = shown && messages.indexOf(shown) > sent;
      return isNew && first(shown)?.callback_data?.endsWith(button) ? shown : undefined;
    },
    within(`${item.reference} named first`),
  );
  expect(first(asked)?.text).toContain(item.reference);
  expect(asked.text).toContain(item.words);
  await phone.press(button);
  await settled(world);
  expect(phone.texts().slice(-3).join()).toContain(item.reference);
}

async function member(world: WorldHere) {
  const found = await findStaffMember(world.line.foundation.line, STAFF.triage);
  if (!found) throw new Error('there is no staff member');
  return found;
}

async function answer(world: WorldHere, { reference }: Item, language: Language): Promise<void> {
  const said = { text: ANSWERS[language], changeKey: `belongs-${reference}` };
  expect((await replyToItem(world.line.foundation.line, await member(world), reference, said)).ok).toBe(true);
  const { id } = await row(world.line.foundation.line, `select id from items where reference = '${reference}'`);
  await until(async () => (await delivered(world, String(id))) > 0);
}

const delivered = async (world: WorldHere, itemId: string): Promise<number> => {
  const sent = `deliveries where item_id = '${itemId}' and kind = 'answer' and state = 'sent'`;
  return Number((await row(world.line.foundation.line, `select count(*) as n from ${sent}`)).n);
};

async function close(world: WorldHere, { reference }: Item, language: Language): Promise<void> {
  const closing = { reason: 'acted_on' as const, whatWasDone: ANSWERS[language], changeKey: `closed-${reference}` };
  expect((await closeItem(world.line.foundation.line, await member(world), reference, closing)).ok).toBe(true);
}

const status = async (world: WorldHere, { id }: Item): Promise<string> =>
  String((await row(world.line.foundation.line, `select status from items where id = '${id}'`)).status);

async function inThread(world: WorldHere, { reference }: Item, words: string): Promise<void> {
  const card = await cardOf(world, reference);
  await world.slack.control.waitForMessage(
    CHANNELS.main,
    (message) => message.thread_ts === card.ts && JSON.stringify(message.blocks).includes(words),
    within(`${words} under its card`),
  );
}
