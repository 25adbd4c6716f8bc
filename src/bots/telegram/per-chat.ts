/** Runs work of one chat in order, and of different chats side by side. */
export function makePerChat() {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run<T>(chatId: string, work: () => Promise<T>): Promise<T> {
      const before = tails.get(chatId) ?? Promise.resolve();
      const mine = before.then(work, work);
      const tail = mine
        .catch(() => {})
        .finally(() => {
          if (tails.get(chatId) === tail) tails.delete(chatId);
        });
      tails.set(chatId, tail);
      return mine;
    },
    /** Resolves when nothing runs. */
    async idle(): Promise<void> {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
export type PerChat = ReturnType<typeof makePerChat>;
