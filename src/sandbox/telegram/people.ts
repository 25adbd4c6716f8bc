import { fileJson, keepFile } from './files.ts';
import { type Chat, type ChatMessage, messageJson, noteChange, type Person, personJson, type State } from './state.ts';
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
} & HowSent;
export type MediaKind = 'voice' | 'audio' | 'photo' | 'video' | 'video_note' | 'document' | 'sticker' | 'animation';
/** `topic`: opened where it is new. `forwarded`: as `forward_origin` of the Bot API, without its date. */
type HowSent = { replyTo?: number; topic?: number; forwarded?: Record<string, unknown> };
export type TextOptions = HowSent & { as?: Person };
/** `live`: for how many seconds it goes with the phone. */
export type PlaceOptions = HowSent & { live?: number };
export type SentMessage = { messageId: number; updateId: number };

export function chatOf(state: State, chatId: number): Chat {
  const chat = state.chats.get(chatId);
  if (!chat) throw new Error('no such chat');
  return chat;
}

/** Puts a message of a person into a chat, and the update with it before the bot. */
function write(
  state: State,
  updates: Updates,
  chatId: number,
  content: Partial<ChatMessage>,
  extra: Record<string, unknown> = {},
): SentMessage {
  const chat = chatOf(state, chatId);
  chat.started = true;
  const { topic } = content;
  if (topic !== undefined) chat.topics = [...new Set([...(chat.topics ?? []), topic])];
  const message: ChatMessage = { messageId: state.nextMessageId, from: 'resident', date: state.clock(), ...content };
  state.nextMessageId += 1;
  chat.messages.push(message);
  noteChange(state, chat);
  return {
    messageId: message.messageId,
    updateId: updates.push('message', { ...messageJson(state, chat, message), ...extra }),
  };
}

/** Who there is to talk to. */
export function addingPeople(state: State) {
  const add = (id: number, chat: Partial<Chat>): { chatId: number } => {
    state.chats.set(id, {
      id,
      type: 'private',
      firstName: 'Sample',
      languageCode: undefined,
      started: false,
      blocked: false,
      messages: [],
      sentAt: [],
      ...chat,
    });
    return { chatId: id };
  };
  return {
    addResident: (given: { firstName?: string; languageCode?: string; chatId?: number } = {}) =>
      add(given.chatId ?? 7_000_000_000 + state.chats.size + Math.floor(Math.random() * 1_000_000) * 1000, {
        ...(given.firstName !== undefined && { firstName: given.firstName }),
        languageCode: given.languageCode,
      }),
  };
}

/** What a person sends. */
export function sending(state: State, updates: Updates) {
  return {
    /** A text over 4096 characters leaves as several messages, as Telegram's clients do it. The last one is returned. */
    sendText(chatId: number, text: string, { as, ...how }: TextOptions = {}): SentMessage {
      let sent: SentMessage | undefined;
      for (const part of splitText(text)) {
        const content = { text: part, ...howSent(state, how), ...(as && { author: as }) };
        sent = write(state, updates, chatId, content, commandEntity(part));
      }
      return sent as SentMessage;
    },
    sendMedia(chatId: number, kind: MediaKind, upload: Upload = {}): SentMessage & { fileId: string } {
      const file = keepFile(state, { bytes: upload.bytes ?? Buffer.from(`sample ${kind}`), kind, ...upload });
      const json = { ...fileJson(file), ...(upload.seconds !== undefined && { duration: upload.seconds }) };
      const body = kind === 'photo' ? [{ ...json, file_size: 10 }, json] : json;
      const content = {
        ...howSent(state, upload),
        ...(upload.caption !== undefined && { caption: upload.caption }),
        file: { fileId: file.fileId, kind, bytes: file.size, ...(file.name && { name: file.name }) },
        media: { [kind]: body },
      };
      const album = upload.albumId === undefined ? {} : { media_group_id: upload.albumId };
      return { ...write(state, updates, chatId, content, { [kind]: body, ...album }), fileId: file.fileId };
    },
    sendLocation: (chatId: number, latitude: number, longitude: number, { live, ...how }: PlaceOptions = {}) =>
      write(state, updates, chatId, { place: { latitude, longitude }, ...(live && { live }), ...howSent(state, how) }),
    /** A live place goes with the phone: an edit of its message, and never a message. */
    moveLocation: (chatId: number, messageId: number, latitude: number, longitude: number): { updateId: number } =>
      changeTheirs(state, updates, chatId, messageId, (message) => {
        if (!message.live) throw new Error('this place does not move');
        message.place = { latitude, longitude };
      }),
    stopLocation: (chatId: number, messageId: number): { updateId: number } =>
      changeTheirs(state, updates, chatId, messageId, (message) => {
        delete message.live;
      }),
    sendContact: (chatId: number, phone: string, own = true) =>
      write(
        state,
        updates,
        chatId,
        { contact: phone },
        { contact: { phone_number: phone, first_name: 'Sample', ...(own && { user_id: chatId }) } },
      ),
    /** Any other kind of message: `{ poll: … }`, `{ dice: … }`. */
    sendOther: (chatId: number, extra: Record<string, unknown>) => write(state, updates, chatId, {}, extra),
    editText: (chatId: number, messageId: number, text: string): { updateId: number } =>
      changeTheirs(state, updates, chatId, messageId, (message) => {
        message.text = text;
      }),
    /** The words under a file; the file stays. */
    editCaption: (chatId: number, messageId: number, caption: string): { updateId: number } =>
      changeTheirs(state, updates, chatId, messageId, (message) => {
        if (!message.media) throw new Error('there is no file to write under');
        message.caption = caption;
      }),
  };
}

function changeTheirs(
  state: State,
  updates: Updates,
  chatId: number,
  messageId: number,
  change: (message: ChatMessage) => void,
): { updateId: number } {
  const chat = chatOf(state, chatId);
  const message = chat.messages.find((one) => one.messageId === messageId && one.from === 'resident');
  if (!message) throw new Error('no such message of theirs');
  change(message);
  message.editedAt = state.clock();
  noteChange(state, chat);
  return { updateId: updates.push('edited_message', { ...messageJson(state, chat, message), ...message.media }) };
}

const howSent = (state: State, { replyTo, topic, forwarded }: HowSent): Partial<ChatMessage> => ({
  ...(replyTo !== undefined && { replyTo }),
  ...(topic !== undefined && { topic }),
  ...(forwarded && { forwarded: { date: Math.floor(state.clock().getTime() / 1000), ...forwarded } }),
});

/** Never within a character: many emoji are two code units, and half of one is nothing. */
function splitText(text: string): string[] {
  const parts: string[] = [];
  let at = 0;
  do {
    const end = at + CLIENT_SPLITS_AT;
    const cutsOne = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
    const next = cutsOne ? end - 1 : end;
    parts.push(text.slice(at, next));
    at = next;
  } while (at < text.length);
  return parts;
}

function commandEntity(text: string): Record<string, unknown> {
  const command = /^\/[a-z0-9_]+(@\w+)?/i.exec(text)?.[0];
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {};
}

/** What a person taps. */
export function tapping(state: State, updates: Updates) {
  const setBlocked = (chatId: number, blocked: boolean): { updateId: number } => {
    const chat = chatOf(state, chatId);
    chat.blocked = blocked;
    noteChange(state, chat);
    const member = (status: string) => ({ user: state.bot, status });
    const change = {
      chat: { id: chatId, type: 'private', first_name: chat.firstName },
      from: personJson(chat),
      date: Math.floor(state.clock().getTime() / 1000),
      old_chat_member: member(blocked ? 'member' : 'kicked'),
      new_chat_member: member(blocked ? 'kicked' : 'member'),
    };
    return { updateId: updates.push('my_chat_member', change) };
  };
  return {
    pressButton(
      chatId: number,
      messageId: number,
      data: string,
      options: { forged?: boolean } = {},
    ): { updateId: number; queryId: string } {
      const chat = chatOf(state, chatId);
      const message = chat.messages.find((one) => one.messageId === messageId);
      const there = message?.markup?.inline_keyboard?.flat().some((button) => button.callback_data === data);
      if (!options.forged && (!there || message?.deleted)) throw new Error('this message has no such button');
      const id = `query_${state.callbacks.size + 1}`;
      state.callbacks.set(id, { chatId, askedAt: state.clock(), answered: false });
      const query = {
        id,
        from: personJson(chat),
        chat_instance: String(chatId),
        data,
        ...(message && { message: messageJson(state, chat, message) }),
      };
      return { updateId: updates.push('callback_query', query), queryId: id };
    },
    /** What the bot answered to a press: `answered` stops the spinner, `text` is the toast. */
    answerTo: (queryId: string): { answered: boolean; text?: string } | undefined => state.callbacks.get(queryId),
    /** The person clears the chat on their side; the bot is not told. */
    clearHistory(chatId: number): void {
      const chat = chatOf(state, chatId);
      chat.messages = [];
      noteChange(state, chat);
    },
    /** The person deletes one message for both sides; the bot is not told. */
    deleteByHand(chatId: number, messageId: number): void {
      const chat = chatOf(state, chatId);
      const message = chat.messages.find((one) => one.messageId === messageId && !one.deleted);
      if (!message) throw new Error('no such message');
      message.deleted = true;
      noteChange(state, chat);
    },
    /** The account is gone. The bot is not told; it learns of it when it writes. */
    deactivate: (chatId: number): void => void Object.assign(chatOf(state, chatId), { deactivated: true }),
    /** Telegram gave it back; of that the bot is not told either. */
    reactivate: (chatId: number): void => void Object.assign(chatOf(state, chatId), { deactivated: false }),
    /** A topic goes with all that stands in it. */
    deleteTopic(chatId: number, topic: number): void {
      const chat = chatOf(state, chatId);
      chat.topics = (chat.topics ?? []).filter((one) => one !== topic);
      for (const message of chat.messages) if (message.topic === topic) message.deleted = true;
      noteChange(state, chat);
    },
    block: (chatId: number) => setBlocked(chatId, true),
    unblock: (chatId: number) => setBlocked(chatId, false),
  };
}
