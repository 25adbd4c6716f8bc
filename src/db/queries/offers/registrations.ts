import { and, asc, desc, eq, inArray, isNotNull, lte, max, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { readIds } from '../../read-rows.ts';
import { items } from '../../schema/items/items.ts';
import { offerSessions } from '../../schema/offers/offer-sessions.ts';
import { offers } from '../../schema/offers/offers.ts';
import { registrations } from '../../schema/offers/registrations.ts';
import { visibleTo } from '../items/visibility.ts';

export type RegistrationRow = typeof registrations.$inferSelect;
export type NewRegistrationRow = Omit<typeof registrations.$inferInsert, 'lineNumber'>;

/** Somebody holds a seat, is being offered one, or waits. */
const ACTIVE = ['seated', 'offered', 'waiting'] as const;

/** The offer's row is held by the caller: so the number in the list follows the order of coming. */
export async function insertRegistration(tx: Tx, row: NewRegistrationRow): Promise<RegistrationRow> {
  const [inserted] = await tx.insert(registrations).values(row).returning();
  return inserted as RegistrationRow;
}

export async function readRegistration(tx: Tx, id: string): Promise<RegistrationRow | null> {
  const [row] = await tx.select().from(registrations).where(eq(registrations.id, id));
  return row ?? null;
}

export async function readRegistrationByItem(tx: Tx, itemId: string): Promise<RegistrationRow | null> {
  const [row] = await tx.select().from(registrations).where(eq(registrations.itemId, itemId));
  return row ?? null;
}

export async function listStatesOfItems(
  tx: Tx,
  itemIds: string[],
): Promise<
  (Pick<RegistrationRow, 'itemId' | 'status' | 'endedBy'> & {
    offerStatus: (typeof offers.$inferSelect)['status'];
    lastEnd: Date | null;
  })[]
> {
  return tx
    .select({
      itemId: registrations.itemId,
      status: registrations.status,
      endedBy: registrations.endedBy,
      offerStatus: offers.status,
      lastEnd: max(offerSessions.endsAt),
    })
    .from(registrations)
    .innerJoin(offers, eq(offers.id, registrations.offerId))
    .leftJoin(offerSessions, eq(offerSessions.offerId, registrations.offerId))
    .where(inArray(registrations.itemId, itemIds))
    .groupBy(registrations.id, offers.status);
}

export async function updateRegistration(tx: Tx, id: string, changes: Partial<NewRegistrationRow>): Promise<void> {
  await tx.update(registrations).set(changes).where(eq(registrations.id, id));
}

/** The one by which this person stands in this offer now. */
export async function readActiveRegistration(
  tx: Tx,
  offerId: string,
  residentId: string,
): Promise<RegistrationRow | null> {
  const [row] = await tx
    .select()
    .from(registrations)
    .where(
      and(
        eq(registrations.offerId, offerId),
        eq(registrations.residentId, residentId),
        inArray(registrations.status, [...ACTIVE]),
      ),
    );
  return row ?? null;
}

/** Seats taken (held or being offered), by mask of groups; and how many wait. */
export async function countSeats(tx: Tx, offerId: string): Promise<{ taken: Map<number, number>; waiting: number }> {
  const rows = await tx
    .select({ status: registrations.status, groups: registrations.groups, count: sql<number>`count(*)::int` })
    .from(registrations)
    .where(and(eq(registrations.offerId, offerId), inArray(registrations.status, [...ACTIVE])))
    .groupBy(registrations.status, registrations.groups);
  const taken = new Map<number, number>();
  let waiting = 0;
  for (const { status, groups, count } of rows) {
    if (status === 'waiting') waiting += count;
    else taken.set(groups, (taken.get(groups) ?? 0) + count);
  }
  return { taken, waiting };
}

export type WaitingPerson = { id: string; groups: number; residentId: string | null };

/** The line, first come first. */
export async function listWaiting(tx: Tx, offerId: string): Promise<WaitingPerson[]> {
  return tx
    .select({ id: registrations.id, groups: registrations.groups, residentId: registrations.residentId })
    .from(registrations)
    .where(and(eq(registrations.offerId, offerId), eq(registrations.status, 'waiting')))
    .orderBy(asc(registrations.lineNumber));
}

/** How many wait in front of this one, and oneself: 1 is next. */
export async function placeInLine(tx: Tx, row: Pick<RegistrationRow, 'offerId' | 'lineNumber'>): Promise<number> {
  return tx.$count(
    registrations,
    and(
      eq(registrations.offerId, row.offerId),
      eq(registrations.status, 'waiting'),
      lte(registrations.lineNumber, row.lineNumber),
    ),
  );
}

/** Offers with a seat whose time to take it is over. */
export async function listOffersWithLapsedSeats(tx: Tx, now: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ offerId: registrations.offerId })
    .from(registrations)
    .where(and(eq(registrations.status, 'offered'), lte(registrations.offeredUntil, now)))
    .limit(limit);
  return rows.map(({ offerId }) => offerId);
}

/** Offers whose held seats have become everybody's while people wait. */
export async function listOffersToFill(tx: Tx, now: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: offers.id })
    .from(offers)
    .where(
      and(
        inArray(offers.status, ['published', 'closed']),
        sql`coalesce(${offers.heldUntil}, ${offers.deadline}) <= ${now.toISOString()}::timestamptz`,
        sql`exists (select 1 from registrations r where r.offer_id = ${offers.id} and r.status = 'waiting')`,
        sql`(select count(*) from registrations r where r.offer_id = ${offers.id} and r.status in ('seated', 'offered')) < ${offers.seats}`,
        sql`(select min(s.starts_at) from offer_sessions s where s.offer_id = ${offers.id}) > ${now.toISOString()}::timestamptz`,
      ),
    )
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function listLapsed(tx: Tx, offerId: string, now: Date): Promise<RegistrationRow[]> {
  return tx
    .select()
    .from(registrations)
    .where(
      and(
        eq(registrations.offerId, offerId),
        eq(registrations.status, 'offered'),
        lte(registrations.offeredUntil, now),
      ),
    )
    .orderBy(asc(registrations.lineNumber));
}

/** What a person said to register, the latest first; nothing that is hidden, and nothing whose words were destroyed. */
export async function listDetailsOf(
  tx: Tx,
  residentId: string,
  most: number,
): Promise<Pick<RegistrationRow, 'id' | 'sealedDetails' | 'createdAt'>[]> {
  return tx
    .select({
      id: registrations.id,
      sealedDetails: registrations.sealedDetails,
      createdAt: registrations.createdAt,
    })
    .from(registrations)
    .innerJoin(items, eq(items.id, registrations.itemId))
    .where(
      and(eq(registrations.residentId, residentId), isNotNull(registrations.sealedDetails), visibleTo('items', null)),
    )
    .orderBy(desc(registrations.lineNumber))
    .limit(most);
}

/** Everything a person stands in now, for forgetting and for the list of theirs. */
export async function listActiveOf(tx: Tx, residentId: string): Promise<RegistrationRow[]> {
  return tx
    .select()
    .from(registrations)
    .where(and(eq(registrations.residentId, residentId), inArray(registrations.status, [...ACTIVE])))
    .orderBy(asc(registrations.offerId));
}

/** Offers in which this person has a seat or may get one, and that meet at the same time as this one. */
export async function listOverlapping(tx: Tx, residentId: string, offerId: string): Promise<string[]> {
  return readIds(
    tx,
    sql`
    select distinct r.offer_id as id from registrations r join offer_sessions s on s.offer_id = r.offer_id
    join offer_sessions mine on mine.offer_id = ${offerId} and mine.starts_at < s.ends_at and s.starts_at < mine.ends_at
    where r.resident_id = ${residentId} and r.offer_id <> ${offerId} and r.status in ('seated', 'offered', 'waiting')`,
  );
}

/** Name, phone and answers of an item's registration; the counts stay. */
export async function destroyDetails(tx: Tx, itemId: string): Promise<void> {
  await tx.update(registrations).set({ sealedDetails: null, share: false }).where(eq(registrations.itemId, itemId));
}
