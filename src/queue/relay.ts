import type { Log } from '../core/domain/log.ts';
import type { Database } from '../db/client.ts';
import { claimWaiting, nextRunAt, notQueued, type OutboxRow } from '../db/queries/work/outbox.ts';
import type { Backend, JobQueue } from './backend.ts';
import { jobId, lanes, QUEUE_LANES, type QueueLane } from './jobs.ts';
import { type Loop, startOutboxLoop } from './loop.ts';

const SLOW_POLL_MS = 5000;
const REFUSED_WAIT_MS = 1000;

export type RelayOptions = {
  database: Database;
  backend: Backend;
  now: () => Date;
  log: Log;
  batch?: number;
  /** Told of the rows that were just handed to the queue. */
  onQueued?: (rows: readonly OutboxRow[]) => void;
  /** Tests stop the world here, between the claim's commit and the queue. */
  afterClaim?: (rows: OutboxRow[]) => Promise<void>;
};

/** Carries due rows of the outbox to the queue, after commit. Any number of relays may run at once. */
export async function startRelay(options: RelayOptions): Promise<Loop> {
  const { database, log, now } = options;
  const queues = Object.fromEntries(QUEUE_LANES.map((lane) => [lane, options.backend.queue(lane)])) as Queues;
  return startOutboxLoop(database, async () => {
    try {
      const wait = await carry(options, queues);
      if (wait !== null) return wait;
      const next = await nextRunAt(database.read);
      return next ? Math.min(SLOW_POLL_MS, Math.max(20, next.getTime() - now().getTime())) : SLOW_POLL_MS;
    } catch (error) {
      log.warn({ err: error }, 'relay could not read the outbox');
      return REFUSED_WAIT_MS;
    }
  });
}

type Queues = Record<QueueLane, JobQueue>;

/** One batch. Resolves with how long to wait before the next, or null when there is nothing left to carry. */
async function carry(options: RelayOptions, queues: Queues): Promise<number | null> {
  const { database, now, log, batch = 200 } = options;
  const at = now();
  const after = (lane: QueueLane) => new Date(at.getTime() + lanes[lane].strandedAfterSeconds * 1000);
  const strandedAt = { answers: after('answers'), cards: after('cards'), bulk: after('bulk') };
  const rows = await database.transaction((tx) => claimWaiting(tx, at, batch, strandedAt));
  if (rows.length === 0) return null;
  await options.afterClaim?.(rows);
  let refused = false;
  for (const lane of QUEUE_LANES) {
    const mine = rows.filter((row) => row.lane === lane);
    if (mine.length === 0) continue;
    try {
      await queues[lane].addBulk(mine.map(toJob));
      options.onQueued?.(mine);
    } catch (error) {
      refused = true;
      log.warn({ err: error, lane, rows: mine.length }, 'queue refused work, it waits in the outbox');
      for (const row of mine) {
        await database.transaction((tx) => notQueued(tx, row.id, row.generation, row.runAt));
      }
    }
  }
  return refused ? REFUSED_WAIT_MS : 0;
}

function toJob(row: OutboxRow) {
  const data = { outboxId: row.id, generation: row.generation };
  return { name: row.topic, data, opts: { jobId: jobId(data) } };
}
