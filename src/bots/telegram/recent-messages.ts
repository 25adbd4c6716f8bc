const A_CHAT = 300;
const CHATS = 5000;

/** The ids of each chat's last messages, of both sides, to clear a chat by. In memory only; the chat silent longest goes first. */
export function makeRecentMessages() {
  const chats = new Map<string, number[]>();
  return {
    note(chatId: string, messageId: number): void {
      const ids = chats.get(chatId) ?? [];
      ids.push(messageId);
      if (ids.length > A_CHAT) ids.shift();
      chats.delete(chatId);
      if (chats.size >= CHATS) chats.delete(chats.keys().next().value as string);
      chats.set(chatId, ids);
    },
    of: (chatId: string): readonly number[] => chats.get(chatId) ?? [],
    forget: (chatId: string): void => void chats.delete(chatId),
  };
}
export type RecentMessages = ReturnType<typeof makeRecentMessages>;
