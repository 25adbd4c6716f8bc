import { and, asc, eq, gte, lt } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { quotations } from '../../schema/items/quotations.ts';
import type { ReportPeriod } from '../reports/line-list.ts';
import { visibleTo } from './visibility.ts';

type QuotationRow = typeof quotations.$inferSelect;

export async function keepQuotation(tx: Tx, row: QuotationRow): Promise<void> {
  const { itemId, ...kept } = row;
  await tx
    .insert(quotations)
    .values(row)
    .onConflictDoUpdate({ target: quotations.itemId, set: { itemId, ...kept } });
}

/** False when nothing of it was quoted. */
export async function deleteQuotation(tx: Tx, itemId: string): Promise<boolean> {
  const gone = await tx.delete(quotations).where(eq(quotations.itemId, itemId)).returning({ id: quotations.itemId });
  return gone.length > 0;
}

export async function readQuotation(tx: Tx, itemId: string): Promise<QuotationRow | null> {
  const [row] = await tx.select().from(quotations).where(eq(quotations.itemId, itemId));
  return row ?? null;
}

/** What may be quoted of a period, in the order of its items; of nothing hidden or without a name, and only while the resident agrees. */
export async function listQuotations(tx: Tx, period: ReportPeriod) {
  return tx
    .select({
      itemId: quotations.itemId,
      sealed: quotations.sealed,
      keyId: items.keyId,
      language: items.language,
      type: items.type,
      sector: items.sector,
    })
    .from(quotations)
    .innerJoin(items, eq(items.id, quotations.itemId))
    .where(
      and(
        gte(items.receivedAt, period.from),
        lt(items.receivedAt, period.to),
        ...(period.kind === 'all' ? [] : [eq(items.kind, period.kind)]),
        eq(items.quoting, 'yes'),
        eq(items.anonymous, false),
        visibleTo('items', null),
      ),
    )
    .orderBy(asc(items.receivedAt), asc(items.id));
}
