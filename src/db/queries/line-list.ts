import { asc, inArray } from 'drizzle-orm';
import type { Database, Tx } from '../client.ts';
import { messages } from '../schema/messages.ts';

export type ReportPeriod = { from: Date; to: Date; kind: 'feedback' | 'registration' | 'enquiry' | 'all' };

/** One item of the line list, as PostgreSQL gives it: codes as text, instants in ISO 8601, hours with one decimal. */
export type LineListRow = {
  id: string;
  key_id: string | null;
  reference: string;
  kind: string;
  type: string | null;
  received_at: string;
  municipality: string | null;
  sector: string | null;
  agency: string;
  language: string;
  channel: string;
  gender: string | null;
  age_band: string | null;
  community: string | null;
  disability: string | null;
  priority: string;
  status: string;
  closed_reason: string | null;
  first_response_hours: string | null;
  closed_at: string | null;
  loop_closed_at: string | null;
  satisfaction: string | null;
};

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ${column}`;

const LINE_LIST = `
  select id, key_id, reference, kind, type, ${iso('received_at')}, municipality, sector, agency, language, channel, gender, age_band,
    array_to_string(communities, ';') as community, disability, priority, status, closed_reason,
    round((extract(epoch from first_response_at - received_at) / 3600)::numeric, 1)::text as first_response_hours,
    ${iso('closed_at')}, ${iso('loop_closed_at')}, satisfaction
  from items
  where received_at >= $1 and received_at < $2 and ($3 = 'all' or kind = $3) and not sensitive
  order by items.received_at, items.id`;

/** Oldest first, in batches through a cursor. Sensitive items are never among them. */
export function streamLineList(
  database: Database,
  period: ReportPeriod,
  batchSize: number,
): AsyncIterable<LineListRow[]> {
  return database.stream<LineListRow>(
    LINE_LIST,
    [period.from.toISOString(), period.to.toISOString(), period.kind],
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
