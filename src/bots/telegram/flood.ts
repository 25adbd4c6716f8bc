export type Flood = {
  /** `take`: go on. `tell`: say once that it is too much. `drop`: they were told. */
  meet(chatId: string): 'take' | 'tell' | 'drop';
};

export type FloodLimit = { burst: number; secondsEach: number };

const MOST_CHATS = 50_000;

/**
 * A token bucket a chat, generous to people (an album, a burst of short lines) and deaf to floods. In memory, at the door: nothing that
 * is dropped costs a query. `burst` messages at once, one more every `secondsEach`.
 */
export function makeFlood(now: () => Date, options: FloodLimit = { burst: 60, secondsEach: 1 }): Flood {
  const buckets = new Map<string, { tokens: number; at: number; told: boolean }>();
  return {
    meet: (chatId) => {
      const at = now().getTime();
      const bucket = buckets.get(chatId) ?? { tokens: options.burst, at, told: false };
      const tokens = Math.min(options.burst, bucket.tokens + (at - bucket.at) / (options.secondsEach * 1000));
      buckets.delete(chatId);
      // The map keeps the order of use: the one longest silent goes first.
      if (buckets.size >= MOST_CHATS) buckets.delete(buckets.keys().next().value as string);
      const through = tokens >= 1;
      buckets.set(chatId, { tokens: through ? tokens - 1 : tokens, at, told: !through });
      return through ? 'take' : bucket.told ? 'drop' : 'tell';
    },
  };
}
