import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
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

export async function deleteReferralWords(tx: Tx, itemId: string): Promise<void> {
  await tx.update(referrals).set({ sealedRemark: null, sealedAnswer: null }).where(eq(referrals.itemId, itemId));
}
