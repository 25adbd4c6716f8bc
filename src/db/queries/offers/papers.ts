import { asc, eq, sql } from 'drizzle-orm';
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
    .onConflictDoUpdate({
      target: [papers.enquiryId, papers.key],
      set: { state: 'asked', sealedReason: null, updatedAt: now },
    });
}

/** How a paper stands now, whether it was asked for before or not. */
export async function setPapers(
  tx: Tx,
  enquiryId: string,
  standing: readonly (Pick<PaperRow, 'key' | 'state'> & { sealedReason?: Buffer | null })[],
  now: Date,
): Promise<void> {
  if (standing.length === 0) return;
  await tx
    .insert(papers)
    .values(standing.map((one) => ({ sealedReason: null, ...one, enquiryId, updatedAt: now })))
    .onConflictDoUpdate({
      target: [papers.enquiryId, papers.key],
      set: { state: sql`excluded.state`, sealedReason: sql`excluded.sealed_reason`, updatedAt: now },
    });
}

/** Why papers were waived goes with the words of the application. */
export async function destroyPaperReasons(tx: Tx, enquiryId: string): Promise<void> {
  await tx.update(papers).set({ sealedReason: null }).where(eq(papers.enquiryId, enquiryId));
}
