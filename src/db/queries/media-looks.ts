import { and, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { mediaLooks } from '../schema/media-looks.ts';
import { heldByTheDead } from './workers.ts';

export type MediaLookRow = typeof mediaLooks.$inferSelect;

export async function insertMediaLook(tx: Tx, row: typeof mediaLooks.$inferInsert): Promise<void> {
  await tx.insert(mediaLooks).values(row);
}

export async function readMediaLook(tx: Tx, id: string): Promise<MediaLookRow | null> {
  const [row] = await tx.select().from(mediaLooks).where(eq(mediaLooks.id, id));
  return row ?? null;
}

/** One that this person has asked for and that has not ended. */
export async function readOpenLook(
  tx: Tx,
  staffId: string,
  messageId: string,
  now: Date,
): Promise<MediaLookRow | null> {
  const same = and(eq(mediaLooks.staffId, staffId), eq(mediaLooks.messageId, messageId));
  const [row] = await tx
    .select()
    .from(mediaLooks)
    .where(and(same, gt(mediaLooks.endsAt, now)));
  return row ?? null;
}

/** Of one item, or one person's. */
export async function listLooks(tx: Tx, of: { itemId: string } | { staffId: string }): Promise<MediaLookRow[]> {
  const whose = 'itemId' in of ? eq(mediaLooks.itemId, of.itemId) : eq(mediaLooks.staffId, of.staffId);
  return tx.select().from(mediaLooks).where(whose);
}

/** Null when another living worker holds it, or when there is none such. `by`: the worker's id, where it has one. */
export async function holdMediaLook(
  tx: Tx,
  id: string,
  now: Date,
  hold: { until: Date; by: string | null },
): Promise<MediaLookRow | null> {
  const free = or(
    isNull(mediaLooks.heldUntil),
    lte(mediaLooks.heldUntil, now),
    heldByTheDead(mediaLooks.heldBy),
  ) as SQL;
  const [row] = await tx
    .update(mediaLooks)
    .set({ heldUntil: hold.until, heldBy: hold.by })
    .where(and(eq(mediaLooks.id, id), free))
    .returning();
  return row ?? null;
}

/** Null when it was lost to another worker meanwhile. */
export async function updateHeldLook(
  tx: Tx,
  held: { id: string; heldUntil: Date | null },
  changes: Partial<typeof mediaLooks.$inferInsert>,
): Promise<MediaLookRow | null> {
  const [row] = await tx
    .update(mediaLooks)
    .set(changes)
    .where(and(eq(mediaLooks.id, held.id), eq(mediaLooks.heldUntil, held.heldUntil as Date)))
    .returning();
  return row ?? null;
}

export async function endLookAt(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .update(mediaLooks)
    .set({ endsAt: at })
    .where(and(eq(mediaLooks.id, id), gt(mediaLooks.endsAt, at)));
}

export async function deleteMediaLook(tx: Tx, id: string): Promise<void> {
  await tx.delete(mediaLooks).where(eq(mediaLooks.id, id));
}

/** Looks past their end that something may still stand of. */
export async function listOverdueLooks(tx: Tx, now: Date, limit: number): Promise<MediaLookRow[]> {
  return tx.select().from(mediaLooks).where(lte(mediaLooks.endsAt, now)).orderBy(mediaLooks.endsAt).limit(limit);
}

/** How many stand or may stand in direct messages, how many of them are past their end, and since when. */
export async function countLooks(tx: Tx, now: Date): Promise<{ open: number; overdue: number; since: Date | null }> {
  const late = sql`${mediaLooks.endsAt} <= ${now.toISOString()}::timestamptz`;
  const [row] = await tx
    .select({
      open: sql<number>`count(*)::int`,
      overdue: sql<number>`(count(*) filter (where ${late}))::int`,
      since: sql<string | null>`min(${mediaLooks.endsAt}) filter (where ${late})`,
    })
    .from(mediaLooks);
  return { open: row?.open ?? 0, overdue: row?.overdue ?? 0, since: row?.since ? new Date(row.since) : null };
}
