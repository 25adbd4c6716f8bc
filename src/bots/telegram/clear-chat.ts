import type { Api } from 'grammy';
import type { RecentMessages } from './recent-messages.ts';
import { attempt } from './send.ts';

/** deleteMessages takes 1 to 100 ids and skips those it cannot find (Bot API). */
const AT_ONCE = 100;
const REACH = 500;
/** Refused alone: older than 48 hours, and so are those before it. A service message may be among them. */
const REFUSALS = 3;

/**
 * Empties a private chat of both sides' messages, newest first, as far as the Bot API lets us. What this process saw is known by id; what
 * came before a restart is looked for below.
 */
export async function clearChat(api: Api, recent: RecentMessages, chatId: string, tapped: number | undefined) {
  const known = recent.of(chatId);
  const newest = Math.max(0, tapped ?? 0, ...known);
  const below = Array.from({ length: Math.min(REACH, newest) }, (_, index) => newest - index);
  const ids = [...new Set([...known, ...below])].sort((a, b) => b - a);
  const waiting: number[][] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) waiting.push(ids.slice(at, at + AT_ONCE));
  let refusals = 0;
  for (let batch = waiting.shift(); batch && refusals < REFUSALS; batch = waiting.shift()) {
    const now = batch;
    const cleared = await attempt(() => api.deleteMessages(chatId, now));
    if (cleared.ok) continue;
    if (cleared.failure.kind !== 'refused') return;
    // One that may not be deleted can make Telegram refuse all: the newer half may still go.
    if (now.length === 1) refusals += 1;
    else waiting.unshift(now.slice(0, now.length / 2), now.slice(now.length / 2));
  }
  recent.forget(chatId);
}
