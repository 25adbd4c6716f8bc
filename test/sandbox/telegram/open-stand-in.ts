import { onTestFinished } from 'vitest';
import { startTelegramStandIn, type TelegramStandIn } from '../../../src/sandbox/telegram/server.ts';

export const TOKEN = '100000:invented';

export type Answer = {
  status: number;
  ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: results are looked at as they came over the wire
  result?: any;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
};

/** A stand-in that ends with the test, with a clock that a test may set and a plain client. */
export async function openStandIn(options: Pick<Parameters<typeof startTelegramStandIn>[0], 'rate'> = {}) {
  const time = { now: new Date('2026-03-02T08:00:00Z') };
  const server: TelegramStandIn = await startTelegramStandIn({ token: TOKEN, clock: () => time.now, ...options });
  onTestFinished(() => server.close());
  const call = (method: string, params: Record<string, unknown> = {}): Promise<Answer> =>
    post(`${server.apiRoot}/bot${TOKEN}/${method}`, params);
  /** A resident who has written once, and whose update is out of the way. */
  const resident = async () => {
    const { chatId } = server.control.addResident({ firstName: 'Invented', languageCode: 'sq' });
    const { updateId } = server.control.sendText(chatId, '/start');
    await call('getUpdates', { offset: updateId + 1 });
    return chatId;
  };
  return { ...server, time, call, resident };
}

export async function post(url: string, body: unknown): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as Omit<Answer, 'status'>) };
}
