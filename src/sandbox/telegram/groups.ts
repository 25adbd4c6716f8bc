import { type Chat, type ChatMessage, messageJson, type Person, personJson, type State } from './state.ts';
import type { Updates } from './updates.ts';

const SAMPLE_MEMBER: Person = { id: 6_999_999_001, firstName: 'Sample' };

/** Groups to which somebody adds the bot. */
export function makingGroups(state: State, updates: Updates) {
  return {
    /** Adds the bot to a new group; it is told twice, as in Telegram: by `my_chat_member` and by a service message. */
    addGroup({ title = 'Sample group', by = SAMPLE_MEMBER }: { title?: string; by?: Person } = {}): {
      chatId: number;
      updateId: number;
    } {
      const id = -1_000_000 - state.chats.size;
      const chat: Chat = {
        id,
        type: 'group',
        firstName: title,
        languageCode: undefined,
        started: true,
        blocked: false,
        messages: [],
        sentAt: [],
      };
      state.chats.set(id, chat);
      const change = {
        chat: { id, type: 'group', title },
        from: personJson(by),
        date: Math.floor(state.clock().getTime() / 1000),
        old_chat_member: { user: state.bot, status: 'left' },
        new_chat_member: { user: state.bot, status: 'member' },
      };
      const updateId = updates.push('my_chat_member', change);
      const added: ChatMessage = { messageId: state.nextMessageId, from: 'resident', author: by, date: state.clock() };
      state.nextMessageId += 1;
      chat.messages.push(added);
      updates.push('message', { ...messageJson(state, chat, added), new_chat_members: [state.bot] });
      return { chatId: id, updateId };
    },
    /** Whether the bot left this group. */
    hasLeft: (chatId: number): boolean => state.chats.get(chatId)?.left ?? false,
  };
}
