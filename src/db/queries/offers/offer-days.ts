import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { slackPosts } from '../../schema/work/slack-posts.ts';
import { visibleTo } from '../items/visibility.ts';
import type { RegistrationRow } from './registrations.ts';

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

/** The days of an offer whose card stands in Slack, or may. */
export async function listPostedDays(tx: Tx, offerId: string): Promise<string[]> {
  const stands = or(isNotNull(slackPosts.sealedTs), slackPosts.uncertain);
  const rows = await tx
    .select({ day: sql<string>`split_part(${slackPosts.key}, ':', 2)` })
    .from(slackPosts)
    .where(
      and(eq(slackPosts.offerId, offerId), eq(slackPosts.kind, 'offer_day'), isNull(slackPosts.retiredAt), stands),
    );
  return rows.map(({ day }) => day);
}
