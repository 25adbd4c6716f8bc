import type { Log } from '../core/domain/log.ts';
import type { Database } from '../db/client.ts';
import { beginUrgent, type OutboxRow } from '../db/queries/work/outbox.ts';
import { bounded } from './bounded.ts';
import { HELD_SECONDS } from './holds.ts';
import { startOutboxLoop } from './loop.ts';

const CONCURRENCY = 10;
/** A NOTIFY that got lost costs no more than this. */
const POLL_MS = 1000;

export type Urgent = { wake(): void; stop(withinMs: number): Promise<void> };

/**
 * The urgent lane: workers take its rows from the outbox itself. No queue stands between, so that nothing waits before them and Redis
 * may be gone.
 */
export async function startUrgent(options: {
  database: Database;
  now: () => Date;
  log: Log;
  perform: (row: OutboxRow) => Promise<void>;
  onBegun?: ((rows: readonly OutboxRow[]) => void) | undefined;
}): Promise<Urgent> {
  const { database, now, log, perform } = options;
  const running = new Set<Promise<void>>();
  const begin = (row: OutboxRow, wake: () => void) => {
    const work = perform(row)
      // Its row is let go of a few seconds later, and is begun anew.
      .catch((error: unknown) => log.warn({ err: error, topic: row.topic }, 'urgent work could not be settled'))
      .finally(() => {
        running.delete(work);
        wake();
      });
    running.add(work);
  };
  const loop = await startOutboxLoop(database, async (wake) => {
    const free = CONCURRENCY - running.size;
    if (free === 0) return POLL_MS;
    try {
      const rows = await database.transaction((tx) => beginUrgent(tx, now(), free, HELD_SECONDS));
      if (rows.length > 0) options.onBegun?.(rows);
      for (const row of rows) begin(row, wake);
    } catch (error) {
      log.warn({ err: error }, 'urgent work could not be read');
    }
    return POLL_MS;
  });
  return {
    wake: loop.wake,
    stop: async (withinMs) => {
      await loop.stop();
      await bounded(Promise.allSettled([...running]), withinMs);
    },
  };
}
