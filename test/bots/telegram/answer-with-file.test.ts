import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import type { FaultKind } from '../../../src/sandbox/telegram/faults.ts';
import { pickUpPhone } from '../../support/phone.ts';
import { row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, shown, texts } from './bot-world.ts';

let world: BotWorld;
let make: () => Promise<Uint8Array | null>;
let made = 0;
let next = 1;
beforeAll(async () => {
  world = await openBotWorld({
    timeoutSeconds: 1,
    makeFile: () => {
      made += 1;
      return make();
    },
  });
  world.bot.start();
});
afterAll(() => world.close());
beforeEach(() => {
  made = 0;
  make = async () => Buffer.from('%PDF invented');
});

const NAME = 'formular.pdf';
const WORDS = 'Plotësojeni këtë formular.';
const MISSING = texts.say('sq', 'items:answer.file_missing');

/** A resident with an item, to whom staff answered with a file; nothing of it is sent yet. */
async function answered() {
  const staff = await makeStaff(world.line, ['triage']);
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  const reference = await phone.sendFeedback('Ku është formulari?');
  await until(() => world.control.pendingUpdates() === 0);
  const { id } = await row(world.line, `select resident_id as id from items where reference = '${reference}'`);
  const residentId = String(id);
  await until(async () => (await state(residentId))?.state === 'sent');
  const attached = { id: 'F0FILE', name: NAME, bytes: 13 };
  const said = await replyToItem(world.line, staff, reference, { text: WORDS, changeKey: `view-${next++}`, attached });
  if (!said.ok) throw new Error(said.code);
  const { chatId } = phone;
  const arrived = () => {
    const words = shown(world.control, chatId).filter((text) => text.includes(WORDS)).length;
    const files = world.control.transcript(chatId).filter((one) => JSON.stringify(one).includes(NAME)).length;
    return { words, files };
  };
  const deliver = (attempt: number) => world.bot.deliver({ residentId }, attempt);
  return { chatId, residentId, arrived, deliver };
}
/** Of what they were promised last. */
const state = async (residentId: string) =>
  row(world.line, `select state, reason from deliveries where resident_id = '${residentId}' order by id desc limit 1`);

test('the file and the words arrive once, and nothing is left owed', async () => {
  const { arrived, deliver, residentId } = await answered();
  expect(await deliver(1)).toEqual({ kind: 'done' });
  expect(await deliver(2)).toEqual({ kind: 'done' });
  expect(arrived()).toEqual({ words: 1, files: 1 });
  expect(await state(residentId)).toEqual({ state: 'sent', reason: null });
});

test.each<[string, FaultKind, { words: number; files: number }]>([
  // Nothing of it had an effect.
  ['sendDocument', '429', { words: 1, files: 1 }],
  ['sendDocument', '500', { words: 1, files: 1 }],
  ['sendDocument', 'reset', { words: 1, files: 1 }],
  // Telegram took the file, and nobody can know: perhaps twice (decision 6).
  ['sendDocument', 'answerLost', { words: 1, files: 2 }],
  // The file has arrived for certain: it does not come twice because its words failed.
  ['sendMessage', '429', { words: 1, files: 1 }],
  ['sendMessage', '500', { words: 1, files: 1 }],
  ['sendMessage', 'reset', { words: 1, files: 1 }],
  ['sendMessage', 'answerLost', { words: 2, files: 1 }],
])('after a %s that met %s nothing is lost, and only what nobody can know comes twice', async (method, kind, came) => {
  const { chatId, arrived, deliver, residentId } = await answered();
  world.control.fault({ kind, method, chatId, ...(kind === '429' && { retryAfterSeconds: 7 }) });
  expect(await deliver(1)).toEqual(
    kind === '429'
      ? { kind: 'retry', reason: 'rate_limited', afterSeconds: 7 }
      : { kind: 'retry', reason: 'no_answer' },
  );
  expect((await state(residentId)).state).toBe('pending');
  expect(await deliver(2)).toEqual({ kind: 'done' });
  expect(arrived()).toEqual(came);
  expect(await state(residentId)).toEqual({ state: 'sent', reason: null });
});

test('a file that has arrived is not fetched again, so that it may be gone from Slack by then', async () => {
  const { chatId, arrived, deliver, residentId } = await answered();
  world.control.fault({ kind: '500', method: 'sendMessage', chatId });
  await deliver(1);
  make = async () => null;
  expect(await deliver(2)).toEqual({ kind: 'done' });
  expect(made).toBe(1);
  expect(arrived()).toEqual({ words: 1, files: 1 });
  expect(shown(world.control, chatId).join()).not.toContain(MISSING);
  expect(await state(residentId)).toEqual({ state: 'sent', reason: null });
});

test('a file that Slack no longer has keeps no words back: they say so, and the card does', async () => {
  const { chatId, arrived, deliver, residentId } = await answered();
  make = async () => null;
  expect(await deliver(1)).toEqual({ kind: 'done' });
  expect(arrived()).toEqual({ words: 1, files: 0 });
  expect(shown(world.control, chatId).join()).toContain(MISSING);
  expect(await state(residentId)).toEqual({ state: 'sent', reason: 'without_file' });
});

test('a file that Telegram refuses takes no words with it: they go without it, and the card says so', async () => {
  const { chatId, arrived, deliver, residentId } = await answered();
  world.control.fault({ kind: '400', method: 'sendDocument', chatId });
  expect(await deliver(1)).toEqual({ kind: 'done' });
  expect(arrived()).toEqual({ words: 1, files: 0 });
  expect(shown(world.control, chatId).join()).toContain(MISSING);
  expect(await state(residentId)).toEqual({ state: 'sent', reason: 'without_file' });
});

test('two workers at once never bring it twice', async () => {
  const { arrived, deliver } = await answered();
  await Promise.all(Array.from({ length: 4 }, () => deliver(1)));
  await deliver(2);
  expect(arrived()).toEqual({ words: 1, files: 1 });
});
