import { type CardRow, listCards } from '../../db/queries/cards.ts';
import { listUnredactedThreadPosts, type ThreadPostRow } from '../../db/queries/thread-posts.ts';
import type { Line } from '../line.ts';
import { BLANKED } from './blank-card.ts';

export type Posts = { live: CardRow | null; retired: CardRow[]; thread: ThreadPostRow[] };

/** Everything of an item that may still stand in Slack: its card, retired cards not yet blanked, and what was posted in threads. */
export async function listPosts(line: Line, itemId: string): Promise<Posts> {
  const [cards, thread] = await Promise.all([
    listCards(line.database.read, itemId),
    listUnredactedThreadPosts(line.database.read, itemId),
  ]);
  return {
    live: cards.find((card) => card.retiredAt === null) ?? null,
    retired: cards.filter((card) => card.retiredAt !== null && card.shownVersion !== BLANKED),
    thread,
  };
}

/** Where the item's cards stand or stood in a channel, the blanked ones too: the threads under them are still there. */
export async function listCardPlaces(
  line: Line,
  itemId: string,
  channel: string,
): Promise<{ cardId: string; ts: string }[]> {
  const cards = await listCards(line.database.read, itemId);
  return cards.flatMap((card) =>
    card.channel === channel && card.ts !== null ? [{ cardId: card.id, ts: card.ts }] : [],
  );
}
