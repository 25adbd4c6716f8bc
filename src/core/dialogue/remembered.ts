import type { KeptBubbles } from '../residents/bubbles.ts';
import type { Dialogue, Standing } from '../turn/standing.ts';

/** So long after a step the next one is likely to come, and no longer is what they wrote kept in memory for it. */
const KEPT_MS = 60_000;
const MOST = 2000;

/** Where a resident stood when their last plain turn was saved by this process. */
export type Remembered = Omit<Standing, 'dialogue'> & {
  residentId: string;
  key: Buffer;
  /** As it was sealed, so that it reads the same as from their row. */
  dialogue: string;
  /** What their row holds of that turn: a turn that came between shows by it. */
  lastUpdateHash: Buffer;
  /** Follows what is said and kept in between (`changeBubbles`). */
  kept: KeptBubbles;
};

/**
 * What a channel's process remembers of who is in the middle of something: the next plain turn then is one statement, which saves under the
 * condition that no other turn came between, on whichever process. Nothing rests on it: what is not remembered is read.
 */
export function rememberStandings(now: () => Date) {
  const chats = new Map<string, Remembered & { until: number }>();
  return {
    keep(chat: string, remembered: Remembered): void {
      if (chats.size >= MOST) chats.delete(chats.keys().next().value as string);
      chats.set(chat, { ...remembered, until: now().getTime() + KEPT_MS });
    },
    /** Once: any turn but a plain one leaves nothing remembered. */
    take(chat: string): Remembered | null {
      const found = chats.get(chat);
      chats.delete(chat);
      return found && found.until > now().getTime() ? found : null;
    },
    /** Lets go of those who wrote nothing since. */
    size: (): number => chats.size,
    sweep(): void {
      for (const [chat, { until }] of chats) if (until <= now().getTime()) chats.delete(chat);
    },
  };
}
export type Standings = ReturnType<typeof rememberStandings>;

export const standingOf = ({ dialogue, language, secondLanguage, known, hears }: Remembered): Standing => ({
  dialogue: JSON.parse(dialogue) as Dialogue,
  language,
  secondLanguage,
  known,
  hears,
});
