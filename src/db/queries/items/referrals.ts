import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AGENCIES } from '../../../core/domain/codes.ts';
import type { Tx } from '../../client.ts';
import { readRows } from '../../read-rows.ts';
import { referrals } from '../../schema/items/referrals.ts';

export type ReferralRow = typeof referrals.$inferSelect;

export async function insertReferral(tx: Tx, row: typeof referrals.$inferInsert): Promise<void> {
  await tx.insert(referrals).values(row);
}

export async function readOpenReferral(tx: Tx, itemId: string): Promise<ReferralRow | null> {
  const [row] = await tx
    .select()
    .from(referrals)
    .where(and(eq(referrals.itemId, itemId), eq(referrals.state, 'offered')));
  return row ?? null;
}

export async function listReferrals(tx: Tx, itemId: string): Promise<ReferralRow[]> {
  return tx.select().from(referrals).where(eq(referrals.itemId, itemId)).orderBy(desc(referrals.offeredAt));
}

/** Of several items, the latest last. */
export async function listReferralsOf(tx: Tx, itemIds: string[]): Promise<ReferralRow[]> {
  if (itemIds.length === 0) return [];
  return tx.select().from(referrals).where(inArray(referrals.itemId, itemIds)).orderBy(asc(referrals.offeredAt));
}

export async function answerReferralRow(
  tx: Tx,
  id: string,
  answer: { state: 'accepted' | 'returned'; sealedAnswer: Buffer | null; answeredById: string; answeredAt: Date },
): Promise<void> {
  await tx.update(referrals).set(answer).where(eq(referrals.id, id));
}

const Late = z.object({ itemId: z.string(), toAgency: z.enum(AGENCIES) });

/** Those of open items that nobody has answered in time, and of which that was not said yet. Their items are locked. */
export async function lockLateReferrals(tx: Tx, now: Date, limit: number): Promise<z.infer<typeof Late>[]> {
  return readRows(
    tx,
    Late,
    sql`
    select r.item_id as "itemId", r.to_agency as "toAgency" from referrals r join items i on i.id = r.item_id
    where r.state = 'offered' and r.due_at < ${now.toISOString()}::timestamptz and i.status = 'open'
      and not exists (select from events e where e.item_id = r.item_id and e.kind = 'referral_late' and e.at >= r.due_at)
    order by r.due_at, r.id limit ${limit} for update of i skip locked`,
  );
}

export async function deleteReferralWords(tx: Tx, itemId: string): Promise<void> {
  await tx.update(referrals).set({ sealedRemark: null, sealedAnswer: null }).where(eq(referrals.itemId, itemId));
}
