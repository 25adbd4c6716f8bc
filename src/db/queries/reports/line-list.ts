import { z } from 'zod';
import type { ItemKind } from '../../../core/domain/codes.ts';
import type { Database } from '../../client.ts';
import { overdueIn } from '../items/overdue.ts';
import { hiddenIn } from '../items/visibility.ts';

export type ReportPeriod = { from: Date; to: Date; kind: ItemKind | 'all' };

/*
 * A list may be of a million items, so an item comes as one text: thirty columns of each would cost the driver more than the database takes to
 * find them. How a field is written there stands beside how it is read.
 */

/** The fields of one item as they came: for the readers of ITEM. */
export type LineListRow = readonly string[];

const written: string[] = [];

/** `write`: an expression of the statement below. Null and an empty text are the same. */
function field<Of>(write: string, read: (text: string) => Of): (row: LineListRow) => Of {
  const at = written.push(write) - 1;
  return (row) => read(row[at] ?? '');
}
const text = (write: string) => field(write, (given) => given);
const said = (write: string) => field(write, (given) => given || null);
const count = (write: string) => field(write, Number);
const number = (write: string) => field(write, (given) => (given === '' ? null : Number(given)));
const several = (column: string) =>
  field(`array_to_string(${column}, ';')`, (given) => (given === '' ? null : given.split(';')));
/** To the second. */
const instant = (column: string) =>
  field(`floor(extract(epoch from ${column}))::bigint`, (given) =>
    given === '' ? null : new Date(Number(given) * 1000),
  );

export const ITEM = {
  id: text('i.id'),
  keyId: said('i.key_id'),
  reference: text('i.reference'),
  kind: text('i.kind'),
  type: said('i.type'),
  receivedAt: instant('i.received_at'),
  municipality: said('i.municipality'),
  sector: said('i.sector'),
  agency: text('i.agency'),
  language: text('i.language'),
  channel: text('i.channel'),
  gender: said('i.gender'),
  ageBand: said('i.age_band'),
  communities: several('i.communities'),
  disability: said('i.disability'),
  priority: text('i.priority'),
  status: text('i.status'),
  closedReason: said('i.closed_reason'),
  firstResponseHours: number('round(extract(epoch from i.first_response_at - i.received_at) / 3600, 1)'),
  closedAt: instant('i.closed_at'),
  loopClosedAt: instant('i.loop_closed_at'),
  satisfaction: said('i.satisfaction'),
  offer: said('o.code'),
  stage: said('coalesce(r.status, e.state)'),
  amountCents: number('e.amount_cents'),
  assigneeAgency: said('a.agency'),
  dueAt: instant('i.due_at'),
  overdue: field(`case when ${overdueIn('i', '$4')} then 'yes' else 'no' end`, (given) => given),
  reopenedCount: count('i.reopened_count'),
  referrals: count('(select count(*) from referrals f where f.item_id = i.id)'),
};

/** Of codes and numbers none has it in it. */
const BETWEEN = '\u001f';
const FIELDS = `concat_ws(E'\\x1f', ${written.map((one) => `coalesce((${one})::text, '')`).join(', ')})`;

/** What the resident wrote in it, sealed, a message a line: its id and its bytes. */
const SEALED = `(select string_agg(m.id || ' ' || encode(m.sealed_body, 'hex'), E'\\n' order by m.seq)
    from messages m where m.item_id = i.id and m.direction = 'in' and m.sealed_body is not null)`;

const statement = (sealed: string): string => `
  select ${FIELDS} as fields, ${sealed} as sealed
  from items i
    left join offers o on o.id = i.offer_id
    left join registrations r on r.item_id = i.id
    left join enquiries e on e.item_id = i.id
    left join staff a on a.id = i.assignee_id
  where i.received_at >= $1 and i.received_at < $2 and ($3 = 'all' or i.kind = $3) and not ${hiddenIn('i')}
  order by i.received_at, i.id`;
const WITHOUT_TEXT = statement('null');
const WITH_TEXT = statement(SEALED);

const Listed = z.array(z.object({ fields: z.string(), sealed: z.string().nullable() }));

export type SealedMessage = { id: string; sealedBody: Buffer };
export type Listed = { item: LineListRow; messages: readonly SealedMessage[] };

/** Oldest first, as they stand at `now`, in batches through a cursor; their messages only `withText`. Sensitive items are never among them. */
export async function* streamLineList(
  database: Database,
  { from, to, kind }: ReportPeriod,
  { now, withText, batchSize }: { now: Date; withText: boolean; batchSize: number },
): AsyncGenerator<Listed[]> {
  const parameters = [from.toISOString(), to.toISOString(), kind, now.toISOString()];
  for await (const batch of database.stream(withText ? WITH_TEXT : WITHOUT_TEXT, parameters, batchSize))
    yield Listed.parse(batch).map(({ fields, sealed }) => ({
      item: fields.split(BETWEEN),
      messages: sealed === null ? [] : sealed.split('\n').map(readMessage),
    }));
}

function readMessage(line: string): SealedMessage {
  const [id = '', hex = ''] = line.split(' ');
  return { id, sealedBody: Buffer.from(hex, 'hex') };
}
