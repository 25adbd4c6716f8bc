import {
  ITEM,
  type LineListRow,
  type Listed,
  type ReportPeriod,
  streamLineList,
} from '../../db/queries/reports/line-list.ts';
import { openBody } from '../items/search/item-words.ts';
import type { Line } from '../line.ts';
import type { ReportOf } from './report.ts';
import { type Cell, type Column, code, codes, instant, money, number, type Row, text } from './table.ts';

/** Few, so that nobody else waits while they are made into rows; the next are fetched meanwhile. */
const BATCH = 50;

/** Where it is said how far an item came, by its kind. */
const STAGES: Record<string, string> = { registration: 'staff-offers:place.', enquiry: 'staff-grants:state.' };

/** In the order that is relied on from outside. */
const COLUMNS: readonly (readonly [column: Column, cell: (row: LineListRow) => Cell])[] = [
  [text('reference', '#meta+id'), ITEM.reference],
  [code('kind', '#indicator+kind', 'codes:item_kind.'), ITEM.kind],
  [code('type', '#indicator+type', 'codes:feedback_type.'), ITEM.type],
  [instant('received_at', '#date+reported'), ITEM.receivedAt],
  [code('municipality', '#adm2+name', 'codes:municipality.'), ITEM.municipality],
  [code('sector', '#sector', 'codes:sector.'), ITEM.sector],
  [code('agency', '#org', 'codes:agency.'), ITEM.agency],
  [code('language', '#meta+lang', 'codes:language.'), ITEM.language],
  [code('channel', '#channel', 'codes:channel.'), ITEM.channel],
  [code('gender', '#respondee+sex', 'codes:gender.'), ITEM.gender],
  [code('age_band', '#respondee+age', 'codes:age_band.'), ITEM.ageBand],
  [codes('community', '#respondee+group', 'codes:community.'), ITEM.communities],
  [code('disability', '#respondee+disability', 'codes:disability.'), ITEM.disability],
  [code('priority', '#severity', 'codes:priority.'), ITEM.priority],
  [code('status', '#status', 'exports:label.status.'), ITEM.status],
  [code('closed_reason', '#status+reason', 'codes:closed_reason.'), ITEM.closedReason],
  [number('first_response_hours', '#indicator+hours+response+num', 1), ITEM.firstResponseHours],
  [instant('closed_at', '#date+end'), ITEM.closedAt],
  [instant('loop_closed_at', '#date+loop'), ITEM.loopClosedAt],
  [code('satisfaction', '#indicator+satisfaction', 'codes:satisfaction.'), ITEM.satisfaction],
  [text('offer', '#activity+code'), ITEM.offer],
  [code('stage', '#status+stage', ([, kind]) => STAGES[String(kind)] ?? null), ITEM.stage],
  [money('amount_eur', '#value+eur'), ITEM.amountCents],
];
/** What came later, after the words too: what stood before keeps its place. */
const LATER: typeof COLUMNS = [
  [code('assignee_agency', '#org+assignee', 'codes:agency.'), ITEM.assigneeAgency],
  [instant('due_at', '#date+due'), ITEM.dueAt],
  [code('overdue', '#status+overdue', 'exports:label.overdue.'), ITEM.overdue],
  [number('reopened', '#indicator+reopened+num'), ITEM.reopenedCount],
  [number('referred', '#indicator+referred+num'), ITEM.referrals],
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
    running: period.to > line.now(),
  }),
} as const satisfies ReportOf<'period'>;

const headed = (columns: typeof COLUMNS): Column[] => columns.map(([column]) => column);

async function* rowsOf(line: Line, period: ReportPeriod, withText: boolean): AsyncGenerator<readonly Row[]> {
  const readers = (columns: typeof COLUMNS) => columns.map(([, read]) => read);
  const [first, later] = [readers(COLUMNS), readers(LATER)];
  for await (const batch of streamLineList(line.database, period, { now: line.now(), withText, batchSize: BATCH })) {
    const texts = withText ? await openTexts(line, batch) : null;
    yield batch.map(({ item }, index): Row => {
      const cells: Cell[] = [];
      for (const read of first) cells.push(read(item));
      if (texts) cells.push(texts[index] ?? null);
      for (const read of later) cells.push(read(item));
      return cells;
    });
  }
}

/** The resident's words of each, a message a paragraph; null once they were destroyed. Keys are read anew for each batch: who is forgotten meanwhile is. */
async function openTexts(line: Line, batch: readonly Listed[]): Promise<(string | null)[]> {
  const { read } = line.database;
  const keys = await line.keyring.keys(
    read,
    batch.flatMap(({ item }) => ITEM.keyId(item) ?? []),
  );
  return batch.map(({ item, messages }) => {
    const key = keys.get(ITEM.keyId(item) ?? '') ?? null;
    const paragraphs = messages.flatMap((message) => openBody(key, message)?.text || []);
    return paragraphs.length > 0 ? paragraphs.join('\n\n') : null;
  });
}
