import { and, asc, eq, inArray, max, sql } from 'drizzle-orm';
import type { ActorKind } from '../../../core/domain/codes.ts';
import type { FACTS, FactKind } from '../../../core/domain/facts/every-fact.ts';
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

/** When each thing happened last in each of these items, and by whom. */
export async function listLatestFacts(
  tx: Tx,
  itemIds: string[],
): Promise<{ itemId: string | null; kind: string; actor: ActorKind; at: Date | null }[]> {
  if (itemIds.length === 0) return [];
  return tx
    .select({ itemId: events.itemId, kind: events.kind, actor: events.actor, at: max(events.at) })
    .from(events)
    .where(inArray(events.itemId, itemIds))
    .groupBy(events.itemId, events.kind, events.actor);
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

/** What was said last of each thing that these kinds of fact tell of by `data.about`: which of the kinds. */
export async function listLastTold(tx: Tx, kinds: readonly FactKind[]): Promise<Map<string, string>> {
  const about = sql<string>`${events.data}->>'about'`;
  const rows = await tx
    .select({ about, kind: events.kind, last: max(events.id) })
    .from(events)
    .where(inArray(events.kind, [...kinds]))
    .groupBy(about, events.kind)
    .orderBy(asc(max(events.id)));
  return new Map(rows.map((row) => [row.about, row.kind]));
}
