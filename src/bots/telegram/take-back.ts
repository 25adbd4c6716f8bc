import type { Api } from 'grammy';
import { isAway, type SendFailure } from '../../core/channel/channel.ts';
import type { Address } from '../../core/domain/address.ts';
import type { BubbleAct } from '../../core/domain/bubbles.ts';
import type { Language } from '../../core/domain/codes.ts';
import { DONE, type JobResult } from '../../core/domain/work/job-result.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Line } from '../../core/line.ts';
import { type ChatOfResident, changeBubbles, type KeptBubbles, openBubbles } from '../../core/residents/bubbles.ts';
import type { Farewell } from '../../core/residents/farewell.ts';
import {
  actOnBubbles,
  type Bubble,
  DELETABLE_MINUTES,
  EMPTY_CHAT,
  endDueLooks,
  type KeptChat,
  minuteOf,
  noteBubbles,
  packBubbles,
  unpackBubbles,
} from './bubbles.ts';
import { escapeHtml } from './render.ts';
import { attempt } from './send.ts';

export type TakeBackParts = { api: Api; line: Line; texts: Texts };

/** deleteMessages takes 1 to 100 ids of one chat (Bot API). */
const AT_ONCE = 100;

type Speaking = { address: Address; language: Language; secondLanguage: Language | null };
/** What is settled, and what keeps the rest from being. */
type Taken = { settled: Set<number>; failure: SendFailure | null };

/**
 * Takes messages back, newest first. A batch's "ok" is not believed, because it skips what it cannot delete: each is tried alone after it.
 * What is too old and ours becomes a harmless sentence without buttons; what is too old and theirs can only be let go.
 */
export async function takeBackBubbles(
  { api, line, texts }: TakeBackParts,
  chat: Speaking,
  bubbles: readonly Bubble[],
): Promise<Taken> {
  const settled = new Set<number>();
  const newest = [...bubbles].sort((a, b) => b.id - a.id);
  const old = minuteOf(line.now()) - DELETABLE_MINUTES;
  const young = newest.filter(({ minute }) => minute >= old);
  for (let at = 0; at < young.length; at += AT_ONCE) {
    const ids = young.slice(at, at + AT_ONCE).map(({ id }) => id);
    const cleared = await attempt(() => api.deleteMessages(chat.address.text, ids));
    if (!cleared.ok && cleared.failure.kind !== 'refused') return { settled, failure: cleared.failure };
  }
  const harmless = escapeHtml(texts.say(chat.language, 'help:quick_exit.text', {}, chat.secondLanguage));
  for (const bubble of newest) {
    const failure = await takeBackOne(api, chat.address.text, bubble, harmless);
    if (failure) return { settled, failure };
    settled.add(bubble.id);
  }
  return { settled, failure: null };
}

/** Null when nothing more can be done about it. */
async function takeBackOne(api: Api, chatId: string, bubble: Bubble, harmless: string): Promise<SendFailure | null> {
  const gone = await attempt(() => api.deleteMessage(chatId, bubble.id));
  if (gone.ok) return null;
  if (gone.failure.kind !== 'refused') return gone.failure;
  if (gone.failure.code === 'message_gone' || !bubble.ours) return null;
  const changed = await attempt(() => api.editMessageText(chatId, bubble.id, harmless, { parse_mode: 'HTML' }));
  return changed.ok || changed.failure.kind === 'refused' ? null : changed.failure;
}

/** What is marked to go from a chat. While its resident blocks the bot nothing can be: what is kept says it until they are back. */
export async function takeBackFrom(parts: TakeBackParts, chat: ChatOfResident): Promise<JobResult> {
  const going = kept(parts, chat).bubbles.filter((bubble) => bubble.going);
  if (going.length === 0) return DONE;
  const { settled, failure } = await takeBackBubbles(parts, chat, going);
  if (settled.size > 0)
    await changeChat(parts, chat, (before) => ({
      ...before,
      bubbles: before.bubbles.filter(({ id, going: still }) => !still || !settled.has(id)),
    }));
  return resultOf(failure);
}

export function resultOf(failure: SendFailure | null): JobResult {
  if (failure === null || isAway(failure)) return DONE;
  return failure.kind === 'rate_limited'
    ? { kind: 'retry', reason: 'rate_limited', afterSeconds: failure.afterSeconds }
    : { kind: 'retry', reason: 'no_answer' };
}

/** So far below the harmless sentence lies what a process said that died before it could note it. */
const REACH = 500;

/** A quick exit, before anything is said: what is known of the chat goes in as few calls as there can be. What they leave is tried alone. */
export async function clearAtOnce(api: Api, chatId: string, ids: readonly number[]): Promise<void> {
  const newest = [...ids].sort((a, b) => b - a);
  for (let at = 0; at < newest.length; at += AT_ONCE) {
    const cleared = await attempt(() => api.deleteMessages(chatId, newest.slice(at, at + AT_ONCE)));
    if (!cleared.ok) return;
  }
}

/**
 * After it, and after what was opened had to be said again, as far as it goes: numbers below that nobody noted. Of another chat they are
 * skipped.
 */
export async function clearBelow({ api, line }: TakeBackParts, chatId: string, kept: KeptBubbles): Promise<void> {
  const { bubbles } = unpackBubbles(openBubbles(kept), line.now());
  const top = Math.max(0, ...bubbles.map(({ id }) => id));
  const known = new Set(bubbles.map(({ id }) => id));
  const below = Array.from({ length: Math.min(REACH, Math.max(0, top - 1)) }, (_, index) => top - 1 - index);
  await clearAtOnce(
    api,
    chatId,
    below.filter((id) => !known.has(id)),
  );
}

/** What a turn marked to go. */
export const goingIn = ({ line }: TakeBackParts, kept: KeptBubbles): number[] =>
  unpackBubbles(openBubbles(kept), line.now())
    .bubbles.filter((bubble) => bubble.going)
    .map(({ id }) => id);

/** Before consent: what is known of the chat, at once and as far as it goes. */
export async function clearPlain(parts: TakeBackParts, chat: Speaking, ids: readonly number[]): Promise<void> {
  const minute = minuteOf(parts.line.now());
  const bubbles = noteBubbles(
    EMPTY_CHAT,
    ids.map((id) => ({ id, ours: true })),
    parts.line.now(),
  ).bubbles;
  await takeBackBubbles(
    parts,
    chat,
    bubbles.map((bubble) => ({ ...bubble, minute })),
  );
}

/** Marks the looks whose ten minutes are over. True when one is still open. */
export async function markLooks(parts: TakeBackParts, chat: ChatOfResident): Promise<boolean> {
  await changeChat(parts, chat, (before) => endDueLooks(before, parts.line.now()));
  return kept(parts, chat).bubbles.some(({ look, going }) => look && !going);
}

export const mark = (parts: TakeBackParts, chat: ChatOfResident, acts: readonly BubbleAct[]): Promise<void> =>
  changeChat(parts, chat, (before) => actOnBubbles(before, acts, parts.line.now()));

/** Of somebody who was forgotten: what was open, and what we said of sensitive items. */
export async function takeBackFarewell(parts: TakeBackParts, farewell: Farewell): Promise<JobResult> {
  const { bubbles } = unpackBubbles(farewell.bubbles, parts.line.now());
  const going = bubbles.filter(
    (bubble) => bubble.going || bubble.look || bubble.notice || bubble.lasting || bubble.aside,
  );
  return resultOf((await takeBackBubbles(parts, farewell, going)).failure);
}

const kept = ({ line }: TakeBackParts, chat: ChatOfResident): KeptChat =>
  unpackBubbles(openBubbles(chat.kept), line.now());

const changeChat = ({ line }: TakeBackParts, chat: ChatOfResident, change: (before: KeptChat) => KeptChat) =>
  changeBubbles(line, [
    { kept: chat.kept, change: (before) => packBubbles(change(unpackBubbles(before, line.now()))) },
  ]);
