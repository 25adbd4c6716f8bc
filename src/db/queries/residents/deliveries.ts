import { and, asc, eq, inArray, isNotNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { deliveries } from '../../schema/residents/deliveries.ts';
import { noChannel } from './residents.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

type NewDelivery = Omit<typeof deliveries.$inferInsert, 'state'>;
export type Promised = { id: number; itemId: string | null; state: DeliveryRow['state'] };

/** One each to some residents. Who has no channel is to be told by staff. */
export async function insertDeliveries(tx: Tx, rows: readonly NewDelivery[]): Promise<Promised[]> {
  if (rows.length === 0) return [];
  // A later reminder of the same takes the place of one that nobody has told yet.
  for (const { itemId, until } of rows) if (itemId && until) await dropCalls(tx, itemId, until);
  return tx
    .insert(deliveries)
    .values(rows.map((row) => ({ ...row, state: stateFor(row.residentId ?? null) })))
    .returning({ id: deliveries.id, itemId: deliveries.itemId, state: deliveries.state });
}

const stateFor = (residentId: string | null): SQL =>
  sql`(select case when ${noChannel('r')} then 'to_tell' else 'pending' end
    from (select 1) always left join residents r on r.id = ${residentId}::uuid)`;

/** Nobody need be called any more about what ends at that moment, or about whatever has an end. */
export async function dropCalls(tx: Tx, itemId: string, until?: Date): Promise<void> {
  await tx
    .delete(deliveries)
    .where(
      and(
        eq(deliveries.itemId, itemId),
        eq(deliveries.state, 'to_tell'),
        until ? eq(deliveries.until, until) : isNotNull(deliveries.until),
      ),
    );
}

/** The same of all whose time is over. Returns their items. */
export async function dropLateCalls(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx
    .delete(deliveries)
    .where(and(eq(deliveries.state, 'to_tell'), lte(deliveries.until, now)))
    .returning({ itemId: deliveries.itemId });
  return [...new Set(rows.flatMap(({ itemId }) => itemId ?? []))];
}

/** What staff are to tell of an item, in order. */
export async function listToTellOf(tx: Tx, itemId: string): Promise<DeliveryRow[]> {
  return tx
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.itemId, itemId), eq(deliveries.state, 'to_tell')))
    .orderBy(asc(deliveries.id));
}

/** Somebody told it; its words stay, because that can be taken back. */
export async function markTold(tx: Tx, ids: number[], staffId: string, now: Date): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: 'sent', sentAt: now, toldById: staffId, attempts: sql`${deliveries.attempts} + 1` })
    .where(inArray(deliveries.id, ids));
}

/** What was told last of an item, all of it at once; empty where nothing was, or where it can be taken back no more. */
export async function listLastTold(tx: Tx, itemId: string): Promise<DeliveryRow[]> {
  const told = and(eq(deliveries.itemId, itemId), isNotNull(deliveries.toldById), isNotNull(deliveries.sealedSay));
  const rows = await tx.select().from(deliveries).where(told).orderBy(asc(deliveries.id));
  const last = Math.max(...rows.map(({ sentAt }) => sentAt?.getTime() ?? 0));
  return rows.filter(({ sentAt }) => sentAt?.getTime() === last);
}

/**
 * What somebody was told of an item last, to which they may have something to say: where they have said it, what the line told them in answer. In order.
 */
export async function listToldLast(tx: Tx, itemId: string): Promise<DeliveryRow[]> {
  const rows = await tx.select().from(deliveries).where(eq(deliveries.itemId, itemId)).orderBy(asc(deliveries.id));
  const told = rows.filter(({ toldById, sealedSay }) => toldById !== null && sealedSay !== null);
  const spoken = told.filter(({ kind }) => kind !== 'confirmation').at(-1) ?? told[0];
  if (!spoken) return [];
  const since = rows.filter(({ id, kind }) => id > spoken.id && kind === 'confirmation');
  const last = (since.length > 0 ? since.filter((one) => told.includes(one)) : [spoken]).at(-1);
  const isOfIt = ({ kind }: DeliveryRow) => since.length === 0 || kind === 'confirmation';
  return told.filter((one) => isOfIt(one) && last !== undefined && one.sentAt?.getTime() === last.sentAt?.getTime());
}

/** What one resident was or is to be told of an item. */
export async function listOfItem(tx: Tx, itemId: string, residentId: string): Promise<DeliveryRow[]> {
  return tx
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.itemId, itemId), eq(deliveries.residentId, residentId)))
    .orderBy(asc(deliveries.id));
}

/** It is another resident's, who is reached over a channel: `sealedSay` waits to be said to them; null where it was told already. */
export async function giveTo(tx: Tx, id: number, residentId: string, sealedSay: Buffer | null): Promise<void> {
  await tx
    .update(deliveries)
    .set({ residentId, sealedSay, ...(sealedSay !== null && { state: 'pending' as const }) })
    .where(eq(deliveries.id, id));
}

export async function markNotTold(tx: Tx, ids: number[]): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: 'to_tell', sentAt: null, toldById: null })
    .where(inArray(deliveries.id, ids));
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

/** Nothing reaches them until they are back. */
const AWAY = ['blocked', 'deactivated'];

/** The words go too, but where they are away: who comes back is told after all. */
export async function markUndeliverable(tx: Tx, id: number, reason: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({
      state: 'failed',
      reason,
      attempts: sql`${deliveries.attempts} + 1`,
      ...(!AWAY.includes(reason) && { sealedSay: null }),
    })
    .where(eq(deliveries.id, id));
}

/** `arrived`: how much of it has, for certain; left out, as before. */
export async function noteAttempt(tx: Tx, id: number, reason: string, arrived?: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({ reason, attempts: sql`${deliveries.attempts} + 1`, ...(arrived !== undefined && { arrived }) })
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

/** What failed because the resident was away waits again. Returns how many. */
export async function reviveBlockedDeliveries(tx: Tx, residentId: string): Promise<number> {
  const rows = await tx
    .update(deliveries)
    .set({ state: 'pending', reason: null })
    .where(and(eq(deliveries.residentId, residentId), eq(deliveries.state, 'failed'), inArray(deliveries.reason, AWAY)))
    .returning({ id: deliveries.id });
  return rows.length;
}
