import { EventEmitter } from 'node:events';
import type { Entity } from './html-entities.ts';

export type Button = {
  text: string;
  callback_data?: string;
  url?: string;
  request_contact?: boolean;
  request_location?: boolean;
};
export type Markup = { inline_keyboard?: Button[][]; keyboard?: Button[][]; remove_keyboard?: boolean };

export type Person = { id: number; firstName: string; languageCode?: string | undefined };

/** A message in a chat as both sides see it. `from` says whose it is. */
export type ChatMessage = {
  messageId: number;
  from: 'resident' | 'bot';
  date: Date;
  text?: string;
  caption?: string;
  entities?: Entity[];
  markup?: Markup;
  file?: { fileId: string; kind: string; name?: string; bytes: number };
  /** The file as the Bot API shows it: an edit of what stands under it comes with it. */
  media?: Record<string, unknown>;
  /** Whose it is in a group; in a private chat it is the resident's. */
  author?: Person;
  replyTo?: number;
  place?: { latitude: number; longitude: number };
  /** Of a place that goes with the phone: for how many seconds; none once it was stopped. */
  live?: number;
  /** The topic of the chat it stands in. */
  topic?: number;
  /** From whom or where it was passed on (Bot API, MessageOrigin). */
  forwarded?: Record<string, unknown>;
  /** A telephone number that was shared. */
  contact?: string;
  editedAt?: Date;
  deleted?: boolean;
  /** Cannot be forwarded or saved. */
  protected?: boolean;
};

export type Chat = {
  id: number;
  type: 'private' | 'group';
  firstName: string;
  languageCode: string | undefined;
  /** A bot cannot write first. */
  started: boolean;
  blocked: boolean;
  /** The bot is no longer in this group. */
  left?: boolean;
  /** The account behind it was deleted. */
  deactivated?: boolean;
  /** Topics in it that stand; a private chat has them where its person opened one. */
  topics?: number[];
  messages: ChatMessage[];
  /** When the bot wrote last, for the rate. */
  sentAt: number[];
};

export type StoredFile = {
  fileId: string;
  uniqueId: string;
  path: string;
  bytes: Buffer;
  size: number;
  mime: string | undefined;
  name: string | undefined;
};
export type Update = { update_id: number; [kind: string]: unknown };

export type State = {
  token: string;
  bot: { id: number; is_bot: true; first_name: string; username: string };
  clock(): Date;
  chats: Map<number, Chat>;
  files: Map<string, StoredFile>;
  callbacks: Map<string, { chatId: number; askedAt: Date; answered: boolean; text?: string }>;
  commands: Map<string, unknown[]>;
  texts: Map<string, string>;
  /** Every update ever made, for `redeliver`. */
  history: Map<number, Update>;
  nextUpdateId: number;
  nextMessageId: number;
  nextFile: number;
  /** `change` after every change a person could see; `update` when there is something to deliver. */
  events: EventEmitter;
  rate: { burst: number; perSecond: number; groupPerMinute: number };
};

export const BOT_USERNAME = 'community_line_sandbox_bot';

export function makeState(token: string, clock: () => Date, rate: Partial<State['rate']> = {}): State {
  const events = new EventEmitter();
  events.setMaxListeners(0);
  return {
    token,
    bot: { id: Number(token.split(':')[0]) || 1, is_bot: true, first_name: 'Community Line', username: BOT_USERNAME },
    clock,
    chats: new Map(),
    files: new Map(),
    callbacks: new Map(),
    commands: new Map(),
    texts: new Map(),
    history: new Map(),
    nextUpdateId: 100_000,
    nextMessageId: 1,
    nextFile: 1,
    events,
    rate: { burst: 30, perSecond: 1, groupPerMinute: 20, ...rate },
  };
}

export function noteChange(state: State, chat: Chat): void {
  state.events.emit('change', chat.id);
}

export const personJson = ({ id, firstName, languageCode }: Person): Record<string, unknown> => ({
  id,
  is_bot: false,
  first_name: firstName,
  ...(languageCode && { language_code: languageCode }),
});

/** The bot says that it is busy with an answer. */
export function noteTyping(state: State, chat: Chat): void {
  state.events.emit('typing', chat.id);
}

/** A message as the Bot API shows it; the one it replies to is shown one level deep. */
export function messageJson(state: State, chat: Chat, message: ChatMessage): Record<string, unknown> {
  const answered = chat.messages.find((one) => one.messageId === message.replyTo && !one.deleted);
  return {
    message_id: message.messageId,
    from: message.from === 'bot' ? state.bot : personJson(message.author ?? chat),
    chat: {
      id: chat.id,
      type: chat.type,
      ...(chat.type === 'private' ? { first_name: chat.firstName } : { title: chat.firstName }),
    },
    date: Math.floor(message.date.getTime() / 1000),
    ...(message.editedAt && { edit_date: Math.floor(message.editedAt.getTime() / 1000) }),
    ...(message.text !== undefined && { text: message.text }),
    ...(message.protected && { has_protected_content: true }),
    ...(message.caption !== undefined && { caption: message.caption }),
    ...(message.entities?.length && { entities: message.entities }),
    ...(answered && { reply_to_message: messageJson(state, chat, { ...answered, replyTo: 0 }) }),
    ...(message.place && { location: { ...message.place, ...(message.live && { live_period: message.live }) } }),
    ...(message.forwarded && { forward_origin: message.forwarded }),
    ...(message.topic !== undefined && { message_thread_id: message.topic, is_topic_message: true }),
    ...(message.markup?.inline_keyboard && { reply_markup: { inline_keyboard: message.markup.inline_keyboard } }),
  };
}

/** Puts a message of the bot into a chat. */
export function said(state: State, chat: Chat, content: Partial<ChatMessage>): Record<string, unknown> {
  const message: ChatMessage = { messageId: state.nextMessageId, from: 'bot', date: state.clock(), ...content };
  state.nextMessageId += 1;
  chat.messages.push(message);
  noteChange(state, chat);
  return messageJson(state, chat, message);
}

/** Calls a listener back at every event of this name, until the function it gets is called. */
export const listening =
  <T>({ events }: State, name: string) =>
  (listener: (what: T) => void): (() => void) => {
    events.on(name, listener);
    return () => void events.off(name, listener);
  };
