import type { Log } from '../core/domain/log.ts';
import type { JobResult } from '../core/domain/work/job-result.ts';
import type { Database } from '../db/client.ts';
import { countByState, type OutboxRow } from '../db/queries/work/outbox.ts';
import { type BackendChoice, openBackend } from './backend.ts';
import { bounded } from './bounded.ts';
import { startHolds } from './holds.ts';
import type { Handlers } from './jobs.ts';
import { type RecurringJob, startRecurring } from './recurring.ts';
import { startRelay } from './relay.ts';
import { startSweeper } from './sweeper.ts';
import { startUrgent } from './urgent.ts';
import { perform, startWorkers } from './workers.ts';

export type QueueOptions = {
  database: Database;
  backend: BackendChoice;
  prefix?: string;
  now: () => Date;
  log: Log;
  /** Whether this process carries the outbox to the queue. */
  relay: boolean;
  /** Whether this process works, and on what; null when it does not. */
  workers: { handlers: Handlers; recurring: readonly RecurringJob[] } | null;
  onStuck?: (row: OutboxRow) => Promise<void>;
  onQueued?: (rows: readonly OutboxRow[]) => void;
  onResult?: (row: OutboxRow, result: JobResult, ms: number) => void;
};

export type RunningQueue = {
  /** Stops taking, lets what runs finish within the bound, and closes the connections. Though the database is gone, it neither throws nor waits longer. */
  stop(withinMs?: number): Promise<void>;
  ready(): Promise<boolean>;
  counts(): ReturnType<typeof countByState>;
};

export async function startQueue(options: QueueOptions): Promise<RunningQueue> {
  const { database, now, log } = options;
  const backend = openBackend(options.backend, { log, ...(options.prefix && { prefix: options.prefix }) });
  const shared = { database, backend, now, log };
  const sweeper = startSweeper({ database, now, log });
  const relay = options.relay
    ? await startRelay({ ...shared, ...(options.onQueued && { onQueued: options.onQueued }) })
    : null;
  const heard = {
    ...(options.onStuck && { onStuck: options.onStuck }),
    ...(options.onResult && { onResult: options.onResult }),
  };
  const holds = options.workers && (await startHolds({ database, log }));
  const working = options.workers && holds && { ...shared, ...heard, handlers: options.workers.handlers, holds };
  const urgent =
    working && (await startUrgent({ ...shared, perform: (row) => perform(working, row), onBegun: options.onQueued }));
  const workers = working && startWorkers(working);
  const recurring = options.workers && startRecurring({ ...shared, jobs: options.workers.recurring });
  const stop = async (withinMs = 10_000) => {
    await bounded(Promise.all([relay?.stop(), sweeper.stop()]), withinMs);
    await Promise.all([
      bounded(urgent?.stop(withinMs), withinMs),
      workers?.stop(withinMs),
      bounded(recurring?.stop(), withinMs),
    ]);
    await bounded(holds?.stop(), 5000);
    await bounded(backend.close(), 5000);
  };
  await backend.ready().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    stop,
    ready: () =>
      backend.ping().then(
        () => true,
        () => false,
      ),
    counts: () => countByState(database.read),
  };
}
