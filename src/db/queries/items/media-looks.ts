import { and, eq, gt, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { anInstant, readOneRow } from '../../read-rows.ts';
import { slackPosts } from '../../schema/work/slack-posts.ts';
import type { SlackPostRow } from '../work/slack-posts.ts';

/** A look that this person has asked for and that has not ended. */
export async function readOpenLook(
  tx: Tx,
  staffId: string,
  messageId: string,
  now: Date,
): Promise<SlackPostRow | null> {
  const same = and(eq(slackPosts.staffId, staffId), eq(slackPosts.messageId, messageId));
  const [row] = await tx
    .select()
    .from(slackPosts)
    .where(and(same, gt(slackPosts.endsAt, now)));
  return row ?? null;
}

/** Of one item, or one person's. */
export async function listLooks(tx: Tx, of: { itemId: string } | { staffId: string }): Promise<SlackPostRow[]> {
  const whose = 'itemId' in of ? eq(slackPosts.itemId, of.itemId) : eq(slackPosts.staffId, of.staffId);
  return tx
    .select()
    .from(slackPosts)
    .where(and(whose, eq(slackPosts.kind, 'look')));
}

export async function endLookAt(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .update(slackPosts)
    .set({ endsAt: at })
    .where(and(eq(slackPosts.id, id), gt(slackPosts.endsAt, at)));
}

/** Looks past their end that something may still stand of. */
export async function listOverdueLooks(tx: Tx, now: Date, limit: number): Promise<SlackPostRow[]> {
  return tx.select().from(slackPosts).where(lte(slackPosts.endsAt, now)).orderBy(slackPosts.endsAt).limit(limit);
}

/** How many stand or may stand in direct messages, how many of them are past their end, and since when. */
export async function countLooks(tx: Tx, now: Date): Promise<{ open: number; overdue: number; since: Date | null }> {
  const late = sql`ends_at <= ${now.toISOString()}::timestamptz`;
  return readOneRow(
    tx,
    z.object({ open: z.number(), overdue: z.number(), since: anInstant.nullable() }),
    sql`
    select count(*)::int as open, (count(*) filter (where ${late}))::int as overdue, min(ends_at) filter (where ${late}) as since
    from slack_posts where kind = 'look'`,
  );
}

export async function deleteLook(tx: Tx, id: string): Promise<void> {
  await tx.delete(slackPosts).where(eq(slackPosts.id, id));
}
