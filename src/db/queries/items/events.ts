import { and, asc, eq } from 'drizzle-orm';
import type { FACTS } from '../../../core/domain/facts/every-fact.ts';
import type { FactTable, NewFact } from '../../../core/domain/facts/fact.ts';
import type { Tx } from '../../client.ts';
import { events } from '../../schema/items/events.ts';

type EventRow = Omit<typeof events.$inferInsert, 'id'>;

/** Writes down what happened: facts of the line's own table, or of the one that is named. */
export async function appendEvents<Table extends FactTable = typeof FACTS>(
  tx: Tx,
  rows: readonly (NewFact<NoInfer<Table>> & EventRow)[],
): Promise<void> {
  const written: EventRow[] = [...rows];
  if (written.length > 0) await tx.insert(events).values(written);
}

export async function listItemEvents(tx: Tx, itemId: string): Promise<(typeof events.$inferSelect)[]> {
  return tx.select().from(events).where(eq(events.itemId, itemId)).orderBy(asc(events.id));
}

/** When somebody first opened a sensitive item to read it. */
export async function readFirstOpening(tx: Tx, itemId: string): Promise<Date | null> {
  const [row] = await tx
    .select({ at: events.at })
    .from(events)
    .where(and(eq(events.itemId, itemId), eq(events.kind, 'sensitive_item_opened')))
    .orderBy(asc(events.id))
    .limit(1);
  return row?.at ?? null;
}
