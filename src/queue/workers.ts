import type { Log } from '../core/domain/log.ts';
import { patienceWith, TRIES } from '../core/domain/owed.ts';
import type { JobResult } from '../core/domain/work/job-result.ts';
import type { Database } from '../db/client.ts';
import { finish, type OutboxRow, park, readQueued, retryLater } from '../db/queries/work/outbox.ts';
import type { Backend } from './backend.ts';
import { bounded } from './bounded.ts';
import { HELD_SECONDS, type Holds } from './holds.ts';
import { carryOut, type Handlers, JobData, lanes, QUEUE_LANES } from './jobs.ts';

const BASE_SECONDS = 2;

export type WorkersOptions = {
  database: Database;
  backend: Backend;
  handlers: Handlers;
  holds: Holds;
  now: () => Date;
  log: Log;
  random?: () => number;
  /** So that staff hear of work that was given up; and, once, of a promise that was tried as often, and is tried on. */
  onStuck?: (row: OutboxRow) => Promise<void>;
  /** Told how each job went, before its row is settled. */
  onResult?: (row: OutboxRow, result: JobResult, ms: number) => void;
};

export type Workers = { stop(withinMs?: number): Promise<void> };

/** One worker a lane. The queue only says which row; the row says whether and what. */
export function startWorkers(options: WorkersOptions): Workers {
  const workers = QUEUE_LANES.map((lane) =>
    options.backend.worker(lane, (job) => work(options, JobData.parse(job.data)), {
      concurrency: lanes[lane].concurrency,
    }),
  );
  return {
    stop: async (withinMs = 10_000) => {
      // close() stops taking at once and waits for what runs.
      await bounded(Promise.allSettled(workers.map((worker) => worker.close())), withinMs);
    },
  };
}

async function work(options: WorkersOptions, data: JobData): Promise<void> {
  const { database } = options;
  const row = await database.transaction((tx) => readQueued(tx, data.outboxId, data.generation, HELD_SECONDS));
  if (row) await perform(options, row);
}

export type PerformOptions = Omit<WorkersOptions, 'backend'>;

/** Does what a begun row says, and settles the row. */
export function perform(options: PerformOptions, row: OutboxRow): Promise<void> {
  return options.holds.during(row, () => performHeld(options, row));
}

async function performHeld(options: PerformOptions, row: OutboxRow): Promise<void> {
  const { database, log } = options;
  const begun = performance.now();
  const result = await handle(options, row);
  options.onResult?.(row, result, performance.now() - begun);
  const parked = await database.transaction((tx) => settle(options, tx, row, result));
  if (parked) log.error({ topic: row.topic, reason: parked.reason }, 'work was given up and parked');
  if (parked || isLatePromise(row, result)) await options.onStuck?.(parked ?? row);
}

const isLatePromise = (row: OutboxRow, result: JobResult): boolean =>
  result.kind === 'retry' && row.attempts + 1 === TRIES && patienceWith(row.topic).afterAll === 'try_on';

async function handle(options: PerformOptions, row: OutboxRow): Promise<JobResult> {
  try {
    return await carryOut(options.handlers, row, { attempt: row.attempts + 1 });
  } catch (error) {
    options.log.warn({ err: error, topic: row.topic }, 'work failed');
    return { kind: 'retry', reason: 'error' };
  }
}

type Settling = Parameters<Parameters<Database['transaction']>[0]>[0];

async function settle(options: PerformOptions, tx: Settling, row: OutboxRow, result: JobResult) {
  if (result.kind === 'done') {
    await finish(tx, row.id, row.generation);
    return null;
  }
  const { longestSeconds, afterAll } = patienceWith(row.topic);
  const spent = row.attempts + 1 >= TRIES && afterAll === 'give_up';
  if (result.kind === 'refused' || spent) return park(tx, row.id, row.generation, result.reason);
  const seconds = result.afterSeconds ?? backOffSeconds(row.attempts, options.random ?? Math.random, longestSeconds);
  const at = new Date(options.now().getTime() + seconds * 1000);
  await retryLater(tx, row.id, row.generation, { at, reason: result.reason });
  return null;
}

/** Full jitter: anything up to the doubled wait, so that many failing at once do not come back at once. */
export function backOffSeconds(attemptsBefore: number, random: () => number, longest: number): number {
  return random() * Math.min(longest, BASE_SECONDS * 2 ** attemptsBefore);
}
