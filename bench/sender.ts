import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';

const SECRET = 'bench-secret-of-nobody';

type Markup = { inline_keyboard?: { callback_data?: string }[][] };
/** The last keyboard that each chat was sent. */
export type Keyboards = Map<number, Markup>;

/** Of the process so far: statements sent, memory, and microseconds of the processor, which a busy machine blurs least. */
export type Stats = { roundTrips: number; rss: number; cpuMicros: number };

export type Subject = {
  send: Sender;
  stats(): Promise<Stats>;
  end(): void;
};

/** A process of the floor or of the line, taking updates over its webhook. */
export async function startSubject(
  kind: 'floor' | 'line',
  databaseUrl: string,
  apiRoot: string,
  maxSockets: number,
): Promise<Subject> {
  const child = fork(new URL('./subject.ts', import.meta.url), [kind, databaseUrl, apiRoot], {
    execArgv: ['--import', 'tsx'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    send: makeSender(port, maxSockets),
    stats: async () => {
      child.send('stats');
      const [answer] = (await once(child, 'message')) as [Stats];
      return answer;
    },
    end: () => void child.send('end'),
  };
}

/** The key of the form whose question was asked last. */
export const keyOf = (keyboards: Keyboards, chatId: number): string =>
  keyboards
    .get(chatId)
    ?.inline_keyboard?.flat()
    .map((button) => button.callback_data ?? '')
    .find((data) => data.startsWith('f:'))
    ?.split(':')[1] ?? '';

/** First contact, in Albanian. */
export async function agree(send: Sender, keyboards: Keyboards, chatId: number): Promise<void> {
  await send.text(chatId, '/start');
  const key = keyOf(keyboards, chatId);
  for (const answer of ['language:sq', 'agree:yes']) await send.press(chatId, `f:${key}:${answer}`);
}

export type Sender = ReturnType<typeof makeSender>;

/** Updates carry one count over all senders, as Telegram's do. */
let updateId = 1;

function makeSender(port: number, maxSockets: number) {
  const agent = new Agent({ keepAlive: true, maxSockets });
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

/** Works through all of them, so many at once. */
export async function inFlight<T>(most: number, all: T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (const one of left) await work(one);
    }),
  );
}
