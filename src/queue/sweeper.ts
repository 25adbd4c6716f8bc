import type { Database } from '../db/client.ts';
import { listStranded, retryOutboxRow } from '../db/queries/outbox.ts';
import type { QueueLog } from './start.ts';

const BATCH = 500;

/** Makes stranded rows wait again: Redis was emptied, a worker died, a relay crashed between claim and add. Returns how many. */
export async function sweep(database: Database, now: Date): Promise<number> {
  return database.transaction(async (tx) => {
    const stranded = await listStranded(tx, now, BATCH);
    for (const row of stranded) await retryOutboxRow(tx, row, now, 'stranded');
    return stranded.length;
  });
}

/** Sweeps by a timer of this process, since it must work with Redis gone. */
export function startSweeper(parts: { database: Database; now(): Date; log: QueueLog; everyMs: number }): {
  stop(): Promise<void>;
} {
  let running: Promise<void> = Promise.resolve();
  const run = async () => {
    try {
      const count = await sweep(parts.database, parts.now());
      if (count > 0) parts.log.warn({ count }, 'stranded work was queued again');
    } catch (error) {
      parts.log.warn({ err: error }, 'the sweeper could not run; it tries again');
    }
  };
  const timer = setInterval(() => {
    running = running.then(run);
  }, parts.everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
