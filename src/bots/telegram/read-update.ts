import type { Message, Update } from 'grammy/types';
import type { Arrived } from '../../core/channel/channel.ts';
import { RESIDENT_COMMANDS } from '../../core/dialogue/book.ts';
import type { TurnInput } from '../../core/dialogue/step/turn-input.ts';
import { addressWithin } from '../../core/domain/address.ts';
import { readJoinCode } from '../../core/domain/join-code.ts';
import type { IncomingMessage } from '../../core/domain/message-body.ts';
import type { RepliedTo } from '../../core/domain/replied-to.ts';
import { isBlank } from '../../core/domain/text/fold.ts';
import { soundText } from '../../core/domain/text/sound-text.ts';

/** getFile hands out no more (Bot API, getFile). */
const LARGEST_FILE = 20 * 1024 * 1024;

/** What a private chat sent. */
export type TelegramCame = Arrived & {
  /** Of the message that they sent, if it was one. */
  messageId?: number;
  callback?: { id: string; messageId: number | undefined };
};

export type ReadUpdate =
  | { kind: 'turn'; came: TelegramCame }
  /** Somebody spoke to the bot in a group. */
  | { kind: 'group'; chatId: number }
  | { kind: 'ignore' };

const IGNORE: ReadUpdate = { kind: 'ignore' };

/** What an update means to the line. Never throws: what is unknown or malformed is ignored or answered with help. */
export function readUpdate(update: Update): ReadUpdate {
  try {
    return readKind(soundText(update));
  } catch {
    // Not the shape that the Bot API documents; to be sent it again would not help.
    return IGNORE;
  }
}

function readKind(update: Update): ReadUpdate {
  if (!isId(update?.update_id)) return IGNORE;
  if (update.callback_query) return readCallback(update);
  if (update.my_chat_member) return readMembership(update);
  const message = update.message ?? update.edited_message;
  if (!message || !isId(message.chat?.id) || !isId(message.message_id)) return IGNORE;
  if (message.chat.type !== 'private')
    return update.message && speaksToBot(message) ? { kind: 'group', chatId: message.chat.id } : IGNORE;
  const input = update.edited_message ? readEdit(message) : readMessage(message);
  if (!input) return IGNORE;
  const came = cameFrom(update.update_id, message.chat.id, message.from?.language_code, input, message);
  return {
    kind: 'turn',
    came: update.message ? { ...came, messageId: message.message_id, ...sentAt(message) } : came,
  };
}

const cameFrom = (
  updateId: number,
  chatId: number,
  phoneLanguage: unknown,
  input: TurnInput,
  within: { message_thread_id?: unknown } = {},
): TelegramCame => ({
  arrival: String(updateId),
  address: addressWithin({ channel: 'telegram', text: String(chatId) }, topicOf(within)),
  ...(typeof phoneLanguage === 'string' && { phoneLanguage }),
  input,
});

/** A topic of a private chat is answered in (Bot API, message_thread_id). */
const topicOf = ({ message_thread_id: topic }: { message_thread_id?: unknown }): string | undefined =>
  isId(topic) ? String(topic) : undefined;

const sentAt = ({ date }: Message): Pick<Arrived, 'sentAt'> =>
  Number.isFinite(date) ? { sentAt: new Date(date * 1000) } : {};

function readCallback(update: Update): ReadUpdate {
  const query = update.callback_query;
  const chat = query?.message?.chat;
  if (!query || !isId(query.from?.id)) return IGNORE;
  if (chat && (chat.type !== 'private' || !isId(chat.id))) return IGNORE;
  const input: TurnInput = { kind: 'button', data: typeof query.data === 'string' ? query.data : '' };
  const pressed = query.message && 'message_thread_id' in query.message ? query.message : {};
  const came = cameFrom(update.update_id, chat?.id ?? query.from.id, query.from.language_code, input, pressed);
  if (typeof query.id !== 'string') return { kind: 'turn', came };
  const messageId = query.message?.message_id;
  const callback = { id: query.id, messageId: isId(messageId) ? messageId : undefined };
  return { kind: 'turn', came: { ...came, callback } };
}

function readMembership(update: Update): ReadUpdate {
  const change = update.my_chat_member;
  if (change?.chat?.type !== 'private' || !isId(change.chat.id)) return IGNORE;
  const left = change.new_chat_member?.status === 'kicked';
  const input: TurnInput = { kind: left ? 'blocked' : 'unblocked' };
  return { kind: 'turn', came: cameFrom(update.update_id, change.chat.id, change.from?.language_code, input) };
}

/** A command, or the bot being added: enough to say once that it listens in private only. */
function speaksToBot(message: Message): boolean {
  return Boolean(
    textOf(message.text)?.startsWith('/') ||
      message.group_chat_created ||
      message.new_chat_members?.some((member) => member.is_bot),
  );
}

/** Each move of a live place is an edit of its message: the place they chose to share stays, and where they go from there is not read. */
function readEdit(message: Message): TurnInput | null {
  if (message.location) return null;
  const content = readContent(message);
  if (!content) return null;
  // Of what was written behind a command the words alone were kept.
  const words = content.kind === 'text' ? commandIn(content.text ?? '')?.words : undefined;
  return { kind: 'edited', message: words === undefined ? content : { ...content, text: words } };
}

/** Null for service messages that need no answer (a pinned message, a changed photo). */
function readMessage(message: Message): TurnInput | null {
  const command = readCommand(message);
  if (command) return command;
  if (message.contact) {
    const own = message.contact.user_id !== undefined && message.contact.user_id === message.from?.id;
    return {
      kind: 'contact',
      phone: String(message.contact.phone_number ?? ''),
      own,
      handle: String(message.message_id),
    };
  }
  const content = readContent(message);
  if (content?.kind === 'text' && isBlank(content.text ?? '')) return { kind: 'unsupported' };
  const repliesTo = readReply(message);
  if (content) return { kind: 'message', message: content, ...(repliesTo && { repliesTo }) };
  return isService(message) ? null : { kind: 'unsupported' };
}

/** In a private chat a bot's message is ours. What they quoted of it says more than the rest. */
function readReply({ reply_to_message: answered, quote }: Message): RepliedTo | undefined {
  if (!answered || !isId(answered.message_id)) return undefined;
  if (!answered.from?.is_bot) return { handle: String(answered.message_id) };
  const buttons = answered.reply_markup?.inline_keyboard?.flat() ?? [];
  const data = buttons.flatMap((button) => ('callback_data' in button ? (textOf(button.callback_data) ?? []) : []));
  const texts = [quote?.text, answered.text, answered.caption].flatMap((text) => textOf(text) ?? []);
  return { texts, data };
}

/** All that a link can hold (Bot API, deep linking). */
const PAYLOAD = /^[\w-]{1,64}$/;

function readCommand(message: Message): TurnInput | null {
  const entity = message.entities?.[0];
  const command = entity?.type === 'bot_command' && entity.offset === 0 ? commandIn(message.text ?? '') : null;
  if (!command) return null;
  const { name, words } = command;
  if (words === '') return { kind: 'command', name };
  // What a link brings behind /start is no words of theirs, nor is a code; more than that they wrote themselves.
  if (name === 'start' && (readJoinCode(words) || PAYLOAD.test(words)))
    return { kind: 'command', name, ...(readJoinCode(words) && { payload: words }) };
  return { kind: 'command', name, words: { kind: 'text', handle: String(message.message_id), text: words } };
}

/** A command of ours, and what was written behind it; a slash before anything else is text. */
function commandIn(text: string): { name: string; words: string } | null {
  const match = /^\/([a-z0-9_]+)(?:@\w+)?(?![\p{L}\p{N}_/])[.,:;!?…\p{Pd}]*\s*(?:[.,:;!?…\p{Pd}]+(?=\s|$))?/iu.exec(
    text,
  );
  const name = match?.[1]?.toLowerCase();
  if (!match || name === undefined || !RESIDENT_COMMANDS.includes(name)) return null;
  const words = text.substring(match[0].length).trim();
  return { name, words: isBlank(words) ? '' : words };
}

const SERVICE = [
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'group_chat_created',
  'pinned_message',
  'message_auto_delete_timer_changed',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'chat_background_set',
  'write_access_allowed',
] as const;

const isService = (message: Message): boolean => SERVICE.some((name) => name in message);

type Attachment = {
  file_id: string;
  file_unique_id: string;
  file_size?: number;
  mime_type?: string;
  file_name?: string;
  duration?: number;
};

/** What can be kept of a message, or null. The largest size of a photo; a round video is a video; music is a document. */
function readContent(message: Message): IncomingMessage | null {
  const content = readOwnContent(message);
  const forwarded = forwardedFrom(message);
  return content && forwarded ? { ...content, forwarded } : content;
}

function readOwnContent(message: Message): IncomingMessage | null {
  const handle = String(message.message_id);
  const text = textOf(message.text) ?? textOf(message.caption);
  if (message.location) return readLocation(message);
  const [kind, file] = attachmentOf(message);
  if (kind && textOf(file?.file_id) && textOf(file?.file_unique_id))
    return { kind, handle, file: fileOf(file as Attachment), ...(text !== undefined && { text }) };
  if (text !== undefined && message.text !== undefined) return { kind: 'text', handle, text };
  return null;
}

/** Never who: that is a person who did not write to the line. */
function forwardedFrom({ forward_origin: origin, from }: Message): IncomingMessage['forwarded'] {
  switch (origin?.type) {
    case undefined:
      return undefined;
    case 'user':
      return origin.sender_user?.id === from?.id ? 'own' : 'person';
    case 'hidden_user':
      return 'person';
    case 'chat':
      return 'group';
    case 'channel':
      return 'channel';
    default:
      return 'other';
  }
}

function readLocation({ location, venue, message_id: id }: Message): IncomingMessage | null {
  const [latitude, longitude] = [location?.latitude, location?.longitude];
  if (!isNumber(latitude) || !isNumber(longitude)) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  const name = [textOf(venue?.title), textOf(venue?.address)].filter(Boolean).join(', ');
  return { kind: 'location', handle: String(id), place: { latitude, longitude }, ...(name !== '' && { text: name }) };
}

const isId = (given: unknown): given is number => Number.isSafeInteger(given);
const isNumber = (given: unknown): given is number => Number.isFinite(given);
/** Of a file: nothing negative, nothing that is no number. */
const amountOf = (given: unknown): number | undefined => (isNumber(given) && given >= 0 ? given : undefined);
const textOf = (given: unknown): string | undefined => (typeof given === 'string' ? given : undefined);

function attachmentOf(message: Message): [IncomingMessage['kind'] | null, Attachment | undefined] {
  if (message.voice) return ['voice', message.voice];
  if (message.photo) return ['photo', message.photo.at(-1)];
  if (message.video) return ['video', message.video];
  if (message.video_note) return ['video', message.video_note];
  // An animation carries a document too; it is a joke more often than evidence, but it is theirs.
  if (message.audio) return ['document', message.audio];
  if (message.document) return ['document', message.document];
  return [null, undefined];
}

function fileOf(file: Attachment): NonNullable<IncomingMessage['file']> {
  const [name, mime] = [textOf(file.file_name), textOf(file.mime_type)];
  const [bytes, seconds] = [amountOf(file.file_size), amountOf(file.duration)];
  return {
    id: file.file_id,
    uniqueId: file.file_unique_id,
    ...(name !== undefined && { name }),
    ...(mime !== undefined && { mime }),
    ...(bytes !== undefined && { bytes }),
    ...(seconds !== undefined && { seconds }),
    ...((bytes ?? 0) > LARGEST_FILE && { tooLarge: true }),
  };
}
