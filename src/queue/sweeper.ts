import type { Log } from '../core/domain/log.ts';
import type { Database } from '../db/client.ts';
import { restrand } from '../db/queries/work/outbox.ts';
import { startLoop } from './loop.ts';

/** Makes stranded rows wait again. By a timer of its own in every process, because it must work when the queue is gone. */
export function startSweeper(options: { database: Database; now: () => Date; log: Log; everyMs?: number }) {
  const { database, now, log, everyMs = 1000 } = options;
  return startLoop(async () => {
    try {
      const rows = await database.transaction((tx) => restrand(tx, now()));
      if (rows > 0) log.warn({ rows }, 'stranded work waits again');
    } catch (error) {
      log.warn({ err: error }, 'sweeper could not read the outbox');
    }
    return everyMs;
  });
}
