import type { Update } from './state.ts';

/** What waits, oldest first: updates until they are confirmed, repeats until they are handed over. */
export function makeWaitingLine() {
  let unconfirmed: Update[] = [];
  let again: Update[] = [];
  const drop = (update: Update) => {
    unconfirmed = unconfirmed.filter((one) => one !== update);
    again = again.filter((one) => one !== update);
  };
  return {
    drop,
    waiting: () => [...again, ...unconfirmed],
    add: (update: Update) => {
      unconfirmed.push(update);
    },
    /** A copy, so that confirming the first delivery does not take the second away. */
    addAgain: (update: Update) => {
      again.push({ ...update });
    },
    clear: () => {
      unconfirmed = [];
      again = [];
    },
    /** An offset confirms what is before it; a negative one keeps only so many from the end (Bot API, getUpdates). */
    confirm: (offset: number) => {
      if (offset > 0) unconfirmed = unconfirmed.filter((update) => update.update_id >= offset);
      if (offset < 0) unconfirmed = unconfirmed.slice(offset);
    },
    take: (limit: number): Update[] => {
      const taken = [...again, ...unconfirmed].slice(0, limit);
      again = again.filter((one) => !taken.includes(one));
      return taken;
    },
  };
}
