import { and, asc, desc, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { appointments } from '../../schema/offers/appointments.ts';
import { enquiries } from '../../schema/offers/enquiries.ts';
import { visibleTo } from '../items/visibility.ts';
import { destroyPaperReasons } from './papers.ts';

export type EnquiryRow = typeof enquiries.$inferSelect;
export type NewEnquiryRow = typeof enquiries.$inferInsert;

export async function insertEnquiry(tx: Tx, row: NewEnquiryRow): Promise<EnquiryRow> {
  const [inserted] = await tx.insert(enquiries).values(row).returning();
  return inserted as EnquiryRow;
}

/** Holds the application to the end of the transaction. Its offer and its item come before, where they are needed. */
export async function lockEnquiry(tx: Tx, id: string): Promise<EnquiryRow | null> {
  const [row] = await tx.select().from(enquiries).where(eq(enquiries.id, id)).for('no key update');
  return row ?? null;
}

export async function readEnquiry(tx: Tx, id: string): Promise<EnquiryRow | null> {
  const [row] = await tx.select().from(enquiries).where(eq(enquiries.id, id));
  return row ?? null;
}

/** By the item it came with, or the item in which they appealed. */
export async function readEnquiryByItem(tx: Tx, itemId: string): Promise<EnquiryRow | null> {
  const [row] = await tx
    .select()
    .from(enquiries)
    .where(or(eq(enquiries.itemId, itemId), eq(enquiries.appealItemId, itemId)));
  return row ?? null;
}

export async function listEnquiryStates(
  tx: Tx,
  itemIds: string[],
): Promise<Pick<EnquiryRow, 'itemId' | 'state' | 'decidedById'>[]> {
  return tx
    .select({ itemId: enquiries.itemId, state: enquiries.state, decidedById: enquiries.decidedById })
    .from(enquiries)
    .where(inArray(enquiries.itemId, itemIds));
}

/** What this person already asked of this call, unless they withdrew it. */
export async function readEnquiryOf(tx: Tx, offerId: string, residentId: string): Promise<EnquiryRow | null> {
  const [row] = await tx
    .select()
    .from(enquiries)
    .where(and(eq(enquiries.offerId, offerId), eq(enquiries.residentId, residentId), ne(enquiries.state, 'withdrawn')))
    .orderBy(desc(enquiries.createdAt))
    .limit(1);
  return row ?? null;
}

/** What a person said to apply, the latest first; nothing that is hidden, and nothing whose words were destroyed. */
export async function listDetailsOfApplications(
  tx: Tx,
  residentId: string,
  most: number,
): Promise<Pick<EnquiryRow, 'id' | 'sealedDetails' | 'createdAt'>[]> {
  return tx
    .select({ id: enquiries.id, sealedDetails: enquiries.sealedDetails, createdAt: enquiries.createdAt })
    .from(enquiries)
    .innerJoin(items, eq(items.id, enquiries.itemId))
    .where(and(eq(enquiries.residentId, residentId), isNotNull(enquiries.sealedDetails), visibleTo('items', null)))
    .orderBy(desc(enquiries.createdAt))
    .limit(most);
}

export async function updateEnquiry(
  tx: Tx,
  id: string,
  changes: Partial<NewEnquiryRow>,
  now: Date,
): Promise<EnquiryRow> {
  const [row] = await tx
    .update(enquiries)
    .set({ ...changes, version: sql`${enquiries.version} + 1`, updatedAt: now })
    .where(eq(enquiries.id, id))
    .returning();
  return row as EnquiryRow;
}

/**
 * Approved of a call so far, without one application, and what of it `sensitiveFor` may see. For a decision the caller holds the offer's row.
 */
export async function sumApproved(
  tx: Tx,
  offerId: string,
  without: string | null,
  sensitiveFor: string | null,
): Promise<{ all: number; seen: number }> {
  const sum = sql`coalesce(sum(${enquiries.approvedCents})`;
  const [row] = await tx
    .select({
      all: sql<number>`${sum}, 0)::float8`,
      seen: sql<number>`${sum} filter (where ${visibleTo('items', sensitiveFor)}), 0)::float8`,
    })
    .from(enquiries)
    .innerJoin(items, eq(items.id, enquiries.itemId))
    .where(
      and(
        eq(enquiries.offerId, offerId),
        isNotNull(enquiries.approvedCents),
        ...(without === null ? [] : [ne(enquiries.id, without)]),
      ),
    );
  return row ?? { all: 0, seen: 0 };
}

export type ListedEnquiry = Pick<
  EnquiryRow,
  'id' | 'state' | 'businessStage' | 'amountCents' | 'approvedCents' | 'createdAt' | 'updatedAt' | 'appealItemId'
> & { reference: string; appointmentAt: Date | null };

/** The pipeline of a call, oldest first within a state. Of sensitive items only those that `sensitiveFor` may see. */
export async function listEnquiries(
  tx: Tx,
  offerId: string,
  sensitiveFor: string | null,
  limit: number,
): Promise<ListedEnquiry[]> {
  return tx
    .select({
      id: enquiries.id,
      state: enquiries.state,
      businessStage: enquiries.businessStage,
      amountCents: enquiries.amountCents,
      approvedCents: enquiries.approvedCents,
      createdAt: enquiries.createdAt,
      updatedAt: enquiries.updatedAt,
      appealItemId: enquiries.appealItemId,
      reference: items.reference,
      appointmentAt: appointments.startsAt,
    })
    .from(enquiries)
    .innerJoin(items, eq(items.id, enquiries.itemId))
    .leftJoin(appointments, and(eq(appointments.enquiryId, enquiries.id), eq(appointments.state, 'picked')))
    .where(and(eq(enquiries.offerId, offerId), visibleTo('items', sensitiveFor)))
    .orderBy(
      sql`array_position(array['received','adviser','papers','complete','approved','declined','withdrawn'], ${enquiries.state})`,
      asc(enquiries.createdAt),
    )
    .limit(limit);
}

/** How many stand where, and the euros: of those that `sensitiveFor` may see, since a sum with one hidden part gives it away. */
export async function countEnquiries(
  tx: Tx,
  offerId: string,
  sensitiveFor: string | null,
): Promise<{ state: EnquiryRow['state']; count: number; askedCents: number; approvedCents: number }[]> {
  return tx
    .select({
      state: enquiries.state,
      count: sql<number>`count(*)::int`,
      askedCents: sql<number>`sum(${enquiries.amountCents})::float8`,
      approvedCents: sql<number>`coalesce(sum(${enquiries.approvedCents}), 0)::float8`,
    })
    .from(enquiries)
    .innerJoin(items, eq(items.id, enquiries.itemId))
    .where(and(eq(enquiries.offerId, offerId), visibleTo('items', sensitiveFor)))
    .groupBy(enquiries.state);
}

const unfinished = sql`${enquiries.state} in ('received', 'adviser', 'papers', 'complete')`;

/** Name, phone, answers and the reason go with the item's words; an open application is withdrawn. The counts and the euros stay. */
export async function destroyEnquiry(tx: Tx, itemId: string, now: Date): Promise<void> {
  const rows = await tx
    .update(enquiries)
    .set({
      sealedDetails: null,
      sealedReason: null,
      residentId: null,
      state: sql`case when ${unfinished} then 'withdrawn' else ${enquiries.state} end`,
      stateWhenErased: sql`case when ${unfinished} then ${enquiries.state} else ${enquiries.stateWhenErased} end`,
      version: sql`${enquiries.version} + 1`,
      updatedAt: now,
    })
    .where(eq(enquiries.itemId, itemId))
    .returning({ id: enquiries.id });
  for (const { id } of rows) {
    await tx.update(appointments).set({ state: 'dropped' }).where(eq(appointments.enquiryId, id));
    await destroyPaperReasons(tx, id);
  }
}

/** What is asked for in applications that are still open and that `sensitiveFor` may see, by call. */
export async function sumAsked(tx: Tx, offerIds: string[], sensitiveFor: string | null): Promise<Map<string, number>> {
  if (offerIds.length === 0) return new Map();
  const rows = await tx
    .select({ offerId: enquiries.offerId, sum: sql<number>`sum(${enquiries.amountCents})::float8` })
    .from(enquiries)
    .innerJoin(items, eq(items.id, enquiries.itemId))
    .where(
      and(
        visibleTo('items', sensitiveFor),
        inArray(enquiries.offerId, offerIds),
        inArray(enquiries.state, ['received', 'adviser', 'papers', 'complete']),
      ),
    )
    .groupBy(enquiries.offerId);
  return new Map(rows.map(({ offerId, sum }) => [offerId, sum]));
}

/** Open applications of a call, in the order in which their items are locked. */
export async function listOpenEnquiries(tx: Tx, offerId: string, limit: number): Promise<EnquiryRow[]> {
  return tx
    .select()
    .from(enquiries)
    .where(and(eq(enquiries.offerId, offerId), inArray(enquiries.state, ['received', 'adviser', 'papers', 'complete'])))
    .orderBy(asc(enquiries.itemId))
    .limit(limit);
}
