import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOG_FACTS, onlyFacts } from '../../src/core/domain/log.ts';
import { makeTestLine, type TestLine } from '../support/line.ts';
import type { LineProcess } from '../support/line-process.ts';
import { pickUpPhone } from '../support/phone.ts';
import { rows } from '../support/rows.ts';
import { openServerWorld, type ServerWorld } from '../support/server-world.ts';
import { until } from '../support/until.ts';

let line: TestLine;
let world: ServerWorld;
let running: LineProcess;

beforeAll(async () => {
  const DATA_KEY = Buffer.alloc(32, 7).toString('base64');
  world = await openServerWorld({ DATA_KEY, LOG_LEVEL: 'trace' });
  line = await makeTestLine({ url: world.database.url });
  running = await world.start();
});
afterAll(async () => {
  await line.close();
  await world.close();
});

/** Sends without a name; from the tap on, Telegram fails and then refuses this chat, so that nothing of the confirmation arrives. */
async function sendNameless(): Promise<number> {
  const { telegram } = world;
  const phone = pickUpPhone(telegram.control);
  const { chatId } = phone;
  await phone.agree('sq');
  telegram.control.sendText(chatId, '/feedback');
  for (const ending of ['type:complaint', 'municipality:mitrovica_north', 'settlement:!skip', 'sector:health'])
    await phone.press(ending);
  await phone.waitForButton('messages:!done');
  telegram.control.sendText(chatId, 'fjalë të shpikura');
  await phone.waitForText('✔');
  await phone.press('messages:!done');
  await phone.waitForButton('check:send_anonymous');
  telegram.control.fault({ kind: '500', chatId, method: 'sendMessage', times: 2 });
  telegram.control.fault({ kind: '403', chatId, method: 'sendMessage', times: 3 });
  await phone.press('check:send_anonymous');
  return chatId;
}

const messages = (): string[] =>
  running
    .log()
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => String((JSON.parse(text) as { msg?: unknown }).msg));

test('while Slack and Telegram fail in every way, no line of the log at any level names an anonymous item, its work, its update or a chat', async () => {
  const slack = world.slack.control;
  // A server that breaks, one that wants to be left alone, and one that takes our token no more.
  for (const kind of ['500', '429', 'token_revoked'])
    slack.fault({ kind, method: 'chat.postMessage', retryAfterSeconds: 1 });
  const chats = [await sendNameless()];
  await until(() => messages().some((said) => said.startsWith('a card cannot be shown in Slack')));
  slack.fault({ kind: 'answerLost', method: 'chat.postMessage' });
  chats.push(await sendNameless());
  const lost = () => messages().filter((said) => said.startsWith('no answer from Slack to a post')).length;
  await until(() => lost() >= 2);
  // Refused with its words and without: the work is given up.
  slack.fault({ kind: 'invalid_blocks', method: 'chat.postMessage', times: 2 });
  chats.push(await sendNameless());
  await until(() => messages().includes('work was given up and parked'));
  await until(async () => (await rows(line, 'select id from items where anonymous')).length === 3);
  await until(async () => (await rows(line, "select id from outbox where topic = 'envelope'")).length === 0);

  const log = running.log();
  const columns = [
    'select id::text as id from items',
    'select reference as id from items',
    'select id::text as id from messages',
    'select id::text as id from residents',
    'select id::text as id from outbox',
    'select id::text as id from deliveries',
  ];
  const ids = (await Promise.all(columns.map((statement) => rows(line, statement)))).flat().map(({ id }) => String(id));
  expect(ids.length).toBeGreaterThan(10);
  expect([...ids, ...chats.map(String)].filter((id) => log.includes(id))).toEqual([]);
  const facts = log
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .flatMap((text) => Object.keys(JSON.parse(text) as object));
  const listed = new Set<string>([...LOG_FACTS, 'level', 'time', 'pid', 'msg']);
  expect([...new Set(facts)].filter((name) => !listed.has(name))).toEqual([]);
  expect(log).toContain('a message cannot be delivered');

  // Who runs the line still learns what was given up, and has it tried again.
  const { out } = await world.command('doctor');
  expect(out).toMatch(/given up \d+ \(.*card: card_refused × 1/);
  expect((await world.command('release')).out).toMatch(/^Tried again: [1-9]/);
});

test('a fact that no line may say is left out, whoever wrote the line', () => {
  const given = { itemId: '1', updateId: 2, deliveryId: '3', outboxId: '4', chatId: 5, reference: 'F-000000' };
  expect(onlyFacts({ ...given, code: 'is_archived', topic: 'card' })).toEqual({ code: 'is_archived', topic: 'card' });
});
