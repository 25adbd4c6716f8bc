import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { AGENCIES, MUNICIPALITIES, SECTORS } from '../../../core/domain/codes.ts';
import type { CountedOffer } from '../../../core/domain/figures/counted-item.ts';
import { OFFER_KINDS } from '../../../core/domain/offers/offer.ts';
import type { Tx } from '../../client.ts';
import { readRows } from '../../read-rows.ts';
import type { CountedPeriods, Stretch } from './counted-items.ts';

const Row = z.object({
  kind: z.enum(OFFER_KINDS),
  municipality: z.enum(MUNICIPALITIES),
  sector: z.enum(SECTORS),
  agency: z.enum(AGENCIES),
  seats: z.number(),
  heldSeats: z.number(),
  budgetCents: z.number(),
  periods: z.number(),
});

/** Offers that were open or took place in each period, from their publication to their deadline or last session, whichever is later. */
export async function readCountedOffers(
  tx: Tx,
  { now, before, yearAgo, end }: CountedPeriods,
): Promise<(CountedOffer & { periods: number })[]> {
  const within = ({ from, to }: Stretch) =>
    sql`(published_at < ${to.toISOString()}::timestamptz and ends_at >= ${from.toISOString()}::timestamptz)::int`;
  return readRows(
    tx,
    Row,
    sql`
    select kind, municipality, sector, agency, coalesce(seats, 0) as seats, held_seats as "heldSeats",
      coalesce(budget_cents, 0)::float8 as "budgetCents",
      ${within(now)} + 2 * ${within(before)} + 4 * ${within(yearAgo)} + 8 * (published_at < ${end.toISOString()}::timestamptz)::int as periods
    from (
      select o.kind, o.municipality, o.sector, o.agency, o.seats, o.budget_cents, o.published_at,
        (select coalesce(sum(value::int), 0)::int from jsonb_each_text(o.held_seats)) as held_seats,
        coalesce(greatest(o.deadline, (select max(s.ends_at) from offer_sessions s where s.offer_id = o.id)), o.published_at) as ends_at
      from offers o where o.status in ('published', 'closed', 'finished') and o.published_at is not null
    ) o`,
  );
}
