import { noteUpdate } from './noted.ts';
import { makePusher, type Webhook } from './push-updates.ts';
import { ApiRefusal, badRequest } from './refusal.ts';
import type { State, Update } from './state.ts';
import { makeWaitingLine } from './waiting-line.ts';

const MOST_AT_ONCE = 100;
const LONGEST_POLL_SECONDS = 50;
const HAS_WEBHOOK =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const NEW_WEBHOOK = 'Conflict: terminated by setWebhook request';
const OTHER_POLL = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

const SECRET_LENGTH = 256;
/** Kinds that a bot gets only when it asks for them by name (Bot API, getUpdates, allowed_updates). */
const ASKED_FOR = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

export type Poll = {
  offset: number | undefined;
  limit: number | undefined;
  timeout: number | undefined;
  allowed: string[] | undefined;
};
export type WebhookSettings = {
  url?: string;
  secret_token?: string;
  max_connections?: number;
  allowed?: string[] | undefined;
  drop?: boolean;
};
export type Updates = {
  push(kind: string, body: unknown): number;
  queue(update: Update): void;
  /** Delivers once more, whatever was confirmed. */
  repeat(update: Update): void;
  /** The next so many updates are delivered twice. */
  duplicateNext(times: number): void;
  pending(): number;
  /** What was not confirmed yet, oldest first. */
  waiting(): Update[];
  getUpdates(options: Poll, gone: AbortSignal): Promise<Update[]>;
  setWebhook(options: WebhookSettings): true;
  info(): Record<string, unknown>;
  close(): void;
};

/** Updates waiting for the bot, and the two ways to get them: long polling and a webhook. */
export function makeUpdates(state: State): Updates {
  const line = makeWaitingLine();
  let poll: AbortController | null = null;
  let allowed: string[] = [];
  const arrived = new EventTarget();
  const pusher = makePusher(line.waiting, line.drop, state.clock);
  const arriving = makeArriving(
    state,
    line,
    (kind) => (allowed.length === 0 ? !ASKED_FOR.has(kind) : allowed.includes(kind)),
    () => {
      arrived.dispatchEvent(new Event('update'));
      pusher.push();
    },
  );
  return {
    ...arriving,
    pending: () => line.waiting().length,
    waiting: line.waiting,
    getUpdates: async ({ offset, limit, timeout, allowed: kinds }, gone) => {
      if (pusher.webhook()) throw new ApiRefusal(409, HAS_WEBHOOK);
      poll?.abort();
      const mine = new AbortController();
      poll = mine;
      if (kinds) allowed = kinds;
      line.confirm(offset ?? 0);
      const deadline = Date.now() + clamp(timeout ?? 0, 0, LONGEST_POLL_SECONDS) * 1000;
      while (line.waiting().length === 0 && Date.now() < deadline && !mine.signal.aborted && !gone.aborted)
        await next(arrived, deadline - Date.now(), [mine.signal, gone]);
      if (pusher.webhook()) throw new ApiRefusal(409, NEW_WEBHOOK);
      if (poll !== mine) throw new ApiRefusal(409, OTHER_POLL);
      return gone.aborted ? [] : line.take(clamp(limit ?? MOST_AT_ONCE, 1, MOST_AT_ONCE));
    },
    setWebhook: (settings) => {
      pusher.set(readWebhook(settings));
      if (settings.allowed) allowed = settings.allowed;
      if (settings.drop) line.clear();
      poll?.abort();
      pusher.push();
      return true;
    },
    info: () => describe(pusher.webhook(), line.waiting().length, allowed),
    close: () => {
      pusher.set(null);
      poll?.abort();
    },
  };
}

/** How updates come to wait. */
function makeArriving(
  state: State,
  line: ReturnType<typeof makeWaitingLine>,
  wanted: (kind: string) => boolean,
  tell: () => void,
): Pick<Updates, 'queue' | 'repeat' | 'duplicateNext' | 'push'> {
  let twice = 0;
  const queue = (update: Update) => {
    state.history.set(update.update_id, update);
    line.add(update);
    tell();
  };
  const repeat = (update: Update) => {
    line.addAgain(update);
    tell();
  };
  return {
    queue,
    repeat,
    duplicateNext: (times) => {
      twice = times;
    },
    push: (kind, body) => {
      const update = { update_id: state.nextUpdateId, [kind]: body };
      state.nextUpdateId += 1;
      if (!wanted(kind)) return update.update_id;
      noteUpdate(state, update);
      queue(update);
      if (twice > 0) {
        twice -= 1;
        repeat(update);
      }
      return update.update_id;
    },
  };
}

function readWebhook({ url, secret_token: secret, max_connections: connections }: WebhookSettings): Webhook | null {
  if (url && !/^https?:\/\//.test(url)) throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  if (secret !== undefined && secret.length > SECRET_LENGTH) throw badRequest('secret token is too long');
  if (secret && !/^[\w-]+$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  return url ? { url, secret, connections: clamp(Number(connections ?? 40), 1, 100) } : null;
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

function describe(webhook: Webhook | null, pending: number, allowed: string[]): Record<string, unknown> {
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: pending,
    ...(webhook && { max_connections: webhook.connections }),
    ...(webhook?.lastError && {
      last_error_message: webhook.lastError,
      last_error_date: Math.floor((webhook.lastErrorAt?.getTime() ?? 0) / 1000),
    }),
    ...(allowed.length > 0 && { allowed_updates: allowed }),
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
