import { BREAKDOWNS, type Breakdown, readSummary, type SummaryRow } from '../../db/queries/reports/summary.ts';
import { markOf, partHidden, protect, small } from '../domain/suppress.ts';
import type { ReportOf } from './report.ts';
import { sensitiveTotals } from './sensitive-totals.ts';
import { type Cell, code, type Hidden, money, number, type Row } from './table.ts';

/** Where the groups of a breakdown have their labels; the code of the breakdown stands in the first cell. */
const GROUPS: Record<string, string> = {
  ...{
    kind: 'codes:item_kind.',
    type: 'codes:feedback_type.',
    municipality: 'codes:municipality.',
    sector: 'codes:sector.',
  },
  ...{ agency: 'codes:agency.', language: 'codes:language.', channel: 'codes:channel.', gender: 'codes:gender.' },
  ...{ age_band: 'codes:age_band.', community: 'codes:community.', disability: 'codes:disability.' },
};

const COLUMNS = [
  code('breakdown', '#indicator+breakdown'),
  code('group', '#indicator+group', ([breakdown]) => GROUPS[String(breakdown)] ?? null),
  number('received', '#indicator+received+num'),
  number('answered', '#indicator+answered+num'),
  number('closed', '#indicator+closed+num'),
  number('loop_closed', '#indicator+loop_closed+num'),
  number('reopened', '#indicator+reopened+num'),
  number('satisfied', '#indicator+satisfied+num'),
  number('partly_satisfied', '#indicator+partly_satisfied+num'),
  number('unsatisfied', '#indicator+unsatisfied+num'),
  number('first_response_median_hours', '#date+response+hours+median', 1),
  number('first_response_p90_hours', '#date+response+hours+p90', 1),
  number('closing_median_hours', '#date+closing+hours+median', 1),
  number('closing_p90_hours', '#date+closing+hours+p90', 1),
  number('registered', '#reached+registered+num'),
  number('attended', '#reached+attended+num'),
  number('approved', '#indicator+approved+num'),
  money('approved_eur', '#value+approved+eur'),
];

const PARTS = [
  'answered',
  'closed',
  'loopClosed',
  'reopened',
  'satisfied',
  'partlySatisfied',
  'unsatisfied',
] as const satisfies readonly (keyof SummaryRow)[];
/** After the hours, since the columns before them are relied on from outside. */
const OFFER_PARTS = ['registered', 'attended', 'approved'] as const satisfies readonly (keyof SummaryRow)[];
type Part = (typeof PARTS)[number] | (typeof OFFER_PARTS)[number];

/** Which count the hours of a column were measured on. */
const HOURS = [
  ['firstResponseMedianHours', 'answered'],
  ['firstResponseP90Hours', 'answered'],
  ['closingMedianHours', 'closed'],
  ['closingP90Hours', 'closed'],
] as const satisfies readonly (readonly [keyof SummaryRow, Part])[];

const HIDDEN: Hidden = { hidden: 'suppressed' };
type Figure = number | Hidden;

/**
 * The figures of a period by every breakdown, without small counts and those that would give them away. Sensitive items are in none of them,
 * but for one line a quarter.
 */
export const summary = {
  name: 'summary',
  rule: 'export',
  holds: 'figures',
  of: 'period',
  read: async (line, period) => {
    const below = 5;
    const rows: Row[] = [];
    for (const breakdown of Object.keys(BREAKDOWNS) as Breakdown[])
      rows.push(...cellsOf(breakdown, await readSummary(line.database.read, period, breakdown), below));
    for (const { quarter, rounded } of await sensitiveTotals(line, period))
      rows.push(['sensitive', quarter, rounded, ...Array<null>(COLUMNS.length - 3).fill(null)]);
    const note = `Counts under ${below} are shown as <${below}, or as "suppressed" together with figures that would give such a count away. Sensitive items are in no figure but one of their own for each finished quarter, of every kind, rounded to the nearest five.`;
    return { columns: COLUMNS, rows, note };
  },
} as const satisfies ReportOf<'period'>;

/** One breakdown's rows as they may be shown. Exported for the proof that nothing hidden can be worked out. */
export function cellsOf(breakdown: string, rows: SummaryRow[], below: number): Row[] {
  const received = rows.map((row) => row.received);
  const whole = { counts: received, hidden: received.map((count) => small(count, below)), least: 1, below } as const;
  const hidden = protect(whole);
  if (hidden === null) return [[breakdown, 'any', ...Array<Hidden>(COLUMNS.length - 2).fill(HIDDEN)]];
  const mark: Hidden = { hidden: markOf(whole, hidden) };
  const parts = new Map<Part, Figure[]>(
    [...PARTS, ...OFFER_PARTS].map((part) => [part, partCells(rows, hidden, part, below)]),
  );
  const shown = (part: Part, index: number): Figure => parts.get(part)?.[index] ?? HIDDEN;
  const ifShown = (part: Part, index: number, figure: number | null): Cell =>
    typeof shown(part, index) === 'number' ? figure : HIDDEN;
  return rows.map((row, index) => [
    breakdown,
    row.group,
    hidden[index] ? mark : row.received,
    ...PARTS.map((part) => shown(part, index)),
    ...HOURS.map(([name, part]) => ifShown(part, index, row[name])),
    ...OFFER_PARTS.map((part) => shown(part, index)),
    ifShown('approved', index, row.approvedCents),
  ]);
}

/** One column of parts, protected by itself: its total may stand in another breakdown. */
function partCells(rows: SummaryRow[], rowHidden: readonly boolean[], part: Part, below: number): Figure[] {
  const counts = rows.map((row) => row[part]);
  const column = {
    counts,
    hidden: rows.map((row, index) => rowHidden[index] === true || partHidden(row[part], row.received, below)),
    least: 0,
    below,
  } as const;
  const hidden = protect(column);
  if (hidden === null) return counts.map(() => HIDDEN);
  const mark: Hidden = { hidden: markOf(column, hidden) };
  return counts.map((count, index) => (!hidden[index] ? count : rowHidden[index] ? HIDDEN : mark));
}
