import { randomUUID } from 'node:crypto';
import type { Log } from '../core/domain/log.ts';
import type { Database } from '../db/client.ts';
import { holdOn, type OutboxRow } from '../db/queries/work/outbox.ts';
import { leaveWork, sayAlive } from '../db/queries/work/workers.ts';
import { startLoop } from './loop.ts';

/** With the sweeper's second, what a killed worker had begun is taken up within ten. */
export const HELD_SECONDS = 7;
const BEAT_MS = 1500;

type Row = Pick<OutboxRow, 'id' | 'generation'>;

export type Holds = {
  /** Runs the work on a row that was just begun; the row is held as long as it takes, and no longer. */
  during<T>(row: Row, work: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
};

/**
 * One sign of life for a whole process: whatever it works on stays its own however long that takes, and is free a few seconds after
 * the process died. What it is not working on any more (an answer of the database was lost) is not held either.
 */
export async function startHolds(options: { database: Database; log: Log }): Promise<Holds> {
  const { database, log } = options;
  const id = randomUUID();
  const held = new Set<Row>();
  const beat = async () => {
    await sayAlive(database.read, id, HELD_SECONDS);
    await holdOn(database.read, [...held], HELD_SECONDS);
  };
  await beat();
  database.worker.id = id;
  const loop = startLoop(async () => {
    await beat().catch((error: unknown) => log.warn({ err: error }, 'a sign of life could not be written'));
    return BEAT_MS;
  });
  return {
    during: async (row, work) => {
      held.add(row);
      try {
        return await work();
      } finally {
        held.delete(row);
      }
    },
    stop: async () => {
      await loop.stop();
      database.worker.id = null;
      try {
        // What did not end in time is for another worker, at once.
        await holdOn(database.read, [...held], 0);
        await leaveWork(database.read, id);
      } catch (error) {
        log.warn({ err: error }, 'work could not be let go of, and is taken up when its hold is over');
      }
    },
  };
}
