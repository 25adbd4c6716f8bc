import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Line } from '../../core/line.ts';
import { ALLOWED_UPDATES } from './allowed-updates.ts';

const LONG_POLL_SECONDS = 25;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Long polling that confirms a batch only after the effect of each of its updates is committed: the next call's offset is the
 * confirmation. Chats are served side by side. An update whose effect could not be committed is tried again, and those behind it wait.
 */
export function startPolling(
  api: Api,
  line: Line,
  handle: (update: Update) => Promise<void>,
): { stop(): Promise<void> } {
  const ending = new AbortController();
  let pause = FIRST_PAUSE_MS;
  const rest = async (least = 0) => {
    const ms = Math.max(least, pause);
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
    await waitUnless(ending.signal, ms);
  };

  const run = async () => {
    let offset = 0;
    while (!ending.signal.aborted) {
      const updates = await fetchBatch(offset);
      if (updates === null) continue;
      if (await handleAll(updates)) {
        offset = Math.max(offset, ...updates.map((update) => update.update_id + 1));
        pause = FIRST_PAUSE_MS;
      } else await rest();
    }
    // Confirms what was handled, so that a restart does not see it again.
    if (offset > 0) await api.getUpdates({ offset, limit: 1, timeout: 0 }).catch(() => {});
  };
  const fetchBatch = async (offset: number): Promise<Update[] | null> => {
    try {
      return await api.getUpdates(
        { offset, timeout: LONG_POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
        ending.signal as never,
      );
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
  const handleAll = async (updates: Update[]): Promise<boolean> => {
    const results = await Promise.allSettled(updates.map((update) => handle(update)));
    const failed = results.filter((result) => result.status === 'rejected');
    for (const { reason } of failed)
      line.log.error({ err: reason }, 'an update could not be handled; it will be delivered again');
    return failed.length === 0;
  };
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

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
