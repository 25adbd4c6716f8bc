import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Agency, Municipality, Sector } from '../../../core/domain/codes.ts';
import type { Tx } from '../../client.ts';
import { readRows } from '../../read-rows.ts';
import { items } from '../../schema/items/items.ts';
import { overdueIn } from './overdue.ts';
import { visibleTo } from './visibility.ts';

export type ItemRow = typeof items.$inferSelect;
export type NewItemRow = typeof items.$inferInsert;

/** Holds the row to the end of the transaction: two staff at once are two after each other. */
export async function lockItem(tx: Tx, id: string): Promise<ItemRow | null> {
  const [row] = await tx.select().from(items).where(eq(items.id, id)).for('no key update');
  return row ?? null;
}

export async function lockItemByReference(tx: Tx, reference: string): Promise<ItemRow | null> {
  const [row] = await tx.select().from(items).where(eq(items.reference, reference)).for('no key update');
  return row ?? null;
}

/** Several at once, always in the same order, so that two callers cannot lock each other out. */
export async function lockItemsByReference(tx: Tx, references: string[]): Promise<void> {
  await tx
    .select({ id: items.id })
    .from(items)
    .where(inArray(items.reference, references))
    .orderBy(asc(items.id))
    .for('no key update');
}

/** The same by id. */
export async function lockItems(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .select({ id: items.id })
    .from(items)
    .where(inArray(items.id, ids))
    .orderBy(asc(items.id))
    .for('no key update');
}

export async function readItem(tx: Tx, id: string): Promise<ItemRow | null> {
  const [row] = await tx.select().from(items).where(eq(items.id, id));
  return row ?? null;
}

export async function readItemsById(tx: Tx, ids: readonly string[]): Promise<ItemRow[]> {
  return ids.length === 0
    ? []
    : tx
        .select()
        .from(items)
        .where(inArray(items.id, [...ids]));
}

export async function readItemByReference(tx: Tx, reference: string): Promise<ItemRow | null> {
  const [row] = await tx.select().from(items).where(eq(items.reference, reference));
  return row ?? null;
}

export async function readItemByReceipt(tx: Tx, receiptHash: Buffer): Promise<ItemRow | null> {
  const [row] = await tx.select().from(items).where(eq(items.receiptHash, receiptHash));
  return row ?? null;
}

/**
 * False when this form was sent before. Two workers at the same one clash on the receipt's index as well as on the key's, whichever is looked
 * at first: so any clash counts, and one that is not about the key throws (the next try takes another reference).
 */
export async function insertItem(tx: Tx, row: NewItemRow): Promise<boolean> {
  const inserted = await tx.insert(items).values(row).onConflictDoNothing().returning({ id: items.id });
  if (inserted.length === 1) return true;
  if (!(await readItemBySubmissionKey(tx, row.submissionKey))) throw new Error('a reference or a receipt is taken');
  return false;
}

export async function readItemBySubmissionKey(tx: Tx, submissionKey: string): Promise<ItemRow | null> {
  const [row] = await tx.select().from(items).where(eq(items.submissionKey, submissionKey));
  return row ?? null;
}

export async function referenceTaken(tx: Tx, reference: string): Promise<boolean> {
  const [row] = await tx.select({ id: items.id }).from(items).where(eq(items.reference, reference));
  return row !== undefined;
}

export async function updateItem(tx: Tx, id: string, changes: Partial<NewItemRow>, now: Date): Promise<void> {
  await tx
    .update(items)
    .set({ ...changes, version: sql`${items.version} + 1`, updatedAt: now })
    .where(eq(items.id, id));
}

/** The resident was told what was done; not when it was opened again meanwhile. A second telling does not move it. */
export async function closeLoop(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .update(items)
    .set({ loopClosedAt: at })
    .where(and(eq(items.id, id), eq(items.status, 'closed'), isNull(items.loopClosedAt)));
}

export async function listResidentItems(tx: Tx, residentId: string, limit: number): Promise<ItemRow[]> {
  return tx.select().from(items).where(eq(items.residentId, residentId)).orderBy(desc(items.receivedAt)).limit(limit);
}

/** The open item of a resident in which something was said last; a sensitive one is never offered by its number. */
export async function readLatestOpenItem(tx: Tx, residentId: string): Promise<ItemRow | null> {
  const [row] = await tx
    .select()
    .from(items)
    .where(and(eq(items.residentId, residentId), eq(items.status, 'open'), eq(items.sensitive, false)))
    .orderBy(desc(items.updatedAt))
    .limit(1);
  return row ?? null;
}

/** Something of it is to be told to a person without a channel, closed or not. */
const toTell = sql`(${items.toldByStaff} and exists (select from deliveries d where d.item_id = ${items.id} and d.state = 'to_tell'))`;

const overdue = (now: Date): SQL => sql`${sql.raw(overdueIn('items', `'${now.toISOString()}'`))}`;

export type ItemFilter = {
  status?: 'open' | 'closed';
  assigneeId?: string | null;
  /** Only where staff must tell somebody something. */
  toTell?: boolean;
  /** Only where the resident waits for nobody: the last word was ours. */
  waitingForResident?: boolean;
  dueBefore?: Date;
  /** Past their time without an answer that was heard. */
  overdueAt?: Date;
  dueAfter?: Date;
  /** Sensitive items too, but for those the member is named in. Absent: none. */
  sensitiveFor?: string;
  municipality?: Municipality;
  sector?: Sector;
  agency?: Agency;
  /** Offered to this agency, which has not answered. */
  referredTo?: Agency;
};

export function conditions(filter: ItemFilter): SQL[] {
  const all: SQL[] = [];
  if (filter.status) all.push(eq(items.status, filter.status));
  if (filter.assigneeId === null) all.push(sql`${items.assigneeId} is null`);
  else if (filter.assigneeId !== undefined) all.push(eq(items.assigneeId, filter.assigneeId));
  if (filter.toTell) all.push(toTell);
  if (filter.waitingForResident) all.push(eq(items.lastWord, 'staff'));
  if (filter.dueBefore)
    all.push(sql`${items.dueAt} < ${filter.dueBefore.toISOString()} and ${items.firstResponseAt} is null`);
  if (filter.overdueAt) all.push(overdue(filter.overdueAt));
  if (filter.dueAfter) all.push(sql`${items.dueAt} >= ${filter.dueAfter.toISOString()}`);
  if (filter.municipality) all.push(eq(items.municipality, filter.municipality));
  if (filter.sector) all.push(eq(items.sector, filter.sector));
  if (filter.agency) all.push(eq(items.agency, filter.agency));
  if (filter.referredTo)
    all.push(
      sql`exists (select from referrals r where r.item_id = ${items.id} and r.state = 'offered' and r.to_agency = ${filter.referredTo})`,
    );
  all.push(visibleTo('items', filter.sensitiveFor));
  return all;
}

/** Soonest due first, after so many of them. */
export async function listItems(tx: Tx, filter: ItemFilter, limit: number, after = 0): Promise<ItemRow[]> {
  return tx
    .select()
    .from(items)
    .where(and(...conditions(filter)))
    .orderBy(asc(items.dueAt), asc(items.id))
    .limit(limit)
    .offset(after);
}

export async function countItems(tx: Tx, filter: ItemFilter): Promise<number> {
  return tx.$count(items, and(...conditions(filter)));
}

/** Open items past their time that no lead was told of. */
export async function lockOverdueItems(tx: Tx, now: Date, limit: number): Promise<ItemRow[]> {
  return tx
    .select()
    .from(items)
    .where(and(overdue(now), sql`${items.escalatedAt} is null`))
    .orderBy(asc(items.dueAt))
    .limit(limit)
    .for('update', { skipLocked: true });
}

/** Items whose words have been kept for as long as was promised. */
export async function lockExpiredItems(
  tx: Tx,
  before: { closed: Date; sensitive: Date },
  limit: number,
): Promise<ItemRow[]> {
  return tx
    .select()
    .from(items)
    .where(
      and(
        eq(items.status, 'closed'),
        sql`${items.redactedAt} is null`,
        sql`${items.closedAt} < case when ${items.sensitive} then ${before.sensitive.toISOString()}::timestamptz else ${before.closed.toISOString()}::timestamptz end`,
      ),
    )
    .limit(limit)
    .for('update', { skipLocked: true });
}

export async function lockItemsOfResident(tx: Tx, residentId: string): Promise<ItemRow[]> {
  return tx.select().from(items).where(eq(items.residentId, residentId)).for('no key update');
}

export async function lockItemsOfKeys(tx: Tx, keyIds: string[]): Promise<ItemRow[]> {
  if (keyIds.length === 0) return [];
  return tx.select().from(items).where(inArray(items.keyId, keyIds)).for('no key update');
}

/** Duplicates that were merged into this item itself, their rows locked. */
export async function listMergedItems(tx: Tx, itemId: string): Promise<ItemRow[]> {
  return tx.select().from(items).where(eq(items.mergedIntoId, itemId)).orderBy(asc(items.id)).for('no key update');
}

const StandingItem = z.object({
  id: z.string(),
  reference: z.string(),
  residentId: z.string().nullable(),
  keyId: z.string().nullable(),
});

/** The item itself and, nearest first, everything that was merged into it, through duplicates of duplicates too. */
export async function listItemWithMerged(tx: Tx, itemId: string): Promise<z.infer<typeof StandingItem>[]> {
  return readRows(
    tx,
    StandingItem,
    sql`
    with recursive standing as (
      select id, 0 as far from items where id = ${itemId}
      union all
      select i.id, s.far + 1 from items i join standing s on i.merged_into_id = s.id
    )
    select i.id, i.reference, i.resident_id as "residentId", i.key_id as "keyId"
    from standing s join items i on i.id = s.id
    order by s.far, i.received_at, i.id`,
  );
}
