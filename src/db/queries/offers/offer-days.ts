import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { REGISTRATION_STATUSES } from '../../../core/domain/offers/registration.ts';
import type { Tx } from '../../client.ts';
import { anInstant, readRows } from '../../read-rows.ts';
import { slackPosts } from '../../schema/work/slack-posts.ts';
import { visibleTo } from '../items/visibility.ts';

const CountedLine = z.object({
  reference: z.string(),
  status: z.enum(REGISTRATION_STATUSES),
  at: anInstant,
  place: z.number(),
  total: z.number(),
});
export type DayLine = Omit<z.infer<typeof CountedLine>, 'total'>;

/** What came of each registration that day, the latest first, and how many there were: without a name, and nothing of a hidden one. */
export async function listDayLines(
  tx: Tx,
  offerId: string,
  from: Date,
  to: Date,
  most: number,
): Promise<{ lines: DayLine[]; total: number }> {
  const rows = await readRows(
    tx,
    CountedLine,
    sql`
    select i.reference, r.status, coalesce(r.ended_at, r.seated_at, r.created_at) as at, count(*) over ()::int as total,
      (select count(*)::int from registrations w
        where w.offer_id = r.offer_id and w.status = 'waiting' and w.line_number <= r.line_number) as place
    from registrations r join items i on i.id = r.item_id
    where r.offer_id = ${offerId} and ${visibleTo('i', null)}
      and coalesce(r.ended_at, r.seated_at, r.created_at) >= ${from.toISOString()}::timestamptz
      and coalesce(r.ended_at, r.seated_at, r.created_at) < ${to.toISOString()}::timestamptz
    order by at desc, r.line_number desc limit ${most}`,
  );
  return { lines: rows.map(({ total, ...line }) => line), total: rows[0]?.total ?? 0 };
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
