import type { BubbleKind } from '../../core/domain/bubbles.ts';
import type { NotedBubble } from './bubbles.ts';

const A_CHAT = 300;
const CHATS = 5000;
/** Six bytes hold what is below (bubbles.ts). */
const NO_NUMBER = 2 ** 48;

/** Messages this process saw or sent that are not kept with the resident yet. In memory, for a moment; the chat silent longest goes first. */
export function makeUnkept() {
  const chats = new Map<string, Map<number, NotedBubble>>();
  return {
    note(chatId: string, id: number, ours: boolean, kind?: BubbleKind): void {
      // Of a malformed update: no number that Telegram gives.
      if (!Number.isSafeInteger(id) || id <= 0 || id >= NO_NUMBER) return;
      const noted = chats.get(chatId) ?? new Map<number, NotedBubble>();
      noted.set(id, { id, ours, kind: kind ?? noted.get(id)?.kind });
      if (noted.size > A_CHAT) noted.delete(noted.keys().next().value as number);
      chats.delete(chatId);
      if (chats.size >= CHATS) chats.delete(chats.keys().next().value as string);
      chats.set(chatId, noted);
    },
    of: (chatId: string): readonly NotedBubble[] => [...(chats.get(chatId)?.values() ?? [])],
    /** These are kept now. */
    drop(chatId: string, kept: readonly NotedBubble[]): void {
      const noted = chats.get(chatId);
      for (const one of kept) if (noted?.get(one.id) === one) noted.delete(one.id);
      if (noted?.size === 0) chats.delete(chatId);
    },
  };
}
export type Unkept = ReturnType<typeof makeUnkept>;
