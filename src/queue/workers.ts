import type { Database } from '../db/client.ts';
import { finishOutboxRow, type OutboxRow, parkOutboxRow, readQueued, retryOutboxRow } from '../db/queries/outbox.ts';
import type { Backend } from './backend.ts';
import { type Handlers, JobData, type JobResult, LANES, type Lane, PAYLOADS, type Topic } from './jobs.ts';
import type { QueueLog } from './start.ts';

export type WorkerParts = {
  database: Database;
  handlers: Handlers;
  now(): Date;
  log: QueueLog;
  random(): number;
  /** Work that was given up or refused for good, so that staff can be told. */
  onParked(row: OutboxRow, reason: string): Promise<void>;
  onResult?: (topic: string, result: JobResult['kind']) => void;
};

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** With the longest wait reached after ten, about seven hours. */
const MOST_ATTEMPTS = 40;

/** One worker a lane. Stopping lets what runs finish. */
export function startWorkers(backend: Backend, parts: WorkerParts): { stop(): Promise<void> } {
  const workers = (Object.keys(LANES) as Lane[]).map((lane) =>
    backend.worker(
      lane,
      LANES[lane],
      (data) => work(parts, data),
      (error) => parts.log.warn({ err: error }, 'a worker lost its queue; it reconnects by itself'),
    ),
  );
  return {
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

/** Reads the row again before acting: a job delivered twice, or after its work was done, does nothing. */
export async function work(parts: WorkerParts, data: unknown): Promise<void> {
  const { outboxId, generation } = JobData.parse(data);
  const row = await readQueued(parts.database.read, outboxId, generation);
  if (!row) return;
  const result = await carryOut(parts, row);
  parts.onResult?.(row.topic, result.kind);
  await settle(parts, row, result);
}

async function carryOut({ handlers, log }: WorkerParts, row: OutboxRow): Promise<JobResult> {
  const topic = row.topic as Topic;
  const payload = PAYLOADS[topic]?.safeParse(row.payload);
  if (!payload?.success) return { kind: 'refused', reason: 'unknown_work' };
  try {
    return await (handlers[topic] as (payload: unknown, job: { attempt: number }) => Promise<JobResult>)(payload.data, {
      attempt: row.attempts + 1,
    });
  } catch (error) {
    log.warn(
      { err: error, topic, outboxId: row.id, attempt: row.attempts + 1 },
      'a job failed and will be tried again',
    );
    return { kind: 'retry', reason: 'error' };
  }
}

async function settle(parts: WorkerParts, row: OutboxRow, result: JobResult): Promise<void> {
  const { database, now } = parts;
  if (result.kind === 'done') return finishOutboxRow(database.read, row.id, row.generation);
  if (result.kind === 'retry' && row.attempts + 1 < MOST_ATTEMPTS) {
    const wait = result.afterSeconds === undefined ? backOff(row.attempts, parts.random) : result.afterSeconds * 1000;
    await database.transaction((tx) => retryOutboxRow(tx, row, new Date(now().getTime() + wait), result.reason));
    return;
  }
  await parkOutboxRow(database.read, row.id, row.generation, result.reason);
  parts.log.error({ topic: row.topic, outboxId: row.id, reason: result.reason }, 'work was given up; see "doctor"');
  await parts.onParked(row, result.reason);
}

/** Exponential with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), never under a tenth of it. */
export function backOff(attempts: number, random: () => number): number {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 20));
  return Math.round(most * (0.1 + 0.9 * random()));
}
