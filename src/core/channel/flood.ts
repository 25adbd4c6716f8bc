export type Flood = {
  /** `take`: go on. `tell`: say once that it is too much. `drop`: they were told. */
  meet(address: string, sentAt?: Date): 'take' | 'tell' | 'drop';
  /** What was taken could not be handled and will be delivered again: it is not charged twice. */
  giveBack(address: string): void;
};

export type FloodLimit = { burst: number; secondsEach: number };

const MOST_CHATS = 50_000;

/**
 * A token bucket a chat, generous to people (an album, a burst of short lines) and deaf to floods. In memory, at the door: nothing that
 * is dropped costs a query. `burst` messages at once, one more every `secondsEach`. Measured by when a message was sent where that is known:
 * what piled up while the line was away was no flood.
 */
export function makeFlood(now: () => Date, options: FloodLimit = { burst: 60, secondsEach: 1 }): Flood {
  const buckets = new Map<string, { tokens: number; at: number; told: boolean }>();
  return {
    meet: (address, sentAt) => {
      const sent = momentOf(sentAt, now().getTime());
      const bucket = buckets.get(address) ?? { tokens: options.burst, at: sent, told: false };
      const at = Math.max(bucket.at, sent);
      const tokens = Math.min(options.burst, bucket.tokens + (at - bucket.at) / (options.secondsEach * 1000));
      buckets.delete(address);
      // The map keeps the order of use: the one longest silent goes first.
      if (buckets.size >= MOST_CHATS) buckets.delete(buckets.keys().next().value as string);
      // Who was told to wait is heard again once they did, and not told again for every second that they did not.
      const through = tokens >= 1 && (!bucket.told || tokens >= options.burst / 2);
      buckets.set(address, { tokens: through ? tokens - 1 : tokens, at, told: !through });
      return through ? 'take' : bucket.told ? 'drop' : 'tell';
    },
    giveBack: (address) => {
      const bucket = buckets.get(address);
      if (bucket) bucket.tokens += 1;
    },
  };
}

/** A moment that is none, or is yet to come, would make the chat deaf: it counts as now. */
const momentOf = (sentAt: Date | undefined, now: number): number => {
  const sent = sentAt?.getTime() ?? now;
  return sent <= now ? sent : now;
};
