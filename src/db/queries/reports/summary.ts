import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { readOneRow, readRows } from '../../read-rows.ts';
import { hidden } from '../items/visibility.ts';
import type { ReportPeriod } from './line-list.ts';

/** Figures of one group of items. Hours are medians and 90th percentiles; null where nothing was answered or closed. */
const SummaryRow = z.object({
  group: z.string(),
  received: z.number(),
  answered: z.number(),
  closed: z.number(),
  loopClosed: z.number(),
  reopened: z.number(),
  satisfied: z.number(),
  partlySatisfied: z.number(),
  unsatisfied: z.number(),
  firstResponseMedianHours: z.number().nullable(),
  firstResponseP90Hours: z.number().nullable(),
  closingMedianHours: z.number().nullable(),
  closingP90Hours: z.number().nullable(),
  /** With a seat, being offered one, or waiting. */
  registered: z.number(),
  /** At one session at least. */
  attended: z.number(),
  /** Grants, and what they come to together. */
  approved: z.number(),
  approvedCents: z.number(),
});
export type SummaryRow = z.infer<typeof SummaryRow>;

/** What a summary may be broken down by, and the column it reads. `community` counts an item under each of its communities. */
export const BREAKDOWNS = {
  total: sql`'all'`,
  kind: sql`i.kind`,
  type: sql`i.type`,
  municipality: sql`i.municipality`,
  sector: sql`i.sector`,
  agency: sql`i.agency`,
  language: sql`i.language`,
  channel: sql`i.channel`,
  gender: sql`i.gender`,
  age_band: sql`i.age_band`,
  community: sql`c.code`,
  disability: sql`i.disability`,
} as const;
export type Breakdown = keyof typeof BREAKDOWNS;

/** Every item of the period that is not hidden; whoever calls must suppress small counts. */
export async function readSummary(tx: Tx, period: ReportPeriod, breakdown: Breakdown): Promise<SummaryRow[]> {
  const group = BREAKDOWNS[breakdown];
  const communities: SQL =
    breakdown === 'community'
      ? sql`left join lateral unnest(coalesce(i.communities, array[null])) as c(code) on true`
      : sql``;
  const hours = (share: number, until: SQL) =>
    sql`round((percentile_cont(${sql.raw(String(share))}) within group (order by extract(epoch from ${until} - i.received_at)) / 3600)::numeric, 1)::float8`;
  return readRows(
    tx,
    SummaryRow,
    sql`
    select coalesce(${group}, 'not_given') as "group", count(*)::int as received,
      count(i.first_response_at)::int as answered, count(i.closed_at)::int as closed, count(i.loop_closed_at)::int as "loopClosed",
      count(*) filter (where i.reopened_count > 0)::int as reopened,
      count(*) filter (where i.satisfaction = 'yes')::int as satisfied,
      count(*) filter (where i.satisfaction = 'partly')::int as "partlySatisfied",
      count(*) filter (where i.satisfaction = 'no')::int as unsatisfied,
      ${hours(0.5, sql`i.first_response_at`)} as "firstResponseMedianHours",
      ${hours(0.9, sql`i.first_response_at`)} as "firstResponseP90Hours",
      ${hours(0.5, sql`i.closed_at`)} as "closingMedianHours",
      ${hours(0.9, sql`i.closed_at`)} as "closingP90Hours",
      count(*) filter (where r.status in ('seated', 'offered', 'waiting'))::int as registered,
      count(*) filter (where exists (select from attendance a where a.registration_id = r.id))::int as attended,
      count(e.approved_cents)::int as approved, coalesce(sum(e.approved_cents), 0)::float8 as "approvedCents"
    from items i ${communities}
      left join registrations r on r.item_id = i.id
      left join enquiries e on e.item_id = i.id
    where i.received_at >= ${period.from.toISOString()} and i.received_at < ${period.to.toISOString()}
      and (${period.kind} = 'all' or i.kind = ${period.kind}) and not ${hidden('i')}
    group by 1 order by 1`,
  );
}

/** Hidden items of every kind that were received from one instant to another. Exact: never to be shown as it is. */
export async function countSensitive(tx: Tx, from: Date, to: Date): Promise<number> {
  const { n } = await readOneRow(
    tx,
    z.object({ n: z.number() }),
    sql`
    select count(*)::int as n from items i
    where i.received_at >= ${from.toISOString()} and i.received_at < ${to.toISOString()} and ${hidden('i')}`,
  );
  return n;
}
