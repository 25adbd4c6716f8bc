import { asc, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { ItemKind } from '../../../core/domain/codes.ts';
import type { Database, Tx } from '../../client.ts';
import { streamRows } from '../../read-rows.ts';
import { messages } from '../../schema/items/messages.ts';
import { overdueIn } from '../items/overdue.ts';
import { hiddenIn } from '../items/visibility.ts';

export type ReportPeriod = { from: Date; to: Date; kind: ItemKind | 'all' };

/** One item of the line list, as PostgreSQL gives it: instants in ISO 8601 without their milliseconds, hours rounded to one decimal. */
const LineListRow = z.object({
  id: z.string(),
  key_id: z.string().nullable(),
  reference: z.string(),
  kind: z.string(),
  type: z.string().nullable(),
  received_at: z.string(),
  municipality: z.string().nullable(),
  sector: z.string().nullable(),
  agency: z.string(),
  language: z.string(),
  channel: z.string(),
  gender: z.string().nullable(),
  age_band: z.string().nullable(),
  communities: z.array(z.string()).nullable(),
  disability: z.string().nullable(),
  priority: z.string(),
  status: z.string(),
  closed_reason: z.string().nullable(),
  first_response_hours: z.number().nullable(),
  closed_at: z.string().nullable(),
  loop_closed_at: z.string().nullable(),
  satisfaction: z.string().nullable(),
  offer: z.string().nullable(),
  stage: z.string().nullable(),
  amount_cents: z.number().nullable(),
  assignee_agency: z.string().nullable(),
  due_at: z.string(),
  overdue: z.boolean(),
  reopened_count: z.number(),
  referrals: z.number(),
});
export type LineListRow = z.infer<typeof LineListRow>;

const iso = (column: string) => `to_char(i.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ${column}`;

const LINE_LIST = `
  select i.id, i.key_id, i.reference, i.kind, i.type, ${iso('received_at')}, i.municipality, i.sector, i.agency, i.language, i.channel,
    i.gender, i.age_band, i.communities, i.disability, i.priority, i.status, i.closed_reason,
    round((extract(epoch from i.first_response_at - i.received_at) / 3600)::numeric, 1)::float8 as first_response_hours,
    ${iso('closed_at')}, ${iso('loop_closed_at')}, i.satisfaction,
    o.code as offer, coalesce(r.status, e.state) as stage, e.amount_cents::float8 as amount_cents,
    a.agency as assignee_agency, ${iso('due_at')}, ${overdueIn('i', '$4')} as overdue, i.reopened_count,
    (select count(*)::int from referrals f where f.item_id = i.id) as referrals
  from items i
    left join offers o on o.id = i.offer_id
    left join registrations r on r.item_id = i.id
    left join enquiries e on e.item_id = i.id
    left join staff a on a.id = i.assignee_id
  where i.received_at >= $1 and i.received_at < $2 and ($3 = 'all' or i.kind = $3) and not ${hiddenIn('i')}
  order by i.received_at, i.id`;

/** Oldest first, as they stand at `now`, in batches through a cursor. Sensitive items are never among them. */
export function streamLineList(
  database: Database,
  period: ReportPeriod,
  now: Date,
  batchSize: number,
): AsyncIterable<LineListRow[]> {
  return streamRows(
    database,
    LineListRow,
    LINE_LIST,
    [period.from.toISOString(), period.to.toISOString(), period.kind, now.toISOString()],
    batchSize,
  );
}

/** The sealed messages of a batch of items, in order. */
export async function readSealedMessages(
  tx: Tx,
  itemIds: string[],
): Promise<{ id: string; itemId: string; direction: 'in' | 'out' | 'note'; sealedBody: Buffer | null }[]> {
  return tx
    .select({
      id: messages.id,
      itemId: messages.itemId,
      direction: messages.direction,
      sealedBody: messages.sealedBody,
    })
    .from(messages)
    .where(inArray(messages.itemId, itemIds))
    .orderBy(asc(messages.itemId), asc(messages.seq));
}
