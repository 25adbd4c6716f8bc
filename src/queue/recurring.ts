import type { Log } from '../core/domain/log.ts';
import type { Database } from '../db/client.ts';
import { beginPeriod } from '../db/queries/work/recurring.ts';
import type { Backend } from './backend.ts';
import { RECURRING } from './jobs.ts';
import { startLoop } from './loop.ts';

export type RecurringJob = { name: string; everySeconds: number; run: () => Promise<unknown> };

export type RecurringOptions = {
  database: Database;
  backend: Backend;
  jobs: readonly RecurringJob[];
  now: () => Date;
  log: Log;
  upsertEveryMs?: number;
};

/** Each job at most once a period, whichever process gets it. */
export function startRecurring(options: RecurringOptions): { stop(): Promise<void> } {
  const { backend, jobs, log, upsertEveryMs = 60_000 } = options;
  const queue = backend.queue(RECURRING);
  const worker = backend.worker(RECURRING, (job) => runOnce(options, job.name), { concurrency: 1 });
  // Said again and again, because an emptied Redis has forgotten it.
  const loop = startLoop(async () => {
    try {
      for (const { name, everySeconds } of jobs) {
        await queue.upsertJobScheduler(name, { every: everySeconds * 1000 }, { name, data: {} });
      }
    } catch (error) {
      log.warn({ err: error }, 'recurring jobs could not be scheduled');
      return Math.min(5000, upsertEveryMs);
    }
    return upsertEveryMs;
  });
  return {
    stop: async () => {
      await loop.stop();
      await worker.close();
    },
  };
}

async function runOnce({ database, jobs, now, log }: RecurringOptions, name: string): Promise<void> {
  const job = jobs.find((one) => one.name === name);
  if (!job) return;
  const at = now();
  const period = Math.floor(at.getTime() / (job.everySeconds * 1000));
  if (!(await database.transaction((tx) => beginPeriod(tx, name, period, at)))) return;
  try {
    await job.run();
  } catch (error) {
    log.error({ err: error, job: name }, 'recurring job failed, the next period tries again');
  }
}
