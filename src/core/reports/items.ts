import { readPersonKeys } from '../../db/queries/keys/person-keys.ts';
import {
  type LineListRow,
  type ReportPeriod,
  readSealedMessages,
  streamLineList,
} from '../../db/queries/reports/line-list.ts';
import { openBody } from '../items/search/item-words.ts';
import type { Line } from '../line.ts';
import type { ReportOf } from './report.ts';
import { type Cell, type Column, code, codes, instant, money, number, type Row, text } from './table.ts';

/** Small enough that memory stays flat, large enough that the round trips do not show. */
const BATCH = 500;

const at = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));

/** Where it is said how far an item came, by its kind. */
const STAGES: Record<string, string> = { registration: 'staff-offers:place.', enquiry: 'staff-grants:state.' };

/** In the order that is relied on from outside. */
const COLUMNS: readonly (readonly [column: Column, cell: (row: LineListRow) => Cell])[] = [
  [text('reference', '#meta+id'), (row) => row.reference],
  [code('kind', '#indicator+kind', 'codes:item_kind.'), (row) => row.kind],
  [code('type', '#indicator+type', 'codes:feedback_type.'), (row) => row.type],
  [instant('received_at', '#date+reported'), (row) => at(row.received_at)],
  [code('municipality', '#adm2+name', 'codes:municipality.'), (row) => row.municipality],
  [code('sector', '#sector', 'codes:sector.'), (row) => row.sector],
  [code('agency', '#org', 'codes:agency.'), (row) => row.agency],
  [code('language', '#meta+lang', 'codes:language.'), (row) => row.language],
  [code('channel', '#channel', 'codes:channel.'), (row) => row.channel],
  [code('gender', '#respondee+sex', 'codes:gender.'), (row) => row.gender],
  [code('age_band', '#respondee+age', 'codes:age_band.'), (row) => row.age_band],
  [codes('community', '#respondee+group', 'codes:community.'), (row) => row.communities],
  [code('disability', '#respondee+disability', 'codes:disability.'), (row) => row.disability],
  [code('priority', '#severity', 'codes:priority.'), (row) => row.priority],
  [code('status', '#status', 'exports:label.status.'), (row) => row.status],
  [code('closed_reason', '#status+reason', 'codes:closed_reason.'), (row) => row.closed_reason],
  [number('first_response_hours', '#indicator+hours+response+num', 1), (row) => row.first_response_hours],
  [instant('closed_at', '#date+end'), (row) => at(row.closed_at)],
  [instant('loop_closed_at', '#date+loop'), (row) => at(row.loop_closed_at)],
  [code('satisfaction', '#indicator+satisfaction', 'codes:satisfaction.'), (row) => row.satisfaction],
  [text('offer', '#activity+code'), (row) => row.offer],
  [code('stage', '#status+stage', ([, kind]) => STAGES[String(kind)] ?? null), (row) => row.stage],
  [money('amount_eur', '#value+eur'), (row) => row.amount_cents],
];
/** What came later, after the words too: what stood before keeps its place. */
const LATER: typeof COLUMNS = [
  [code('assignee_agency', '#org+assignee', 'codes:agency.'), (row) => row.assignee_agency],
  [instant('due_at', '#date+due'), (row) => at(row.due_at)],
  [code('overdue', '#status+overdue', 'exports:label.overdue.'), (row) => (row.overdue ? 'yes' : 'no')],
  [number('reopened', '#indicator+reopened+num'), (row) => row.reopened_count],
  [number('referred', '#indicator+referred+num'), (row) => row.referrals],
];
const WORDS = text('text', '#description');

/** Items of a period, then the resident's words when asked for. Streamed: memory holds one batch. Sensitive items are never among them. */
export const items = {
  name: 'items',
  rule: 'export',
  holds: 'rows',
  of: 'period',
  read: async (line, { withText, ...period }) => ({
    columns: [...headed(COLUMNS), ...(withText ? [WORDS] : []), ...headed(LATER)],
    rows: rowsOf(line, period, withText),
  }),
} as const satisfies ReportOf<'period'>;

const headed = (columns: typeof COLUMNS): Column[] => columns.map(([column]) => column);

async function* rowsOf(line: Line, period: ReportPeriod, withText: boolean): AsyncGenerator<Row> {
  for await (const batch of streamLineList(line.database, period, line.now(), BATCH)) {
    const texts = withText ? await readTexts(line, batch) : null;
    for (const row of batch) {
      const cells = (columns: typeof COLUMNS): Cell[] => columns.map(([, cell]) => cell(row));
      yield [...cells(COLUMNS), ...(texts ? [texts.get(row.id) ?? null] : []), ...cells(LATER)];
    }
  }
}

/** The resident's words of each item, a message a paragraph; empty once they were destroyed. */
async function readTexts(line: Line, batch: LineListRow[]): Promise<Map<string, string>> {
  const { read } = line.database;
  const keyIds = [...new Set(batch.map((row) => row.key_id).filter((id) => id !== null))];
  const [rows, messages] = await Promise.all([
    readPersonKeys(read, keyIds),
    readSealedMessages(
      read,
      batch.map((row) => row.id),
    ),
  ]);
  const keys = new Map(
    await Promise.all(rows.map(async (row) => [row.id, await line.keyring.unwrap(read, row)] as const)),
  );
  const keyOfItem = new Map(batch.map((row) => [row.id, keys.get(row.key_id ?? '') ?? null]));
  const texts = new Map<string, string>();
  for (const message of messages) {
    const text =
      message.direction === 'in' ? openBody(keyOfItem.get(message.itemId) ?? null, message)?.text : undefined;
    if (text) texts.set(message.itemId, texts.has(message.itemId) ? `${texts.get(message.itemId)}\n\n${text}` : text);
  }
  return texts;
}
