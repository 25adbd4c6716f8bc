import type { Database } from '../db/client.ts';
import { claimWaiting, nextDueAt, type OutboxRow, retryOutboxRow } from '../db/queries/outbox.ts';
import type { OpenQueue } from './backend.ts';
import { jobIdOf, type Lane, laneOf } from './jobs.ts';
import type { QueueLog } from './start.ts';

export type RelayParts = {
  database: Database;
  queues: Record<Lane, OpenQueue>;
  now(): Date;
  log: QueueLog;
  /** A queued row not finished so long after is looked for by the sweeper. */
  strandedAfterMs: number;
  /** Named points at which a test ends the process. */
  at?: (point: 'claimed' | 'added') => Promise<void>;
};

const BATCH = 200;
/** NOTIFY wakes the relay at once; this is for one that was missed. */
const SLOW_POLL_MS = 2_000;
const STORE_AWAY_MS = 1_000;

/**
 * Moves committed outbox rows into the queue: claims a batch in a short transaction, adds the jobs after its commit. A crash in between
 * leaves queued rows without jobs, which the sweeper makes wait again. Resolves with a function that stops it.
 */
export async function startRelay(parts: RelayParts): Promise<{ stop(): Promise<void>; relayOnce(): Promise<number> }> {
  let stopped = false;
  let woken = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const wake = () => {
    woken = true;
    if (stopped || running) return;
    clearTimeout(timer);
    running = drain().finally(() => {
      running = undefined;
      if (woken) wake();
    });
  };
  const drain = async () => {
    woken = false;
    let pause = SLOW_POLL_MS;
    try {
      while (!stopped && (await relayOnce(parts)) === BATCH);
      pause = await untilNext(parts);
    } catch (error) {
      parts.log.warn({ err: error }, 'the relay could not move work to the queue; it stays in the outbox');
      pause = STORE_AWAY_MS;
    }
    if (!stopped) timer = setTimeout(wake, pause);
  };
  const unlisten = await parts.database.listen('outbox', wake);
  wake();
  return {
    relayOnce: () => relayOnce(parts),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
      await unlisten();
    },
  };
}

async function untilNext({ database, now }: RelayParts): Promise<number> {
  const next = await nextDueAt(database.read);
  if (next === null) return SLOW_POLL_MS;
  return Math.min(SLOW_POLL_MS, Math.max(5, next.getTime() - now().getTime()));
}

/** One batch. Returns how many rows were claimed. Throws when the queue's store is away; the rows wait again. */
export async function relayOnce(parts: RelayParts): Promise<number> {
  const now = parts.now();
  // Rows of this very millisecond are due too.
  const due = new Date(now.getTime() + 1);
  const rows = await parts.database.transaction((tx) =>
    claimWaiting(tx, due, new Date(now.getTime() + parts.strandedAfterMs), BATCH),
  );
  await parts.at?.('claimed');
  const lanes = new Map<Lane, OutboxRow[]>();
  for (const row of rows) lanes.set(laneOf(row.topic), [...(lanes.get(laneOf(row.topic)) ?? []), row]);
  for (const [lane, owed] of lanes) await addOrWait(parts, lane, owed);
  await parts.at?.('added');
  return rows.length;
}

async function addOrWait({ database, queues, now }: RelayParts, lane: Lane, rows: OutboxRow[]): Promise<void> {
  const jobs = rows
    .map((row) => ({ outboxId: row.id, generation: row.generation }))
    .map((data) => ({ id: jobIdOf(data), data }));
  try {
    await queues[lane].add(jobs);
  } catch (error) {
    const soon = new Date(now().getTime() + STORE_AWAY_MS);
    await database.transaction(async (tx) => {
      for (const row of rows) await retryOutboxRow(tx, row, soon, 'queue_away');
    });
    throw error;
  }
}
