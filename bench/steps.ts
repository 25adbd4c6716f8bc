import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createBenchDatabase } from './database.ts';
import { percentile } from './percentile.ts';
import { startTelegramEcho } from './telegram-echo.ts';

const RESIDENTS = 200;
const TEXTS_EACH = 40;
const IN_FLIGHT = 100;
const SECRET = 'bench-secret-of-nobody';

export type StepsFigure = { perSecond: number; p50: number; p99: number; roundTripsPerStep: number };
type Markup = { inline_keyboard?: { callback_data?: string }[][] };

/** Steps a second of the floor or of the line: residents in the middle of a message, each writing on. */
export async function measureSteps(kind: 'floor' | 'line'): Promise<StepsFigure> {
  const database = await createBenchDatabase();
  const keyboards = new Map<number, Markup>();
  const echo = await startTelegramEcho((chatId, markup) => keyboards.set(chatId, markup as Markup));
  const child = fork(new URL('./subject.ts', import.meta.url), [kind, database.url, echo.root], {
    execArgv: ['--import', 'tsx'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const send = makeSender(port);
  const chats = Array.from({ length: RESIDENTS }, (_, index) => 500_000 + index);
  if (kind === 'line') await pool(chats, (chatId) => walkToMessages(send, keyboards, chatId));
  // Both are warm before anything counts.
  await pool(
    chats.flatMap((chatId) => [chatId, chatId]),
    (chatId) => send.text(chatId, 'warm'),
  );
  const before = await stats(child);
  const times: number[] = [];
  const acts = Array.from({ length: TEXTS_EACH }, () => chats).flat();
  const started = performance.now();
  await pool(acts, async (chatId) => {
    const at = performance.now();
    await send.text(chatId, 'A line of a message, as people write them on a phone.');
    times.push(performance.now() - at);
  });
  const seconds = (performance.now() - started) / 1000;
  const after = await stats(child);
  child.send('end');
  echo.close();
  await database.drop();
  return {
    perSecond: acts.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    roundTripsPerStep: (after.roundTrips - before.roundTrips) / acts.length,
  };
}

async function stats(child: ChildProcess): Promise<{ roundTrips: number; rss: number }> {
  child.send('stats');
  const [answer] = (await once(child, 'message')) as [{ roundTrips: number; rss: number }];
  return answer;
}

type Sender = ReturnType<typeof makeSender>;

function makeSender(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  let updateId = 1;
  const post = (update: object) =>
    new Promise<void>((resolve, reject) => {
      const body = JSON.stringify(update);
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-telegram-bot-api-secret-token': SECRET,
      };
      const call = request({ host: '127.0.0.1', port, method: 'POST', path: '/', agent, headers }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`status ${response.statusCode}`)),
        );
      });
      call.on('error', reject);
      call.end(body);
    });
  const from = (id: number) => ({ id, is_bot: false, first_name: 'Bench' });
  const chat = (id: number) => ({ id, type: 'private', first_name: 'Bench' });
  return {
    text: (id: number, text: string) => {
      const entities = text.startsWith('/')
        ? { entities: [{ type: 'bot_command', offset: 0, length: text.length }] }
        : {};
      const update = {
        update_id: updateId,
        message: { message_id: updateId, date: 1, from: from(id), chat: chat(id), text, ...entities },
      };
      updateId += 1;
      return post(update);
    },
    press: (id: number, data: string) => {
      const update = {
        update_id: updateId,
        callback_query: {
          id: String(updateId),
          from: from(id),
          chat_instance: '1',
          data,
          message: { message_id: 1, date: 1, chat: chat(id) },
        },
      };
      updateId += 1;
      return post(update);
    },
  };
}

/** First contact and the feedback form up to the message. Every question is answered by a fresh keyboard, for the echo remembers only sent ones. */
async function walkToMessages(send: Sender, keyboards: Map<number, Markup>, chatId: number): Promise<void> {
  await send.text(chatId, '/start');
  const keyOf = () =>
    keyboards
      .get(chatId)
      ?.inline_keyboard?.flat()
      .map((button) => button.callback_data ?? '')
      .find((data) => data.startsWith('f:'))
      ?.split(':')[1] ?? '';
  let key = keyOf();
  for (const answer of ['language:sq', 'agree:yes']) await send.press(chatId, `f:${key}:${answer}`);
  await send.text(chatId, '/feedback');
  key = keyOf();
  for (const answer of ['type:question', 'municipality:zvecan', 'settlement:!skip', 'sector:health'])
    await send.press(chatId, `f:${key}:${answer}`);
}

async function pool<T>(all: T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      for (const one of left) await work(one);
    }),
  );
}
