import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { papers } from '../../schema/offers/papers.ts';

export type PaperRow = typeof papers.$inferSelect;

/** Papers of an application; the caller holds it to change one. */
export async function listPapers(tx: Tx, enquiryId: string): Promise<PaperRow[]> {
  return tx.select().from(papers).where(eq(papers.enquiryId, enquiryId)).orderBy(asc(papers.key));
}

/** One that was received before is asked for anew. */
export async function askPapers(tx: Tx, enquiryId: string, keys: string[], now: Date): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .insert(papers)
    .values(keys.map((key) => ({ enquiryId, key, state: 'asked' as const, updatedAt: now })))
    .onConflictDoUpdate({ target: [papers.enquiryId, papers.key], set: { state: 'asked', updatedAt: now } });
}

export async function setPaperState(
  tx: Tx,
  enquiryId: string,
  keys: string[],
  state: PaperRow['state'],
  now: Date,
): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .update(papers)
    .set({ state, updatedAt: now })
    .where(and(eq(papers.enquiryId, enquiryId), inArray(papers.key, keys)));
}
