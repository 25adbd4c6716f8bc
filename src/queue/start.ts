import type { Database } from '../db/client.ts';
import { countOutbox, type OutboxRow } from '../db/queries/outbox.ts';
import { type BackendConfig, openBackend } from './backend.ts';
import type { Handlers, JobResult } from './jobs.ts';
import { type RecurringJob, startRecurring } from './recurring.ts';
import { type RelayParts, startRelay } from './relay.ts';
import { startSweeper } from './sweeper.ts';
import { startWorkers } from './workers.ts';

export type QueueLog = { warn(ids: object, message: string): void; error(ids: object, message: string): void };

export type QueueParts = {
  database: Database;
  config: BackendConfig;
  prefix?: string;
  now(): Date;
  log: QueueLog;
  /** Absent in a process that only takes residents' updates: then work is relayed and done elsewhere. */
  handlers?: Handlers;
  recurring: RecurringJob[];
  onParked(row: OutboxRow, reason: string): Promise<void>;
  onResult?: (topic: string, result: JobResult['kind']) => void;
  strandedAfterMs?: number;
  sweepEveryMs?: number;
  at?: RelayParts['at'];
};

export type RunningQueue = {
  /** The queue's store answers. */
  ready(): Promise<boolean>;
  counts(): Promise<Record<string, number>>;
  /** Lets what runs finish. */
  stop(): Promise<void>;
};

const STRANDED_AFTER_MS = 30_000;
const SWEEP_EVERY_MS = 5_000;

/** Relay, workers, sweeper and recurring jobs of one process, in the order in which they may start, stopped in the other. */
export async function startQueue(parts: QueueParts): Promise<RunningQueue> {
  const { database, now, log } = parts;
  const backend = await openBackend(parts.config, parts.prefix === undefined ? {} : { prefix: parts.prefix });
  const queues = { answers: backend.queue('answers'), cards: backend.queue('cards') };
  const { handlers } = parts;
  const workers = handlers
    ? startWorkers(backend, {
        database,
        handlers,
        now,
        log,
        random: Math.random,
        onParked: parts.onParked,
        ...(parts.onResult && { onResult: parts.onResult }),
      })
    : null;
  const strandedAfterMs = parts.strandedAfterMs ?? STRANDED_AFTER_MS;
  const relay = await startRelay({ database, queues, now, log, strandedAfterMs, ...(parts.at && { at: parts.at }) });
  const sweeper = startSweeper({ database, now, log, everyMs: parts.sweepEveryMs ?? SWEEP_EVERY_MS });
  const recurring = startRecurring({ database, now, log, jobs: parts.recurring });
  return {
    ready: () =>
      backend.ping().then(
        () => true,
        () => false,
      ),
    counts: () => countOutbox(database.read),
    stop: async () => {
      await Promise.all([recurring.stop(), sweeper.stop(), relay.stop()]);
      await workers?.stop();
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      await backend.close();
    },
  };
}
