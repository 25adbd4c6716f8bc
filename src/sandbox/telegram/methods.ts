import type { Call, Method } from './call.ts';
import { checkMarkup, checkRate, checkText, openChat, readJson, topicIn } from './checks.ts';
import { sendFile } from './files.ts';
import { isTrue, protection } from './protection.ts';
import { badRequest } from './refusal.ts';
import { setUp } from './set-up.ts';
import { type Chat, type ChatMessage, messageJson, noteChange, noteTyping, type State, said } from './state.ts';

const TEXT = 4096;
const TWO_DAYS_MS = 48 * 3_600_000;
const MOST_DELETED = 100;
const TOAST = 200;
/** Telegram documents no figure; this is far longer than any answer of the line should take. */
const QUERY_LIVES_MS = 15 * 60_000;

/** The methods of the Bot API that the line uses (https://core.telegram.org/bots/api). */
export const METHODS: Record<string, Method> = {
  getMe: ({ state }) => ({
    ...state.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  getUpdates: ({ updates, params, gone }) =>
    updates.getUpdates(
      {
        offset: number(params.offset),
        limit: number(params.limit),
        timeout: number(params.timeout),
        allowed: allowedIn(params),
      },
      gone,
    ),
  setWebhook: ({ updates, params }) =>
    updates.setWebhook({ ...params, allowed: allowedIn(params), drop: isTrue(params.drop_pending_updates) }),
  deleteWebhook: ({ updates, params }) => updates.setWebhook({ drop: isTrue(params.drop_pending_updates) }),
  getWebhookInfo: ({ updates }) => updates.info(),
  sendMessage,
  sendPhoto: (call) => sendFile(call, 'photo'),
  sendVoice: (call) => sendFile(call, 'voice'),
  sendVideo: (call) => sendFile(call, 'video'),
  sendDocument: (call) => sendFile(call, 'document'),
  editMessageText,
  editMessageReplyMarkup,
  deleteMessage: ({ state, params }) => deleteOne(state, openChat(state, params.chat_id), Number(params.message_id)),
  deleteMessages,
  answerCallbackQuery,
  sendChatAction: ({ state, params }) => {
    const chat = openChat(state, params.chat_id);
    topicIn(chat, params);
    noteTyping(state, chat);
    return true;
  },
  getFile: ({ state, params }) => {
    const file = state.files.get(String(params.file_id));
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.size > 20 * 1024 * 1024) throw badRequest('file is too big');
    return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
  },
  getChat: ({ state, params }) => {
    const chat = openChat(state, params.chat_id);
    return { id: chat.id, type: chat.type, first_name: chat.firstName };
  },
  leaveChat: ({ state, params }) => {
    const chat = openChat(state, params.chat_id);
    if (chat.type === 'private') throw badRequest('chat not found');
    chat.left = true;
    return true;
  },
  ...setUp,
};

const number = (value: unknown): number | undefined => (value === undefined ? undefined : Number(value));

const allowedIn = (params: Call['params']): string[] | undefined =>
  params.allowed_updates === undefined
    ? undefined
    : (readJson(params.allowed_updates, "can't parse allowed updates JSON object") as string[]);

function sendMessage({ state, params }: Call): unknown {
  const chat = openChat(state, params.chat_id);
  const { text, entities } = checkText(params.text, params.parse_mode, TEXT);
  const markup = checkMarkup(params.reply_markup);
  const topic = topicIn(chat, params);
  checkRate(state, chat);
  return said(state, chat, { text, entities, ...(markup && { markup }), ...protection(params), ...topic });
}

function own(chat: Chat, messageId: unknown, what: string): ChatMessage {
  const message = chat.messages.find((one) => one.messageId === Number(messageId) && !one.deleted);
  if (!message) throw badRequest(`message to ${what} not found`);
  if (message.from !== 'bot') throw badRequest(`message can't be ${what}ed`);
  return message;
}

const UNCHANGED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

function editMessageText({ state, params }: Call): unknown {
  const chat = openChat(state, params.chat_id);
  const message = own(chat, params.message_id, 'edit');
  const { text, entities } = checkText(params.text, params.parse_mode, TEXT);
  const markup = checkMarkup(params.reply_markup);
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
  const before = [message.text, message.entities ?? [], message.markup];
  if (JSON.stringify(before) === JSON.stringify([text, entities, markup])) throw badRequest(UNCHANGED);
  Object.assign(message, { text, entities, editedAt: state.clock() });
  setMarkup(message, markup);
  noteChange(state, chat);
  return messageJson(state, chat, message);
}

function setMarkup(message: ChatMessage, markup: ChatMessage['markup']): void {
  if (markup) message.markup = markup;
  else delete message.markup;
}

function editMessageReplyMarkup({ state, params }: Call): unknown {
  const chat = openChat(state, params.chat_id);
  const message = own(chat, params.message_id, 'edit');
  const markup = checkMarkup(params.reply_markup);
  const before = message.markup?.inline_keyboard?.length ? JSON.stringify(message.markup) : undefined;
  const after = markup?.inline_keyboard?.length ? JSON.stringify(markup) : undefined;
  if (before === after) throw badRequest(UNCHANGED);
  setMarkup(message, after ? markup : undefined);
  noteChange(state, chat);
  return messageJson(state, chat, message);
}

function deleteOne(state: State, chat: Chat, messageId: number): true {
  const message = chat.messages.find((one) => one.messageId === messageId && !one.deleted);
  if (!message) throw badRequest('message to delete not found');
  if (state.clock().getTime() - message.date.getTime() > TWO_DAYS_MS) throw badRequest("message can't be deleted");
  message.deleted = true;
  noteChange(state, chat);
  return true;
}

/** Skips what it cannot delete, as the real one does. */
function deleteMessages({ state, params }: Call): true {
  const chat = openChat(state, params.chat_id);
  const ids = readJson(params.message_ids, "can't parse message identifiers JSON object") as number[];
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > MOST_DELETED)
    throw badRequest('too many message identifiers are specified');
  for (const id of ids) {
    try {
      deleteOne(state, chat, id);
    } catch {
      // Not found, or too old.
    }
  }
  return true;
}

function answerCallbackQuery({ state, params }: Call): true {
  const query = state.callbacks.get(String(params.callback_query_id));
  if (!query || query.answered || state.clock().getTime() - query.askedAt.getTime() > QUERY_LIVES_MS)
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  if (typeof params.text === 'string' && params.text.length > TOAST) throw badRequest('MESSAGE_TOO_LONG');
  query.answered = true;
  if (typeof params.text === 'string') query.text = params.text;
  return true;
}
