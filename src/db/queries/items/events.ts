import { and, asc, eq } from 'drizzle-orm';
import type { ActorKind } from '../../../core/domain/codes.ts';
import type { Tx } from '../../client.ts';
import { events } from '../../schema/items/events.ts';

export type NewEvent = {
  kind: string;
  itemId?: string | null;
  actor: ActorKind;
  staffId?: string | null;
  data?: Record<string, unknown>;
  at: Date;
};

export async function appendEvents(tx: Tx, rows: NewEvent[]): Promise<void> {
  if (rows.length > 0) await tx.insert(events).values(rows);
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
