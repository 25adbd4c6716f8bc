import type { Fault, Faults } from './faults.ts';
import { fileJson, keepFile } from './files.ts';
import { type Button, type Chat, type ChatMessage, messageJson, noteChange, type State } from './state.ts';
import type { Updates } from './updates.ts';

const CLIENT_SPLITS_AT = 4096;
export type Upload = {
  bytes?: Buffer;
  size?: number;
  mime?: string;
  name?: string;
  caption?: string;
  seconds?: number;
  albumId?: string;
};
export type MediaKind = 'voice' | 'audio' | 'photo' | 'video' | 'video_note' | 'document' | 'sticker' | 'animation';

/** What people on Telegram do, for tests, the chat command and the page. Each act makes the update that the real Telegram would. */
export function makeControl(state: State, updates: Updates, faults: Faults) {
  const chatOf = (chatId: number): Chat => {
    const chat = state.chats.get(chatId);
    if (!chat) throw new Error('no such chat');
    return chat;
  };
  const person = (chat: Chat) => ({
    id: chat.id,
    is_bot: false,
    first_name: chat.firstName,
    ...(chat.languageCode && { language_code: chat.languageCode }),
  });
  const write = (
    chatId: number,
    content: Partial<ChatMessage>,
    extra: Record<string, unknown> = {},
  ): { messageId: number; updateId: number } => {
    const chat = chatOf(chatId);
    chat.started = true;
    const message: ChatMessage = { messageId: state.nextMessageId, from: 'resident', date: state.clock(), ...content };
    state.nextMessageId += 1;
    chat.messages.push(message);
    noteChange(state, chat);
    const updateId = updates.push('message', { ...messageJson(state, chat, message), ...extra });
    return { messageId: message.messageId, updateId };
  };

  const control = {
    addResident(given: { firstName?: string; languageCode?: string; chatId?: number } = {}): { chatId: number } {
      const id = given.chatId ?? 7_000_000 + state.chats.size + Math.floor(Math.random() * 1_000_000) * 100;
      state.chats.set(id, {
        id,
        type: 'private',
        firstName: given.firstName ?? 'Sample',
        languageCode: given.languageCode,
        started: false,
        blocked: false,
        messages: [],
        sentAt: [],
      });
      return { chatId: id };
    },
    addGroup(given: { title?: string } = {}): { chatId: number } {
      const id = -1_000_000 - state.chats.size;
      const chat: Chat = {
        id,
        type: 'group',
        firstName: given.title ?? 'Sample group',
        languageCode: undefined,
        started: true,
        blocked: false,
        messages: [],
        sentAt: [],
      };
      state.chats.set(id, chat);
      return { chatId: id };
    },
    /** A text over 4096 characters leaves as several messages, as Telegram's clients do it. The last one is returned. */
    sendText(chatId: number, text: string): { messageId: number; updateId: number } {
      const parts: string[] = [];
      for (let at = 0; at < Math.max(1, text.length); at += CLIENT_SPLITS_AT)
        parts.push(text.slice(at, at + CLIENT_SPLITS_AT));
      const sent = parts.map((part) => write(chatId, { text: part }, commandEntity(part)));
      return sent.at(-1) as { messageId: number; updateId: number };
    },
    editText(chatId: number, messageId: number, text: string): { updateId: number } {
      const chat = chatOf(chatId);
      const message = chat.messages.find((one) => one.messageId === messageId && one.from === 'resident');
      if (!message) throw new Error('no such message of theirs');
      Object.assign(message, { text, editedAt: state.clock() });
      noteChange(state, chat);
      return { updateId: updates.push('edited_message', messageJson(state, chat, message)) };
    },
    sendMedia(
      chatId: number,
      kind: MediaKind,
      upload: Upload = {},
    ): { messageId: number; updateId: number; fileId: string } {
      const file = keepFile(state, { bytes: upload.bytes ?? Buffer.from(`sample ${kind}`), kind, ...upload });
      const json = {
        ...fileJson(file),
        ...(upload.seconds !== undefined && { duration: upload.seconds }),
        ...(kind !== 'voice' && kind !== 'document' && { width: 640, height: 480 }),
      };
      const body = kind === 'photo' ? [{ ...json, file_id: `${file.fileId}`, file_size: 10 }, json] : json;
      const sent = write(
        chatId,
        {
          ...(upload.caption !== undefined && { caption: upload.caption }),
          file: { fileId: file.fileId, kind, bytes: file.size },
        },
        { [kind]: body, ...(upload.albumId && { media_group_id: upload.albumId }) },
      );
      return { ...sent, fileId: file.fileId };
    },
    sendLocation: (chatId: number, latitude: number, longitude: number) =>
      write(chatId, { place: { latitude, longitude } }),
    sendContact: (chatId: number, phone: string, own = true) =>
      write(chatId, {}, { contact: { phone_number: phone, first_name: 'Sample', ...(own && { user_id: chatId }) } }),
    /** Any other kind of message: `{ poll: … }`, `{ dice: … }`. */
    sendOther: (chatId: number, extra: Record<string, unknown>) => write(chatId, {}, extra),
    pressButton(
      chatId: number,
      messageId: number,
      data: string,
      options: { forged?: boolean } = {},
    ): { updateId: number } {
      const chat = chatOf(chatId);
      const message = chat.messages.find((one) => one.messageId === messageId);
      const there = message?.markup?.inline_keyboard?.flat().some((button) => button.callback_data === data);
      if (!options.forged && (!there || message?.deleted)) throw new Error('this message has no such button');
      const id = `query_${state.callbacks.size + 1}`;
      state.callbacks.set(id, { chatId, answered: false });
      return {
        updateId: updates.push('callback_query', {
          id,
          from: person(chat),
          chat_instance: String(chatId),
          data,
          ...(message && { message: messageJson(state, chat, message) }),
        }),
      };
    },
    /** The newest button whose data ends in this code, such as `agree:yes`. */
    buttonWithCode: (chatId: number, code: string) =>
      control.findButton(chatId, (button) => button.callback_data?.endsWith(`:${code}`) ?? false) ?? null,
    editLast(chatId: number, text: string): { updateId: number } {
      const last = chatOf(chatId).messages.findLast(
        (message) => message.from === 'resident' && message.text !== undefined,
      );
      if (!last) throw new Error('there is no text to edit');
      return control.editText(chatId, last.messageId, text);
    },
    block: (chatId: number) => setBlocked(chatId, true),
    unblock: (chatId: number) => setBlocked(chatId, false),
    transcript: (chatId: number): ChatMessage[] => chatOf(chatId).messages,
    chats: () =>
      [...state.chats.values()].map(({ id, type, firstName, languageCode, blocked }) => ({
        id,
        type,
        firstName,
        languageCode,
        blocked,
      })),
    lastBotMessage: (chatId: number): ChatMessage | undefined =>
      chatOf(chatId).messages.findLast((message) => message.from === 'bot' && !message.deleted),
    /** The newest button whose data or label fits. */
    findButton(chatId: number, fits: (button: Button) => boolean): { messageId: number; button: Button } | undefined {
      for (const message of chatOf(chatId).messages.toReversed()) {
        if (message.deleted) continue;
        const button = message.markup?.inline_keyboard?.flat().find(fits);
        if (button) return { messageId: message.messageId, button };
      }
      return undefined;
    },
    /** Resolves when the chat fits; rejects after `timeoutMs`. Woken by changes. */
    waitFor: <T>(
      chatId: number,
      find: (messages: ChatMessage[]) => T | undefined,
      options: { timeoutMs?: number; what?: string } = {},
    ) => waitForChange(state, () => find(chatOf(chatId).messages), options),
    fileBytes: (fileId: string): Buffer | undefined => state.files.get(fileId)?.bytes,
    commands: (): Record<string, unknown> => Object.fromEntries(state.commands),
    redeliver(updateId: number): void {
      const update = state.history.get(updateId);
      if (!update) throw new Error('no such update');
      updates.queue(update);
    },
    injectUpdate: (body: Record<string, unknown>): number => {
      const update = { update_id: state.nextUpdateId, ...body };
      state.nextUpdateId += 1;
      updates.queue(update);
      return update.update_id;
    },
    pendingUpdates: () => updates.pending(),
    fault: (fault: Fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    onChange(listener: (chatId: number) => void): () => void {
      state.events.on('change', listener);
      return () => state.events.off('change', listener);
    },
  };

  function setBlocked(chatId: number, blocked: boolean): { updateId: number } {
    const chat = chatOf(chatId);
    chat.blocked = blocked;
    noteChange(state, chat);
    const member = (status: string) => ({ user: state.bot, status });
    return {
      updateId: updates.push('my_chat_member', {
        chat: { id: chatId, type: 'private', first_name: chat.firstName },
        from: person(chat),
        date: Math.floor(state.clock().getTime() / 1000),
        old_chat_member: member(blocked ? 'member' : 'kicked'),
        new_chat_member: member(blocked ? 'kicked' : 'member'),
      }),
    };
  }
  return control;
}
export type TelegramControl = ReturnType<typeof makeControl>;

function commandEntity(text: string): Record<string, unknown> {
  const command = /^\/[a-z0-9_]+(@\w+)?/i.exec(text)?.[0];
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {};
}

function waitForChange<T>(
  state: State,
  find: () => T | undefined,
  options: { timeoutMs?: number; what?: string },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = find();
      if (found === undefined) return;
      end();
      resolve(found);
    };
    const end = () => {
      clearTimeout(timer);
      state.events.off('change', look);
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`waited in vain for ${options.what ?? 'a change in the chat'}`));
    }, options.timeoutMs ?? 10_000);
    state.events.on('change', look);
    look();
  });
}
