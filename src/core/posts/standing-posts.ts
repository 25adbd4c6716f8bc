import { readItemByCard } from '../../db/queries/items/item-cards.ts';
import { listPostsTelling } from '../../db/queries/work/news-told.ts';
import { listItemPosts, readPost } from '../../db/queries/work/slack-posts.ts';
import type { PostKind } from '../domain/post-kinds.ts';
import type { Line } from '../line.ts';
import { type Post, stands } from './hold-post.ts';
import { tsHash, withTs } from './slack-ts.ts';

/** Everything of one kind that was posted of an item, what is retired or redacted too; oldest first. */
export async function listPosts(line: Line, itemId: string, kind: PostKind): Promise<Post[]> {
  return (await listItemPosts(line.database.read, itemId, kind)).map((row) => withTs(line, row));
}

/** What staff were told in which something of an item stands. */
export async function listTelling(line: Line, itemId: string): Promise<Post[]> {
  return (await listPostsTelling(line.database.read, itemId)).map((row) => withTs(line, row));
}

/** An item's card as it is known, wherever it stands; null before it was tried. */
export async function readLiveCard(line: Line, itemId: string): Promise<Post | null> {
  const row = await readPost(line.database.read, { kind: 'card', key: itemId });
  return row && withTs(line, row);
}

/** Where an item's card stands in Slack, or null while it does not. */
export async function readStandingCard(line: Line, itemId: string): Promise<{ channel: string; ts: string } | null> {
  const card = await readLiveCard(line, itemId);
  return card?.ts ? { channel: card.channel, ts: card.ts } : null;
}

/** Which messages of an item stand under its card in Slack, or stood there and were taken down; not those under one that was deleted. */
export async function listPostedMessages(line: Line, itemId: string): Promise<Set<string>> {
  const posts = (await listPosts(line, itemId, 'thread')).filter((post) => post.retiredAt === null && stands(post));
  return new Set(posts.flatMap(({ messageId }) => messageId ?? []));
}

/** Which item a message in Slack is the card of: where a thread message belongs. Null for any other message. */
export async function findItemByCard(
  line: Line,
  channel: string,
  ts: string,
): Promise<{ id: string; reference: string } | null> {
  return readItemByCard(line.database.read, channel, tsHash(line, channel, ts));
}
