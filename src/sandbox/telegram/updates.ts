import { setTimeout as wait } from 'node:timers/promises';
import { ApiRefusal, badRequest } from './refusal.ts';
import type { State, Update } from './state.ts';

const MOST_AT_ONCE = 100;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;

type Webhook = { url: string; secret: string | undefined; connections: number; lastError?: string };

/** Updates waiting for the bot, and the two ways to get them: long polling and a webhook. */
export function makeUpdates(state: State) {
  let waiting: Update[] = [];
  let webhook: Webhook | null = null;
  let poll: AbortController | null = null;
  const inFlight = new Set<number>();
  const arrived = new EventTarget();

  const push = (kind: string, body: unknown): number => {
    const update = { update_id: state.nextUpdateId, [kind]: body };
    state.nextUpdateId += 1;
    queue(update);
    return update.update_id;
  };
  const queue = (update: Update) => {
    state.history.set(update.update_id, update);
    waiting.push(update);
    arrived.dispatchEvent(new Event('update'));
    deliver();
  };

  const deliver = () => {
    if (!webhook) return;
    const free = webhook.connections - inFlight.size;
    for (const update of waiting.filter((one) => !inFlight.has(one.update_id)).slice(0, free))
      void deliverOne(webhook, update);
  };
  /** Repeats until it is answered 2xx, as Telegram does for a day or so. */
  const deliverOne = async (to: Webhook, update: Update) => {
    inFlight.add(update.update_id);
    for (let pause = FIRST_RETRY_MS; webhook === to; pause = Math.min(LONGEST_RETRY_MS, pause * 2)) {
      const status = await post(to, update);
      if (status >= 200 && status < 300) {
        waiting = waiting.filter((one) => one !== update);
        break;
      }
      to.lastError = status === 0 ? 'Connection refused' : `Wrong response from the webhook: ${status}`;
      await wait(pause);
    }
    inFlight.delete(update.update_id);
    deliver();
  };

  return {
    push,
    queue,
    pending: () => waiting.length,
    async getUpdates(
      options: { offset?: number; limit?: number; timeout?: number },
      gone: AbortSignal,
    ): Promise<Update[]> {
      if (webhook)
        throw new ApiRefusal(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      poll?.abort();
      const mine = new AbortController();
      poll = mine;
      const { offset } = options;
      if (offset !== undefined && offset > 0) waiting = waiting.filter((update) => update.update_id >= offset);
      const deadline = Date.now() + Math.min(options.timeout ?? 0, 50) * 1000;
      while (waiting.length === 0 && Date.now() < deadline && !mine.signal.aborted && !gone.aborted) {
        await next(arrived, deadline - Date.now(), [mine.signal, gone]);
      }
      if (poll !== mine)
        throw new ApiRefusal(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        );
      poll = null;
      return waiting.slice(0, Math.min(options.limit ?? MOST_AT_ONCE, MOST_AT_ONCE));
    },
    setWebhook(options: { url?: string; secret_token?: string; max_connections?: number }): true {
      if (options.url && !/^https?:\/\//.test(options.url))
        throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
      if (options.secret_token !== undefined && !/^[\w-]{1,256}$/.test(options.secret_token))
        throw badRequest('secret token contains unallowed characters');
      webhook = options.url
        ? { url: options.url, secret: options.secret_token, connections: options.max_connections ?? 40 }
        : null;
      poll?.abort();
      deliver();
      return true;
    },
    info: () => ({
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: waiting.length,
      ...(webhook && {
        max_connections: webhook.connections,
        ...(webhook.lastError && {
          last_error_message: webhook.lastError,
          last_error_date: Math.floor(Date.now() / 1000),
        }),
      }),
    }),
    close() {
      webhook = null;
      poll?.abort();
    },
  };
}
export type Updates = ReturnType<typeof makeUpdates>;

/** Telegram serves webhooks over HTTPS only; on loopback plain HTTP is let pass. */
async function post(to: Webhook, update: Update): Promise<number> {
  try {
    const answer = await fetch(to.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(to.secret && { 'x-telegram-bot-api-secret-token': to.secret }),
      },
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(10_000),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}

function next(arrived: EventTarget, ms: number, signals: AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      arrived.removeEventListener('update', end);
      for (const signal of signals) signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.max(0, ms));
    arrived.addEventListener('update', end);
    for (const signal of signals) signal.addEventListener('abort', end);
  });
}
