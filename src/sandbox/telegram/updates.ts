import { makePusher } from './push-updates.ts';
import { ApiRefusal, badRequest } from './refusal.ts';
import type { State, Update } from './state.ts';

const MOST_AT_ONCE = 100;
const LONGEST_POLL_SECONDS = 50;
const HAS_WEBHOOK =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const OTHER_POLL = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

export type Updates = {
  push(kind: string, body: unknown): number;
  queue(update: Update): void;
  pending(): number;
  getUpdates(
    options: { offset: number | undefined; limit: number | undefined; timeout: number | undefined },
    gone: AbortSignal,
  ): Promise<Update[]>;
  setWebhook(options: { url?: string; secret_token?: string; max_connections?: number }): true;
  info(): Record<string, unknown>;
  close(): void;
};

/** Updates waiting for the bot, and the two ways to get them: long polling and a webhook. */
export function makeUpdates(state: State): Updates {
  let waiting: Update[] = [];
  let poll: AbortController | null = null;
  const arrived = new EventTarget();
  const drop = (update: Update) => {
    waiting = waiting.filter((one) => one !== update);
  };
  const pusher = makePusher(() => waiting, drop);
  const queue = (update: Update) => {
    state.history.set(update.update_id, update);
    waiting.push(update);
    arrived.dispatchEvent(new Event('update'));
    pusher.push();
  };
  const takePoll = () => {
    poll?.abort();
    poll = new AbortController();
    return poll;
  };
  return {
    queue,
    push: (kind, body) => {
      const update = { update_id: state.nextUpdateId, [kind]: body };
      state.nextUpdateId += 1;
      queue(update);
      return update.update_id;
    },
    pending: () => waiting.length,
    getUpdates: async ({ offset, limit, timeout }, gone) => {
      if (pusher.webhook()) throw new ApiRefusal(409, HAS_WEBHOOK);
      const mine = takePoll();
      if (offset !== undefined && offset > 0) waiting = waiting.filter((update) => update.update_id >= offset);
      const deadline = Date.now() + Math.min(timeout ?? 0, LONGEST_POLL_SECONDS) * 1000;
      while (waiting.length === 0 && Date.now() < deadline && !mine.signal.aborted && !gone.aborted)
        await next(arrived, deadline - Date.now(), [mine.signal, gone]);
      if (poll !== mine) throw new ApiRefusal(409, OTHER_POLL);
      return waiting.slice(0, Math.min(limit ?? MOST_AT_ONCE, MOST_AT_ONCE));
    },
    setWebhook: ({ url, secret_token: secret, max_connections: connections = 40 }) => {
      if (url && !/^https?:\/\//.test(url)) throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
      if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret))
        throw badRequest('secret token contains unallowed characters');
      poll?.abort();
      pusher.set(url ? { url, secret, connections } : null);
      return true;
    },
    info: () => describe(pusher.webhook(), waiting.length),
    close: () => {
      pusher.set(null);
      poll?.abort();
    },
  };
}

function describe(
  webhook: ReturnType<ReturnType<typeof makePusher>['webhook']>,
  pending: number,
): Record<string, unknown> {
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: pending,
    ...(webhook && { max_connections: webhook.connections }),
    ...(webhook?.lastError && {
      last_error_message: webhook.lastError,
      last_error_date: Math.floor(Date.now() / 1000),
    }),
  };
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
