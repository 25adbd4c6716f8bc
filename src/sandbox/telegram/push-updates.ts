import { setTimeout as wait } from 'node:timers/promises';
import type { Update } from './state.ts';

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;

export type Webhook = {
  url: string;
  secret: string | undefined;
  connections: number;
  lastError?: string;
  lastErrorAt?: Date;
};

/** Delivers waiting updates to a webhook, so many at once, each until it is answered 2xx, as Telegram does for a day or so. */
export function makePusher(waiting: () => Update[], done: (update: Update) => void, now: () => Date) {
  let webhook: Webhook | null = null;
  const inFlight = new Set<number>();

  const push = () => {
    if (!webhook) return;
    const free = webhook.connections - inFlight.size;
    for (const update of waiting()
      .filter((one) => !inFlight.has(one.update_id))
      .slice(0, free))
      void pushOne(webhook, update);
  };
  const pushOne = async (to: Webhook, update: Update) => {
    inFlight.add(update.update_id);
    for (let pause = FIRST_RETRY_MS; webhook === to; pause = Math.min(LONGEST_RETRY_MS, pause * 2)) {
      const status = await post(to, update);
      if (status >= 200 && status < 300) {
        done(update);
        break;
      }
      to.lastError = status === 0 ? 'Connection refused' : `Wrong response from the webhook: ${status}`;
      to.lastErrorAt = now();
      // A pause never keeps the process alive.
      await wait(pause, undefined, { ref: false });
    }
    inFlight.delete(update.update_id);
    push();
  };
  return {
    push,
    webhook: () => webhook,
    set(to: Webhook | null): void {
      webhook = to;
    },
  };
}

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
