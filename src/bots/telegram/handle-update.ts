import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Standings } from '../../core/dialogue/remembered.ts';
import { takeTurnOrLeave } from '../../core/dialogue/take-turn-or-leave.ts';
import type { TurnResult } from '../../core/dialogue/turn.ts';
import { localParts } from '../../core/domain/local-time.ts';
import { sayLine } from '../../core/i18n/say-line.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Line } from '../../core/line.ts';
import { deliverToResident } from './deliver.ts';
import type { Flood } from './flood.ts';
import { type KeepBubbles, keeperOf } from './keep-bubbles.ts';
import { type MakeFile, makeFiles } from './make-files.ts';
import type { PerChat } from './per-chat.ts';
import { type ReadUpdate, readUpdate } from './read-update.ts';
import { escapeHtml, renderSays, shorten } from './render.ts';
import type { SaidPrompts } from './said-prompts.ts';
import { attempt, sendAll } from './send.ts';
import { clearAtOnce, clearBelow, clearPlain, goingIn, takeBack } from './take-back.ts';
import type { Unkept } from './unkept.ts';

export type UpdateParts = {
  api: Api;
  line: Line;
  texts: Texts;
  makeFile: MakeFile;
  flood: Flood;
  perChat: PerChat;
  saidPrompts: SaidPrompts;
  toldGroups: Map<number, string>;
  unkept: Unkept;
  keepBubbles: KeepBubbles;
  standings: Standings;
  onTurn?: (turn: DoneTurn) => void;
};
/** A turn that is committed: which, in what way, in how many milliseconds. */
export type DoneTurn = { updateId: number; chatId: number; plain: boolean; ms: number };
type TurnUpdate = Extract<ReadUpdate, { kind: 'turn' }>;

/** Where nobody's language is known yet. */
const FIRST_LANGUAGE = 'sq';
const TOAST = 200;

/**
 * Handles one update. Resolves once its effect is committed and its answer was tried; throws when the effect could not be committed, and
 * then the update must be delivered again. What happens to an answer after the commit is never a reason to repeat the update.
 */
export async function handleUpdate(parts: UpdateParts, update: Update): Promise<void> {
  const read = readUpdate(update);
  if (read.kind === 'group') return tellGroup(parts, read.chatId);
  if (read.kind === 'ignore') return;
  noteSeen(parts, read, update);
  const met = isMembership(read) ? 'free' : parts.flood.meet(read.chatId, sentAt(update));
  if (met === 'drop') return;
  if (met === 'tell') return tellSlowDown(parts, read);
  try {
    await parts.perChat.run(read.chatId, () => turn(parts, read));
  } catch (error) {
    if (met === 'take') parts.flood.giveBack(read.chatId);
    throw error;
  }
}

function noteSeen({ unkept }: UpdateParts, read: TurnUpdate, { message }: Update): void {
  if (message) unkept.note(read.chatId, message.message_id, false);
  const tapped = read.callback?.messageId;
  if (tapped !== undefined) unkept.note(read.chatId, tapped, true);
}

const sentAt = ({ message }: Update): Date | undefined =>
  message && Number.isFinite(message.date) ? new Date(message.date * 1000) : undefined;

/** Telegram says these itself; a person who sent too much must still be known to have left. */
const isMembership = ({ input }: TurnUpdate): boolean => input.kind === 'blocked' || input.kind === 'unblocked';

/** Tells the person that what they sent could not be taken, when it never can be. */
export async function apologise({ api, texts }: UpdateParts, update: Update): Promise<void> {
  const read = readUpdate(update);
  if (read.kind !== 'turn' || isMembership(read)) return;
  await attempt(() => api.sendMessage(read.chatId, everyLanguage(texts, 'errors:unknown'), { parse_mode: 'HTML' }));
}

async function turn(parts: UpdateParts, read: TurnUpdate): Promise<void> {
  const begun = performance.now();
  const noted = parts.unkept.of(read.chatId);
  const bubbles = keeperOf(parts.line, noted, { incoming: read.messageId, tapped: read.callback?.messageId });
  const result = await takeTurnOrLeave(parts.line, {
    arrival: String(read.updateId),
    address: { channel: 'telegram', text: read.chatId },
    input: read.input,
    bubbles,
    standings: parts.standings,
  });
  if (result.bubbles) parts.unkept.drop(read.chatId, noted);
  const { plain = false } = result;
  parts.onTurn?.({ updateId: read.updateId, chatId: Number(read.chatId), plain, ms: performance.now() - begun });
  try {
    await answer(parts, read, result);
  } catch (error) {
    parts.line.log.warn({ err: error }, 'an answer could not be sent; it will be said again');
  }
}

async function answer(parts: UpdateParts, read: TurnUpdate, result: TurnResult): Promise<void> {
  const { api, texts } = parts;
  const language = result.language ?? FIRST_LANGUAGE;
  const { callback } = read;
  if (callback) {
    const toast = result.toast
      ? shorten(sayLine(texts, result.toast, { language, secondLanguage: result.secondLanguage }), TOAST)
      : undefined;
    await attempt(() => api.answerCallbackQuery(callback.id, toast === undefined ? {} : { text: toast }));
  }
  const { bubbles } = result;
  const kept = bubbles && 'key' in bubbles ? bubbles : null;
  if (result.clearChat) await clearAtOnce(api, read.chatId, kept ? goingIn(parts, kept) : (result.clearPlain ?? []));
  if (result.promisedTo) await deliverToResident(parts, { residentId: result.promisedTo });
  if (result.say.length > 0) await sayNow(parts, read, result);
  if (result.clearPlain)
    await clearPlain(
      parts,
      { address: { channel: 'telegram', text: read.chatId }, language, secondLanguage: result.secondLanguage },
      result.clearPlain,
    );
  // It is owed too: what this does not reach, another process does.
  if (result.takesBack && kept) await takeBack(parts, kept.residentId);
  if (result.clearChat && kept) await clearBelow(parts, read.chatId, kept);
}

async function sayNow(parts: UpdateParts, read: TurnUpdate, result: TurnResult): Promise<void> {
  const { api, line, texts, unkept, keepBubbles } = parts;
  const { callback, chatId } = read;
  const language = result.language ?? FIRST_LANGUAGE;
  const { messages } = await makeFiles(
    parts,
    read.chatId,
    renderSays(texts, result.say, language, result.secondLanguage),
  );
  const sent = await sendAll(api, chatId, messages, {
    tapped: result.clearChat ? undefined : callback?.messageId,
    note: (id, kind) => unkept.note(chatId, id, true, kind),
  });
  if (result.bubbles) {
    const said = 'key' in result.bubbles ? { chatId, kept: result.bubbles } : { chatId, ...result.bubbles };
    // What must be taken back is noted at once; the rest with that of other chats.
    if (result.clearChat || result.say.some((say) => say.bubble?.look)) await keepBubbles.now(said);
    else keepBubbles.note(said);
  }
  const settled = sent.ok || sent.failure.kind === 'refused' || sent.failure.kind === 'blocked';
  if (settled && result.residentId) parts.saidPrompts.note(result.residentId, String(read.updateId));
  if (!sent.ok) line.log.warn({ failure: sent.failure.kind }, 'an answer did not get through');
}

/** Said once a flood, at the door, in every language: nobody is looked up for it. */
async function tellSlowDown({ api, texts }: UpdateParts, read: TurnUpdate): Promise<void> {
  await attempt(() => api.sendMessage(read.chatId, everyLanguage(texts, 'help:slow_down'), { parse_mode: 'HTML' }));
}

/** Once a group and day, and nothing else ever. */
async function tellGroup({ api, line, texts, toldGroups }: UpdateParts, chatId: number): Promise<void> {
  const today = localParts(line.now()).day;
  if (toldGroups.get(chatId) === today) return;
  if (toldGroups.size > 10_000) toldGroups.clear();
  toldGroups.set(chatId, today);
  await attempt(() => api.sendMessage(chatId, everyLanguage(texts, 'help:group'), { parse_mode: 'HTML' }));
}

const everyLanguage = (texts: Texts, key: string): string =>
  ['sq', 'sr-Latn', 'sr-Cyrl', 'rom'].map((language) => escapeHtml(texts.say(language, key))).join('\n\n');
