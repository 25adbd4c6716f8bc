import { and, eq, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { offerDays } from '../schema/offer-days.ts';
import type { RegistrationRow } from './registrations.ts';
import { visibleTo } from './visibility.ts';

export type OfferDayRow = typeof offerDays.$inferSelect;

/** Leaves the one card of this offer and day alone when there is one. */
export async function insertOfferDay(tx: Tx, row: typeof offerDays.$inferInsert): Promise<void> {
  await tx.insert(offerDays).values(row).onConflictDoNothing();
}

/** Null when another worker holds it. */
export async function leaseOfferDay(
  tx: Tx,
  key: { offerId: string; day: string },
  now: Date,
  until: Date,
): Promise<OfferDayRow | null> {
  const free = or(isNull(offerDays.postingUntil), lt(offerDays.postingUntil, now)) as SQL;
  const [row] = await tx
    .update(offerDays)
    .set({ postingUntil: until })
    .where(and(eq(offerDays.offerId, key.offerId), eq(offerDays.day, key.day), free))
    .returning();
  return row ?? null;
}

/** Null when the lease ran out and another worker took it. */
export async function updateLeasedOfferDay(
  tx: Tx,
  held: { offerId: string; day: string; postingUntil: Date },
  changes: Partial<typeof offerDays.$inferInsert>,
): Promise<OfferDayRow | null> {
  const [row] = await tx
    .update(offerDays)
    .set(changes)
    .where(
      and(
        eq(offerDays.offerId, held.offerId),
        eq(offerDays.day, held.day),
        eq(offerDays.postingUntil, held.postingUntil),
      ),
    )
    .returning();
  return row ?? null;
}

export type DayLine = { reference: string; status: RegistrationRow['status']; at: Date; place: number };

/** What came of each registration that day, the latest first, and how many there were: without a name, and nothing of a hidden one. */
export async function listDayLines(
  tx: Tx,
  offerId: string,
  from: Date,
  to: Date,
  most: number,
): Promise<{ lines: DayLine[]; total: number }> {
  const rows = (await tx.execute(sql`
    select i.reference, r.status, coalesce(r.ended_at, r.seated_at, r.created_at) as at, count(*) over ()::int as total,
      (select count(*)::int from registrations w
        where w.offer_id = r.offer_id and w.status = 'waiting' and w.line_number <= r.line_number) as place
    from registrations r join items i on i.id = r.item_id
    where r.offer_id = ${offerId} and ${visibleTo('i', null)}
      and coalesce(r.ended_at, r.seated_at, r.created_at) >= ${from.toISOString()}::timestamptz
      and coalesce(r.ended_at, r.seated_at, r.created_at) < ${to.toISOString()}::timestamptz
    order by at desc, r.line_number desc limit ${most}`)) as unknown as (Omit<DayLine, 'at'> & {
    at: Date | string;
    total: number;
  })[];
  return {
    lines: rows.map(({ reference, status, at, place }) => ({ reference, status, at: new Date(at), place })),
    total: rows[0]?.total ?? 0,
  };
}

/** The days of an offer whose card stands in Slack. */
export async function listPostedDays(tx: Tx, offerId: string): Promise<string[]> {
  const rows = await tx
    .select({ day: offerDays.day })
    .from(offerDays)
    .where(and(eq(offerDays.offerId, offerId), isNotNull(offerDays.ts)));
  return rows.map(({ day }) => day);
}
