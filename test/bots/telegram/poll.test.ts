import { afterEach, beforeEach, expect, test } from 'vitest';
import { pickUpPhone } from '../../support/phone.ts';
import { count } from '../../support/rows.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, shown, texts } from './bot-world.ts';

let world: BotWorld;
let hours = 0;
beforeEach(async () => {
  hours = 0;
  world = await openBotWorld({ now: () => new Date(Date.now() + hours * 3_600_000) });
});
afterEach(() => world.close());

const confirmed = () => until(() => world.control.pendingUpdates() === 0);
const troubles = () => world.line.logged.filter((line) => line.message.startsWith('an update could not')).length;

test('an update is confirmed only after its effect is committed, and is never lost', async () => {
  world.trouble.fails = () => true;
  world.bot.start();
  const phone = pickUpPhone(world.control);
  phone.write('/start');
  await until(() => troubles() >= 2);
  expect(world.control.pendingUpdates()).toBe(1);
  expect(shown(world.control, phone.chatId)).toEqual([]);
  world.trouble.fails = () => false;
  await phone.waitForButton('language:sq');
  await confirmed();
});

test('one chat in trouble holds up neither the others nor the order of its own', async () => {
  world.bot.start();
  const stuck = pickUpPhone(world.control);
  const other = pickUpPhone(world.control);
  await stuck.agree('sq');
  await stuck.press('m:feedback');
  await stuck.press('type:question');
  await confirmed();
  // Nothing is remembered of them any more: who they are has to be asked.
  hours = 1;
  world.trouble.fails = (chatId) => chatId === String(stuck.chatId);
  stuck.write('/cancel');
  await until(() => troubles() >= 1);
  stuck.write('/feedback');
  await other.agree('sq');
  world.trouble.fails = () => false;
  // Cancelled first and begun anew after it: the other way round nothing would be asked any more.
  await confirmed();
  await stuck.press('type:question');
  await stuck.waitForButton('municipality:zvecan');
});

test('an update that can never be handled is given up with an apology when everything else works', async () => {
  world.bot.start();
  const poison = pickUpPhone(world.control);
  const other = pickUpPhone(world.control);
  world.trouble.fails = (chatId) => chatId === String(poison.chatId);
  poison.write('/start');
  await until(() => troubles() >= 1);
  expect(world.control.pendingUpdates()).toBe(1);
  hours = 1;
  other.write('/start');
  await poison.waitForText(texts.say('sq', 'errors:unknown'));
  await other.waitForButton('language:sq');
  await confirmed();
});

test('stopping finishes what runs, confirms it, and leaves the rest to the next start', async () => {
  world.bot.start();
  let open = () => {};
  world.trouble.hold = new Promise<void>((resolve) => {
    open = resolve;
  });
  const phone = pickUpPhone(world.control);
  phone.write('/start');
  await until(() => world.trouble.held > 0);
  const stopped = world.bot.stop();
  const late = pickUpPhone(world.control);
  late.write('/start');
  open();
  await stopped;
  expect(shown(world.control, phone.chatId).length).toBeGreaterThan(0);
  expect(shown(world.control, late.chatId)).toEqual([]);
  expect(world.control.pendingUpdates()).toBe(1);
});

test.each(['500', 'reset', '429'] as const)('the poll outlives %s', async (kind) => {
  world.control.fault({ kind, method: 'getUpdates', times: 2 });
  world.bot.start();
  const phone = pickUpPhone(world.control);
  phone.write('/start');
  await phone.waitForButton('language:sq');
});

test('Telegram being away at start is no reason not to serve once it is back', async () => {
  world.control.fault({ kind: '500', method: 'deleteWebhook' });
  world.bot.start();
  const phone = pickUpPhone(world.control);
  phone.write('/start');
  await phone.waitForButton('language:sq');
});

test('commands are registered by default, in Albanian, Serbian and English', async () => {
  world.bot.start();
  await until(() => Object.keys(world.control.commands()).length === 4);
  const all = JSON.stringify(world.control.commands());
  for (const language of ['sq', 'sr-Latn', 'en']) expect(all).toContain(texts.say(language, 'commands:feedback'));
});

test('questions that arrived are noted at stop, and those that did not are asked again later', async () => {
  world.bot.start();
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  await confirmed();
  world.control.fault({ kind: '500', method: 'sendMessage', chatId: phone.chatId });
  phone.write('/feedback');
  await confirmed();
  const UNSAID = 'residents where sealed_prompt is not null';
  await until(async () => (await count(world.line, UNSAID)) === 1);
  expect(await world.bot.resayPrompts()).toBe(0);
  hours = 1;
  expect(await world.bot.resayPrompts()).toBe(1);
  await phone.waitForButton('type:question');
  await world.bot.stop();
  expect(await count(world.line, UNSAID)).toBe(0);
});
