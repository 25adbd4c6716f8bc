import { type CardRow, listCards } from '../../db/queries/cards.ts';
import { listUnredactedThreadPosts, type ThreadPostRow } from '../../db/queries/thread-posts.ts';
import type { Line } from '../line.ts';
import { BLANKED } from './blank-card.ts';
import { type Placed, withTs } from './slack-ts.ts';

export type Posts = { live: Placed<CardRow> | null; retired: Placed<CardRow>[]; thread: Placed<ThreadPostRow>[] };

/** Everything of an item that may still stand in Slack: its card, retired cards not yet blanked, and what was posted in threads. */
export async function listPosts(line: Line, itemId: string): Promise<Posts> {
  const [cardRows, postRows] = await Promise.all([
    listCards(line.database.read, itemId),
    listUnredactedThreadPosts(line.database.read, itemId),
  ]);
  const cards = cardRows.map((row) => withTs(line, row));
  return {
    live: cards.find((card) => card.retiredAt === null) ?? null,
    retired: cards.filter((card) => card.retiredAt !== null && card.shownVersion !== BLANKED),
    thread: postRows.map((row) => withTs(line, row)),
  };
}

/** Where the item's cards stand or stood in a channel, the blanked ones too: the threads under them are still there. */
export async function listCardPlaces(
  line: Line,
  itemId: string,
  channel: string,
): Promise<{ cardId: string; ts: string }[]> {
  const cards = await listCards(line.database.read, itemId);
  return cards.flatMap((card) => {
    const { ts } = withTs(line, card);
    return card.channel === channel && ts !== null ? [{ cardId: card.id, ts }] : [];
  });
}
