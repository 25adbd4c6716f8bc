import { parseHtml } from './html-entities.ts';
import { ApiRefusal, badRequest } from './refusal.ts';
import type { Chat, Markup, State } from './state.ts';

const MOST_BUTTONS = 100;
const DATA_BYTES = 64;
const HALF = /\p{Surrogate}/u;

/** Text after entities: 1 to 4096 characters, a caption up to 1024 (Bot API, sendMessage, sendPhoto). */
export function checkText(
  source: unknown,
  mode: unknown,
  most: number,
): { text: string; entities: { type: string; offset: number; length: number }[] } {
  const given = typeof source === 'string' ? source : '';
  if (mode !== undefined && mode !== 'HTML') throw badRequest(`unsupported parse_mode`);
  const parsed = mode === 'HTML' ? parseHtml(given) : { ok: true as const, text: given, entities: [] };
  if (!parsed.ok) throw new ApiRefusal(400, parsed.description);
  const text = parsed.text.trim();
  if (text === '' && most > 1024) throw badRequest('message text is empty');
  if (parsed.text.length > most) throw badRequest(most > 1024 ? 'message is too long' : 'message caption is too long');
  return { text: parsed.text, entities: parsed.entities };
}

export function checkMarkup(given: unknown): Markup | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  const markup = readJson(given, "can't parse reply keyboard markup JSON object") as Markup;
  const buttons = (markup.inline_keyboard ?? []).flat();
  if (buttons.length > MOST_BUTTONS) throw badRequest('BUTTONS_TOO_MUCH');
  for (const button of buttons) {
    if (typeof button.text !== 'string')
      throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String');
    if (button.text.trim() === '') throw badRequest('inline keyboard button text is empty');
    if (button.url) continue;
    // A button that does nothing, and one with empty data, is a text button to Telegram.
    if (!button.callback_data)
      throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    if (Buffer.byteLength(button.callback_data) > DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
  }
  return markup;
}

/** A nested value: an object in a JSON body, and JSON in a form or a query (Bot API, "Making requests"). */
export function readJson(given: unknown, complaint: string): unknown {
  if (typeof given !== 'string') return given;
  return refuseHalves(parse(given, complaint));
}

function parse(json: string, complaint: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw badRequest(complaint);
  }
}

/** The real one takes no text with half of a character in it, wherever it stands; a file's bytes are none. Gives the same value. */
export function refuseHalves<T>(value: T): T {
  if (typeof value === 'string' && HALF.test(value)) throw badRequest('strings must be encoded in UTF-8');
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const one of Object.values(value)) refuseHalves(one);
  }
  return value;
}

/** The chat, if the bot may write there now. A bot cannot write first. */
export function openChat(state: State, id: unknown): Chat {
  const chat = state.chats.get(Number(id));
  if (!chat?.started) throw badRequest('chat not found');
  if (chat.left) throw new ApiRefusal(403, 'Forbidden: bot is not a member of the group chat');
  if (chat.deactivated) throw new ApiRefusal(403, 'Forbidden: user is deactivated');
  if (chat.blocked) throw new ApiRefusal(403, 'Forbidden: bot was blocked by the user');
  return chat;
}

/** About one message a second to one chat with bursts, twenty a minute in a group (bots FAQ, "My bot is hitting limits"). */
export function checkRate(state: State, chat: Chat): void {
  const now = state.clock().getTime();
  const window = chat.type === 'group' ? 60_000 : (state.rate.burst / state.rate.perSecond) * 1000;
  const most = chat.type === 'group' ? state.rate.groupPerMinute : state.rate.burst;
  chat.sentAt = chat.sentAt.filter((at) => at > now - window);
  if (chat.sentAt.length >= most) {
    const seconds = Math.max(1, Math.ceil(((chat.sentAt[0] as number) + window - now) / 1000));
    throw new ApiRefusal(429, `Too Many Requests: retry after ${seconds}`, seconds);
  }
  chat.sentAt.push(now);
}

/** The topic that a message is sent to; only one that stands (Bot API, message_thread_id). */
export function topicIn(chat: Chat, params: Record<string, unknown>): { topic?: number } {
  if (params.message_thread_id === undefined) return {};
  const topic = Number(params.message_thread_id);
  if (!chat.topics?.includes(topic)) throw badRequest('message thread not found');
  return { topic };
}
