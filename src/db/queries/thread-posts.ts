import { and, asc, eq, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { threadPosts } from '../schema/thread-posts.ts';
import { heldByTheDead } from './workers.ts';

export type ThreadPostRow = typeof threadPosts.$inferSelect;

/** Leaves the one there is for this message, version and channel alone. */
export async function insertThreadPost(tx: Tx, row: typeof threadPosts.$inferInsert): Promise<void> {
  await tx.insert(threadPosts).values(row).onConflictDoNothing();
}

export async function readThreadPost(
  tx: Tx,
  messageId: string,
  version: number,
  channel: string,
): Promise<ThreadPostRow | null> {
  const [row] = await tx
    .select()
    .from(threadPosts)
    .where(
      and(eq(threadPosts.messageId, messageId), eq(threadPosts.version, version), eq(threadPosts.channel, channel)),
    );
  return row ?? null;
}

export async function readThreadPostById(tx: Tx, id: string): Promise<ThreadPostRow | null> {
  const [row] = await tx.select().from(threadPosts).where(eq(threadPosts.id, id));
  return row ?? null;
}

/** Null when another living worker holds it. `by`: the worker's id, where it has one. */
export async function leaseThreadPost(
  tx: Tx,
  id: string,
  now: Date,
  hold: { until: Date; by: string | null },
): Promise<ThreadPostRow | null> {
  const free = or(
    isNull(threadPosts.postingUntil),
    lt(threadPosts.postingUntil, now),
    heldByTheDead(threadPosts.heldBy),
  ) as SQL;
  const [row] = await tx
    .update(threadPosts)
    .set({ postingUntil: hold.until, heldBy: hold.by })
    .where(and(eq(threadPosts.id, id), free))
    .returning();
  return row ?? null;
}

/** Null when the lease ran out and another worker took it. */
export async function updateLeasedThreadPost(
  tx: Tx,
  held: { id: string; postingUntil: Date },
  changes: Partial<typeof threadPosts.$inferInsert>,
): Promise<ThreadPostRow | null> {
  const [row] = await tx
    .update(threadPosts)
    .set(changes)
    .where(and(eq(threadPosts.id, held.id), eq(threadPosts.postingUntil, held.postingUntil)))
    .returning();
  return row ?? null;
}

export async function updateThreadPost(
  tx: Tx,
  id: string,
  changes: Partial<typeof threadPosts.$inferInsert>,
): Promise<void> {
  await tx.update(threadPosts).set(changes).where(eq(threadPosts.id, id));
}

/** Messages whose post stands for sure, or was taken down. */
export async function listPostedMessageIds(tx: Tx, itemId: string): Promise<string[]> {
  const stands = and(
    eq(threadPosts.uncertain, false),
    or(isNotNull(threadPosts.sealedTs), isNotNull(threadPosts.fileId)),
  );
  const rows = await tx
    .select({ messageId: threadPosts.messageId })
    .from(threadPosts)
    .where(and(eq(threadPosts.itemId, itemId), or(stands, isNotNull(threadPosts.redactedAt))));
  return rows.flatMap(({ messageId }) => messageId ?? []);
}

/** What still stands in Slack besides the cards. */
export async function listUnredactedThreadPosts(tx: Tx, itemId: string): Promise<ThreadPostRow[]> {
  return tx
    .select()
    .from(threadPosts)
    .where(and(eq(threadPosts.itemId, itemId), isNull(threadPosts.redactedAt)))
    .orderBy(asc(threadPosts.createdAt));
}
