/**
 * Runs work of one address in order, and of different ones side by side. What waits behind work that fails, fails with it: it will be
 * delivered again too, and must not overtake ("Done" before the words that belong to it).
 */
export function makeInOrder() {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run<T>(address: string, work: () => Promise<T>): Promise<T> {
      const before = tails.get(address);
      const mine = before ? before.then(work) : work();
      const end = () => {
        if (tails.get(address) === mine) tails.delete(address);
      };
      tails.set(address, mine);
      mine.then(end, end);
      return mine;
    },
    /** Resolves when nothing runs. */
    async idle(): Promise<void> {
      while (tails.size > 0) await Promise.allSettled(tails.values());
    },
  };
}
export type InOrder = ReturnType<typeof makeInOrder>;
