import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Line } from '../../core/line.ts';
import { ALLOWED_UPDATES } from './allowed-updates.ts';
import { makeUnconfirmed } from './unconfirmed.ts';

const LONG_POLL_SECONDS = 25;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Long polling that confirms an update only after its effect is committed: the next call's offset is the confirmation. Chats are served
 * side by side. An update whose effect could not be committed is tried again until it is; others go on meanwhile. `giveUp` is told of an
 * update that fails alone while everything else works.
 */
export function startPolling(
  api: Api,
  line: Line,
  handle: (update: Update) => Promise<void>,
  giveUp: (update: Update) => Promise<void>,
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const unconfirmed = makeUnconfirmed(line.now);
  let pause = FIRST_PAUSE_MS;
  const rest = async (least = 0) => {
    const ms = Math.max(least, pause);
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
    await waitUnless(ending.signal, ms);
  };

  const run = async () => {
    while (!ending.signal.aborted) {
      const updates = await fetchBatch();
      if (updates) await handleBatch(updates);
    }
    // Confirms what was handled, so that a restart does not see it again.
    const offset = unconfirmed.offset();
    if (offset > 0) await api.getUpdates({ offset, limit: 1, timeout: 0 }).catch(() => {});
  };
  const fetchBatch = async (): Promise<Update[] | null> => {
    try {
      const given = await api.getUpdates(
        { offset: unconfirmed.offset(), timeout: LONG_POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
        isCallSignal(ending.signal) ? ending.signal : undefined,
      );
      // Without an id nothing can be confirmed, and by a wrong one everything behind it would be.
      return given.filter((update) => Number.isSafeInteger(update?.update_id));
    } catch (error) {
      if (ending.signal.aborted) return null;
      line.log.warn(
        { err: error, code: error instanceof GrammyError ? error.error_code : undefined },
        'Telegram did not answer the poll; it is asked again',
      );
      await rest(error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0);
      return null;
    }
  };
  const handleBatch = async (updates: Update[]): Promise<void> => {
    const due = unconfirmed.due(updates);
    const results = await Promise.allSettled(due.map((update) => handle(update)));
    const failed = due.filter((_, index) => results[index]?.status === 'rejected');
    for (const result of results)
      if (result.status === 'rejected')
        line.log.error({ err: result.reason }, 'an update could not be handled; it is tried again');
    const hopeless = unconfirmed.settle(updates, failed);
    if (hopeless) {
      line.log.error({}, 'an update was given up: it fails while others work');
      await giveUp(hopeless);
    }
    if (failed.length < due.length || due.length === 0) pause = FIRST_PAUSE_MS;
    if (failed.length > 0) await rest();
  };
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

type CallSignal = NonNullable<Parameters<Api['getUpdates']>[1]>;
/** grammY names the type of a shim that Node no longer needs; what it calls on a signal, Node's has. */
const isCallSignal = (signal: unknown): signal is CallSignal => signal instanceof AbortSignal;

function waitUnless(signal: AbortSignal, ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
