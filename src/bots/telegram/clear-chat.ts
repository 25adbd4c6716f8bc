import type { Api } from 'grammy';
import { attempt } from './send.ts';

/** deleteMessages takes 1 to 100 ids, and skips those it cannot find or may no longer delete (48 hours). */
const AT_ONCE = 100;
const BATCHES = 5;

/** Empties a private chat of both sides' messages, newest first, as far as the Bot API lets us. */
export async function clearChat(api: Api, chatId: string, newest: number | undefined): Promise<void> {
  if (newest === undefined) return;
  for (let batch = 0, last = newest; batch < BATCHES && last > 0; batch += 1, last -= AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, last) }, (_, index) => last - index);
    const cleared = await attempt(() => api.deleteMessages(chatId, ids));
    if (!cleared.ok) return;
  }
}
