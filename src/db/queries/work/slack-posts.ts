import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, not, or, type SQL, sql } from 'drizzle-orm';
import type { PostKind } from '../../../core/domain/post-kinds.ts';
import type { Tx } from '../../client.ts';
import { slackPosts } from '../../schema/work/slack-posts.ts';
import { heldByTheDead } from './workers.ts';

export type SlackPostRow = typeof slackPosts.$inferSelect;
export type NewSlackPost = typeof slackPosts.$inferInsert;
/** One by its id, or the live one of a key. */
export type WhichPost = { id: string } | { kind: PostKind; key: string };

const isIt = (which: WhichPost): SQL | undefined =>
  'id' in which
    ? eq(slackPosts.id, which.id)
    : and(eq(slackPosts.kind, which.kind), eq(slackPosts.key, which.key), isNull(slackPosts.retiredAt));

/** Leaves the live one of this key alone when there is one. */
export async function insertPost(tx: Tx, row: NewSlackPost): Promise<void> {
  await tx.insert(slackPosts).values(row).onConflictDoNothing();
}

export async function readPost(tx: Tx, which: WhichPost): Promise<SlackPostRow | null> {
  const [row] = await tx.select().from(slackPosts).where(isIt(which));
  return row ?? null;
}

/** Null when another living worker holds it, or when there is none such. `by`: the worker's id, where it has one. */
export async function leasePost(
  tx: Tx,
  which: WhichPost,
  now: Date,
  hold: { until: Date; by: string | null },
): Promise<SlackPostRow | null> {
  const { postingUntil, heldBy } = slackPosts;
  const [row] = await tx
    .update(slackPosts)
    .set({ postingUntil: hold.until, heldBy: hold.by })
    .where(and(isIt(which), or(isNull(postingUntil), lte(postingUntil, now), heldByTheDead(heldBy))))
    .returning();
  return row ?? null;
}

/** With its lease: null when that ran out and another worker took it. Without: whoever holds it. */
export async function updatePost(
  tx: Tx,
  { id, postingUntil }: { id: string; postingUntil?: Date },
  changes: Partial<NewSlackPost>,
): Promise<SlackPostRow | null> {
  const held = postingUntil && eq(slackPosts.postingUntil, postingUntil);
  const [row] = await tx
    .update(slackPosts)
    .set(changes)
    .where(and(eq(slackPosts.id, id), held))
    .returning();
  return row ?? null;
}

/** Of one item and kind, live and retired, oldest first. */
export async function listItemPosts(tx: Tx, itemId: string, kind: PostKind): Promise<SlackPostRow[]> {
  return tx
    .select()
    .from(slackPosts)
    .where(and(eq(slackPosts.itemId, itemId), eq(slackPosts.kind, kind)))
    .orderBy(asc(slackPosts.createdAt));
}

/** Nothing need be known any more of what was said once: all of one item's calls, or whatever is older; but what says something of an item is, until that goes. */
export async function dropSaid(tx: Tx, which: { itemId: string } | { before: Date }): Promise<void> {
  const said = inArray(slackPosts.kind, ['call', 'alert', 'news']);
  const these = 'before' in which ? lt(slackPosts.createdAt, which.before) : eq(slackPosts.itemId, which.itemId);
  const tells = sql`exists (select from news_told t where t.post_id = ${slackPosts.id})`;
  await tx.delete(slackPosts).where(and(said, these, not(tells)));
}

/** What stands in threads of an item is no longer where it belongs. Returns whose messages it is, each once. */
export async function retireThreadPosts(tx: Tx, itemId: string, now: Date): Promise<string[]> {
  const { kind, retiredAt, redactedAt, sealedTs, fileId, messageId } = slackPosts;
  const standing = and(isNull(retiredAt), isNull(redactedAt), or(isNotNull(sealedTs), isNotNull(fileId)));
  const rows = await tx
    .update(slackPosts)
    .set({ retiredAt: now })
    .where(and(eq(slackPosts.itemId, itemId), eq(kind, 'thread'), standing))
    .returning({ messageId });
  return [...new Set(rows.flatMap((row) => row.messageId ?? []))];
}
