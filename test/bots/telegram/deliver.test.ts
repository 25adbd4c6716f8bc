import { afterAll, beforeAll, expect, test } from 'vitest';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import type { FaultKind } from '../../../src/sandbox/telegram/faults.ts';
import { pickUpPhone } from '../../support/phone.ts';
import { count, row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, shown } from './bot-world.ts';

let world: BotWorld;
let next = 1;
beforeAll(async () => {
  world = await openBotWorld({ timeoutSeconds: 1 });
  world.bot.start();
});
afterAll(() => world.close());

/** A resident with an item, to whom staff answered; nothing of the answer is sent yet. */
async function answered(text: string) {
  const staff = await makeStaff(world.line, ['triage']);
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  const reference = await phone.sendFeedback('Ku është zyra?');
  await until(() => world.control.pendingUpdates() === 0);
  const resident = await row(world.line, `select resident_id as id from items where reference = '${reference}'`);
  const residentId = String(resident.id);
  await until(async () => (await pending(residentId)) === 0);
  const reply = async (words: string) => {
    const said = await replyToItem(world.line, staff, reference, { text: words, changeKey: `view-${next++}` });
    if (!said.ok) throw new Error(said.code);
  };
  await reply(text);
  return { phone, residentId, reply, times: (words: string) => shownWith(phone.chatId, words) };
}

const pending = (residentId: string) =>
  count(world.line, `deliveries where resident_id = '${residentId}' and state = 'pending'`);
const failedFor = async (residentId: string) =>
  (await row(world.line, `select reason from deliveries where resident_id = '${residentId}' and state = 'failed'`))
    .reason;
const shownWith = (chatId: number, words: string) =>
  shown(world.control, chatId).filter((text) => text.includes(words)).length;

test('answers arrive once, in order, with markup as it was written', async () => {
  const { residentId, reply, phone } = await answered('e para <i>1</i>');
  await reply('e dyta & 2');
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'done' });
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'done' });
  const said = shown(world.control, phone.chatId).join('\n');
  expect(said.indexOf('e para <i>1</i>')).toBeGreaterThan(0);
  expect(said.indexOf('e dyta & 2')).toBeGreaterThan(said.indexOf('e para'));
  expect(shownWith(phone.chatId, 'e dyta & 2')).toBe(1);
  expect(await pending(residentId)).toBe(0);
});

test('429 is obeyed with the wait that Telegram asks for, and the answer stays owed', async () => {
  const { residentId, phone, times } = await answered('pas pritjes');
  world.control.fault({ kind: '429', method: 'sendMessage', chatId: phone.chatId, retryAfterSeconds: 17 });
  expect(await world.bot.deliver({ residentId })).toEqual({
    kind: 'retry',
    reason: 'rate_limited',
    afterSeconds: 17,
  });
  expect(times('pas pritjes')).toBe(0);
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'done' });
  expect(times('pas pritjes')).toBe(1);
});

test.each<[FaultKind, number]>([
  ['500', 1],
  ['reset', 1],
  ['answerLost', 2],
])('after %s the answer is owed, and what may have arrived is said again', async (kind, said) => {
  const { residentId, phone, times } = await answered('ndoshta dy herë');
  world.control.fault({ kind, method: 'sendMessage', chatId: phone.chatId });
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'retry', reason: 'no_answer' });
  expect(await pending(residentId)).toBe(1);
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'done' });
  expect(times('ndoshta dy herë')).toBe(said);
});

test('a call without an end is given up before its lease is, and said again', async () => {
  const { residentId, phone, times } = await answered('pa fund');
  world.control.fault({ kind: 'timeout', method: 'sendMessage', chatId: phone.chatId });
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'retry', reason: 'no_answer' });
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'done' });
  expect(times('pa fund')).toBeGreaterThanOrEqual(1);
});

test('who blocked the bot is marked, not knocked at again, and told when they come back', async () => {
  const { residentId, phone, times } = await answered('kur të ktheheni');
  world.control.fault({ kind: '403', method: 'sendMessage', chatId: phone.chatId });
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'done' });
  expect(await failedFor(residentId)).toBe('blocked');
  expect(
    (await row(world.line, `select blocked_at from residents where id = '${residentId}'`)).blocked_at,
  ).not.toBeNull();
  expect(times('kur të ktheheni')).toBe(0);
  world.control.unblock(phone.chatId);
  await until(async () => (await pending(residentId)) > 0 || times('kur të ktheheni') > 0);
  await world.bot.deliver({ residentId });
  expect(times('kur të ktheheni')).toBe(1);
});

test('two workers at once never say it twice', async () => {
  const { residentId, times } = await answered('vetëm një herë');
  const results = await Promise.all(Array.from({ length: 4 }, () => world.bot.deliver({ residentId })));
  expect(results.filter((result) => result.kind === 'refused')).toEqual([]);
  await world.bot.deliver({ residentId });
  expect(times('vetëm një herë')).toBe(1);
});

test('a file is fetched whole; one that is gone or too large is named as such', async () => {
  const phone = pickUpPhone(world.control);
  const fetched = (handle: string) => world.bot.fetchMedia({ channel: 'telegram', handle });
  const bytes = Buffer.from('OggS invented');
  const { fileId } = world.control.sendMedia(phone.chatId, 'voice', { bytes });
  expect(await fetched(fileId)).toEqual({ kind: 'file', bytes: new Uint8Array(bytes) });
  expect(await fetched('no such file')).toEqual({ kind: 'gone' });
  const large = world.control.sendMedia(phone.chatId, 'video', { size: 21 * 1024 * 1024 });
  expect(await fetched(large.fileId)).toEqual({ kind: 'too_large' });
  world.control.fault({ kind: '500', method: 'getFile' });
  await expect(fetched(fileId)).rejects.toThrow();
});
