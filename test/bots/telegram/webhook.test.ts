import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pickUpPhone } from '../../support/phone.ts';
import { throughDoor } from '../../support/through-door.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, shown, texts } from './bot-world.ts';

const SECRET = 'a-secret-of-nobody';
const HEADER = 'x-telegram-bot-api-secret-token';
let world: BotWorld;
let server: Server;
let url: string;

beforeAll(async () => {
  let ready: BotWorld | undefined;
  server = createServer(throughDoor(() => ready?.bot.doors['/telegram/webhook'])).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram/webhook`;
  world = await openBotWorld({ webhook: { url, secret: SECRET }, flood: { burst: 4, secondsEach: 60 } });
  ready = world;
  world.bot.start();
});
afterAll(async () => {
  await world.close();
  server.closeAllConnections();
  server.close();
});

const post = async (body: string, headers: Record<string, string> = { [HEADER]: SECRET }): Promise<number> => {
  const answer = await fetch(url, { method: 'POST', headers, body });
  await answer.body?.cancel();
  return answer.status;
};

test('updates pushed by Telegram are answered', async () => {
  const phone = pickUpPhone(world.control);
  phone.write('/start');
  await phone.waitForButton('language:sq');
});

test.each<[string, Record<string, string>]>([
  ['no secret', {}],
  ['a wrong secret', { [HEADER]: 'a-secret-of-nobodX' }],
  ['a secret of another length', { [HEADER]: 'a' }],
])('%s is refused, and nothing happens', async (_name, headers) => {
  const phone = pickUpPhone(world.control);
  const update = {
    update_id: 1,
    message: { message_id: 1, date: 1, chat: { id: phone.chatId, type: 'private' }, text: 'x' },
  };
  expect(await post(JSON.stringify(update), headers)).toBe(401);
  expect(shown(world.control, phone.chatId)).toEqual([]);
});

test.each<[string, string]>([
  ['no JSON', '{'],
  ['no update', '{"a":1}'],
  ['a bare null', 'null'],
  ['more than an update can be', JSON.stringify({ update_id: 1, filler: 'x'.repeat(1024 * 1024) })],
])('%s is refused without a retry', async (_name, body) => {
  expect(await post(body)).toBe(400);
});

test('while nothing can be committed Telegram is asked to deliver again, at no cost to the person', async () => {
  const phone = pickUpPhone(world.control);
  let tries = 0;
  world.trouble.fails = (chatId) => {
    if (chatId === String(phone.chatId)) tries += 1;
    return chatId === String(phone.chatId) && tries <= 6;
  };
  for (const text of ['/start', '/start']) phone.write(text);
  await phone.waitForButton('language:sq');
  await until(() => world.control.pendingUpdates() === 0);
});

test('a flood is told once that it is not heard, in every language, and others are served', async () => {
  const flood = pickUpPhone(world.control);
  for (let each = 0; each < 40; each += 1) flood.write(`/start ${each}`);
  await flood.waitForText(texts.say('sq', 'help:slow_down'));
  await until(() => world.control.pendingUpdates() === 0);
  const told = shown(world.control, flood.chatId).filter((text) => text.includes(texts.say('sq', 'help:slow_down')));
  expect(told).toHaveLength(1);
  for (const language of ['sr-Latn', 'sr-Cyrl', 'rom'])
    expect(told[0]).toContain(texts.say(language, 'help:slow_down'));
  const other = pickUpPhone(world.control);
  other.write('/start');
  await other.waitForButton('language:sq');
});
