import { setTimeout as wait } from 'node:timers/promises';
import { failureLine } from '../../run/failure-line.ts';
import type { Foundation } from '../../run/foundation.ts';
import type { Life } from '../../run/life.ts';

const AGAIN_MS = 2_000;

export type Lives = {
  /** Null between two of them. */
  current(): Life | null;
  startedAt(): Date;
  /** Ends this life, `last` before its database goes, and opens the next; as a supervisor would, until one stands. */
  restart(last?: (foundation: Foundation) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

/** One life of the line after the other, while its port and what stands in for the services stay. */
export function makeLives(first: Life, open: () => Promise<Life>): Lives {
  let life: Life | null = first;
  let startedAt = new Date();
  let ended = false;
  let turn = Promise.resolve();
  const begin = async (): Promise<void> => {
    while (!ended && life === null) {
      try {
        const next = await open();
        life = next;
        startedAt = new Date();
        // Not waited for: while Slack is away, connecting goes on in the background.
        void next.begin();
      } catch (error) {
        process.stderr.write(`The line could not be started again, and is tried once more. ${failureLine(error)}\n`);
        await wait(AGAIN_MS);
      }
    }
  };
  const end = async (last?: (foundation: Foundation) => Promise<void>): Promise<void> => {
    const ending = life;
    life = null;
    await ending?.stop(last);
  };
  /** One after the other, whoever asks. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };
  return {
    current: () => life,
    startedAt: () => startedAt,
    restart: (last) =>
      inTurn(async () => {
        if (ended) return;
        // Whatever became of the old one, there is a new one.
        try {
          await end(last);
        } finally {
          await begin();
        }
      }),
    stop: () => {
      ended = true;
      return inTurn(() => end());
    },
  };
}
