import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { anInstant, readOneRow, readRows } from '../../read-rows.ts';
import { hidden } from '../items/visibility.ts';

const number = z.coerce.number();

const Lately = z.object({
  received: number,
  answered: number,
  closed: number,
  told: number,
  solved: number,
  notSolved: number,
  medianHours: number.nullable(),
  slowHours: number.nullable(),
  oldest: anInstant.nullable(),
});
export type Lately = z.infer<typeof Lately>;

/** What came and what became of it since an instant, and since when somebody waits for a first answer. Hidden items are in none of it. */
export async function readLately(tx: Tx, since: Date): Promise<Lately> {
  const from = sql`${since.toISOString()}::timestamptz`;
  const hours = sql`extract(epoch from i.first_response_at - i.received_at) / 3600`;
  const answered = sql`filter (where i.received_at >= ${from} and i.first_response_at is not null)`;
  return readOneRow(
    tx,
    Lately,
    sql`
    select count(*) filter (where i.received_at >= ${from}) as received,
      count(*) ${answered} as answered,
      count(*) filter (where i.closed_at >= ${from}) as closed,
      count(*) filter (where i.closed_at >= ${from} and i.loop_closed_at is not null) as told,
      count(*) filter (where i.closed_at >= ${from} and i.satisfaction = 'yes') as solved,
      count(*) filter (where i.satisfaction = 'no' and i.updated_at >= ${from}) as "notSolved",
      percentile_cont(0.5) within group (order by ${hours}) ${answered} as "medianHours",
      percentile_cont(0.9) within group (order by ${hours}) ${answered} as "slowHours",
      min(i.received_at) filter (where i.status = 'open' and i.first_response_at is null) as oldest
    from items i where not i.quiet and not ${hidden('i')}`,
  );
}

const Open = z.object({ code: z.string(), open: number, overdue: number });
export type OpenBy = z.infer<typeof Open>;

/** How many are open by agency, place or language, and how many of those are overdue; most first. Hidden items are in none of it. */
export async function countOpenBy(tx: Tx, by: 'agency' | 'municipality' | 'language', now: Date): Promise<OpenBy[]> {
  const column = sql.raw(by);
  return readRows(
    tx,
    Open,
    sql`
    select i.${column} as code, count(*) as open,
      count(*) filter (where i.first_response_at is null and i.due_at < ${now.toISOString()}) as overdue
    from items i where i.status = 'open' and i.${column} is not null and not ${hidden('i')}
    group by i.${column} order by count(*) desc, i.${column}`,
  );
}
