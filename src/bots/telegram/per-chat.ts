/**
 * Runs work of one chat in order, and of different chats side by side. What waits behind work that fails, fails with it: it will be
 * delivered again too, and must not overtake ("Done" before the words that belong to it).
 */
export function makePerChat() {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run<T>(chatId: string, work: () => Promise<T>): Promise<T> {
      const before = tails.get(chatId);
      const mine = before ? before.then(work) : work();
      const end = () => {
        if (tails.get(chatId) === mine) tails.delete(chatId);
      };
      tails.set(chatId, mine);
      mine.then(end, end);
      return mine;
    },
    /** Resolves when nothing runs. */
    async idle(): Promise<void> {
      while (tails.size > 0) await Promise.allSettled(tails.values());
    },
  };
}
export type PerChat = ReturnType<typeof makePerChat>;
