import type { Database } from '../db/client.ts';

export type Loop = { wake(): void; stop(): Promise<void> };

/**
 * Runs `work` one at a time: when woken, and again after the milliseconds it resolves with. A wake during a run makes another
 * run follow, so that none is lost. `work` must not throw.
 */
export function startLoop(work: () => Promise<number>): Loop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const run = async () => {
    clearTimeout(timer);
    let delay = 0;
    do {
      again = false;
      delay = await work();
    } while (again && !stopped);
    running = undefined;
    if (!stopped) timer = setTimeout(wake, delay);
  };
  const wake = () => {
    if (stopped) return;
    again = true;
    running ??= run();
  };
  wake();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** The same, woken by whatever is written into the outbox too; `work` may wake it itself. Throws when the outbox cannot be heard. */
export async function startOutboxLoop(database: Database, work: (wake: () => void) => Promise<number>): Promise<Loop> {
  const loop: Loop = startLoop(() => work(() => loop.wake()));
  const unlisten = await database.listen('outbox', loop.wake).catch(async (error: unknown) => {
    await loop.stop();
    throw error;
  });
  return {
    wake: loop.wake,
    stop: async () => {
      // First the loop: the other needs the database, which may be gone.
      await loop.stop();
      await unlisten();
    },
  };
}
