import type { Database } from '../db/client.ts';
import { takeRecurring } from '../db/queries/recurring.ts';
import type { QueueLog } from './start.ts';

export type RecurringJob = { name: string; everySeconds: number; run(): Promise<unknown> };

const LOOK_MS = 5_000;

/**
 * Work that comes round. Every process looks; the one that moves the job's date in the database does it, so that it runs once a period
 * however many there are, and an emptied Redis forgets nothing. A run that failed comes round again.
 */
export function startRecurring(parts: {
  database: Database;
  now(): Date;
  log: QueueLog;
  jobs: RecurringJob[];
  lookMs?: number;
}): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const look = async () => {
    for (const job of parts.jobs) {
      try {
        if (await takeRecurring(parts.database.read, job.name, job.everySeconds, parts.now())) await job.run();
      } catch (error) {
        parts.log.warn({ err: error, job: job.name }, 'a recurring job failed; it comes round again');
      }
    }
  };
  running = look();
  const timer = setInterval(() => {
    running = running.then(look);
  }, parts.lookMs ?? LOOK_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
