import { randomUUID } from 'node:crypto';
import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { SaidOfItem } from '../../../core/domain/staff/news.ts';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { newsTold } from '../../schema/work/news-told.ts';
import { slackPosts } from '../../schema/work/slack-posts.ts';
import type { SlackPostRow } from './slack-posts.ts';

/** A line of a message, with the number that it shows. */
export type ToldLine = { itemId: string; reference: string; said: SaidOfItem };

/** What a message is about to say, in place of what was written of it before. Its row keeps the hour: the item may be anonymous. */
export async function keepTold(
  tx: Tx,
  postId: string,
  lines: readonly { itemId: string; said: SaidOfItem }[],
): Promise<void> {
  await tx.delete(newsTold).where(eq(newsTold.postId, postId));
  await tx
    .insert(newsTold)
    .values(lines.map(({ itemId, said }, position) => ({ id: randomUUID(), postId, itemId, position, said })));
  await tx
    .update(slackPosts)
    .set({ createdAt: sql`date_trunc('hour', ${slackPosts.createdAt}, 'UTC')` })
    .where(eq(slackPosts.id, postId));
}

/** What a message says, line by line. */
export async function listTold(tx: Tx, postId: string): Promise<ToldLine[]> {
  const { itemId, said, position } = newsTold;
  return tx
    .select({ itemId, said, reference: items.reference })
    .from(newsTold)
    .innerJoin(items, eq(items.id, itemId))
    .where(eq(newsTold.postId, postId))
    .orderBy(asc(position));
}

/** Every message that says something of an item. */
export async function listPostsTelling(tx: Tx, itemId: string): Promise<SlackPostRow[]> {
  return tx
    .selectDistinct(getTableColumns(slackPosts))
    .from(slackPosts)
    .innerJoin(newsTold, eq(newsTold.postId, slackPosts.id))
    .where(eq(newsTold.itemId, itemId));
}

/** A message says nothing of these items any more. */
export async function dropTold(tx: Tx, postId: string, itemIds: readonly string[]): Promise<void> {
  await tx.delete(newsTold).where(and(eq(newsTold.postId, postId), inArray(newsTold.itemId, [...itemIds])));
}
