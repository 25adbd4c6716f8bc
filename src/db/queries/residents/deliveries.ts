import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { deliveries } from '../../schema/residents/deliveries.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

export async function insertDelivery(tx: Tx, row: typeof deliveries.$inferInsert): Promise<number> {
  const [inserted] = await tx.insert(deliveries).values(row).returning({ id: deliveries.id });
  return (inserted as { id: number }).id;
}

/** One each to many residents. */
export async function insertDeliveries(tx: Tx, rows: (typeof deliveries.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(deliveries).values(rows);
}

/** In the order in which they were promised. */
export async function listPendingDeliveries(tx: Tx, residentId: string): Promise<DeliveryRow[]> {
  return tx
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.residentId, residentId), eq(deliveries.state, 'pending')))
    .orderBy(asc(deliveries.id));
}

export type PendingDelivery = DeliveryRow & {
  /** Its item is sensitive. */
  sensitive: boolean;
  /** The resident has a sensitive item. */
  discreet: boolean;
};

/** The same with what decides how they are told. */
export const listPendingToTell = (tx: Tx, residentId: string): Promise<PendingDelivery[]> =>
  listToTell(tx, residentId, ['pending']);

/** What the resident was or is to be told, and did not hear or open yet, in order: of each whether it arrives as news. */
export const listUntold = (tx: Tx, residentId: string): Promise<PendingDelivery[]> =>
  listToTell(tx, residentId, ['pending', 'announced']);

async function listToTell(tx: Tx, residentId: string, states: DeliveryRow['state'][]): Promise<PendingDelivery[]> {
  const rows = await tx
    .select({
      delivery: deliveries,
      sensitive: items.sensitive,
      discreet: sql<boolean>`exists (select 1 from items i where i.resident_id = ${residentId} and i.sensitive)`,
    })
    .from(deliveries)
    .leftJoin(items, eq(items.id, deliveries.itemId))
    .where(and(eq(deliveries.residentId, residentId), inArray(deliveries.state, states)))
    .orderBy(asc(deliveries.id));
  return rows.map(({ delivery, sensitive, discreet }) => ({ ...delivery, sensitive: sensitive === true, discreet }));
}

/** They know that there is news; not of what was opened or dropped meanwhile. */
export async function markAnnounced(tx: Tx, ids: number[]): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: 'announced', attempts: sql`${deliveries.attempts} + 1` })
    .where(and(inArray(deliveries.id, ids), eq(deliveries.state, 'pending')));
}

export async function listItemDeliveries(tx: Tx, itemId: string): Promise<DeliveryRow[]> {
  return tx.select().from(deliveries).where(eq(deliveries.itemId, itemId)).orderBy(asc(deliveries.id));
}

/** The words go once they were said. */
/** `reason`: what of it did not arrive. */
export async function markDelivered(tx: Tx, id: number, now: Date, reason: string | null = null): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: 'sent', reason, sentAt: now, sealedSay: null, attempts: sql`${deliveries.attempts} + 1` })
    .where(eq(deliveries.id, id));
}

export async function deleteDelivery(tx: Tx, id: number): Promise<void> {
  await tx.delete(deliveries).where(eq(deliveries.id, id));
}

/** The words go too, but for `blocked`: who comes back is told after all. */
export async function markUndeliverable(tx: Tx, id: number, reason: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({
      state: 'failed',
      reason,
      attempts: sql`${deliveries.attempts} + 1`,
      ...(reason !== 'blocked' && { sealedSay: null }),
    })
    .where(eq(deliveries.id, id));
}

export async function noteAttempt(tx: Tx, id: number, reason: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({ reason, attempts: sql`${deliveries.attempts} + 1` })
    .where(eq(deliveries.id, id));
}

/** What was still to be said of an item is said no more: its words are destroyed. */
export async function dropDeliveries(tx: Tx, itemId: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: 'failed', reason: 'words_destroyed', sealedSay: null })
    .where(and(eq(deliveries.itemId, itemId), isNotNull(deliveries.sealedSay)));
}

export async function readDelivery(tx: Tx, id: number): Promise<DeliveryRow | null> {
  const [row] = await tx.select().from(deliveries).where(eq(deliveries.id, id));
  return row ?? null;
}

/** What failed because the resident had blocked the bot waits again. Returns how many. */
export async function reviveBlockedDeliveries(tx: Tx, residentId: string): Promise<number> {
  const rows = await tx
    .update(deliveries)
    .set({ state: 'pending', reason: null })
    .where(and(eq(deliveries.residentId, residentId), eq(deliveries.state, 'failed'), eq(deliveries.reason, 'blocked')))
    .returning({ id: deliveries.id });
  return rows.length;
}
