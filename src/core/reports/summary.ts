import type { ReportPeriod } from '../../db/queries/reports/line-list.ts';
import { BREAKDOWNS, type Breakdown, readSummary, type SummaryRow } from '../../db/queries/reports/summary.ts';
import { markOf, partHidden, protect, small } from '../domain/suppress.ts';
import type { Line } from '../line.ts';
import { SUMMARY_COLUMNS } from './columns.ts';
import { sensitiveTotals } from './sensitive-totals.ts';

/** Cells in the order of `SUMMARY_COLUMNS`. */
export type Summary = { rows: string[][]; below: number };

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

const HIDDEN = 'suppressed';

/**
 * The figures of a period by every breakdown, without small counts and those that would give them away. Sensitive items are in none of them,
 * but for one line a quarter.
 */
export async function summary(line: Line, period: ReportPeriod): Promise<Summary> {
  const below = (await line.settings()).suppressBelow;
  const rows: string[][] = [];
  for (const breakdown of Object.keys(BREAKDOWNS) as Breakdown[])
    rows.push(...cellsOf(breakdown, await readSummary(line.database.read, period, breakdown), below));
  for (const { quarter, rounded } of await sensitiveTotals(line, period))
    rows.push(['sensitive', quarter, String(rounded), ...Array<string>(SUMMARY_COLUMNS.length - 3).fill('')]);
  return { rows, below };
}

/** One breakdown's rows as they may be shown. Exported for the proof that nothing hidden can be worked out. */
export function cellsOf(breakdown: string, rows: SummaryRow[], below: number): string[][] {
  const received = rows.map((row) => row.received);
  const whole = { counts: received, hidden: received.map((count) => small(count, below)), least: 1, below } as const;
  const hidden = protect(whole);
  if (hidden === null) return [[breakdown, 'any', ...Array<string>(SUMMARY_COLUMNS.length - 2).fill(HIDDEN)]];
  const mark = markOf(whole, hidden);
  const parts = new Map<Part, string[]>(
    [...PARTS, ...OFFER_PARTS].map((part) => [part, partCells(rows, hidden, part, below)]),
  );
  const shown = (part: Part, index: number) => parts.get(part)?.[index] ?? HIDDEN;
  const ifShown = (part: Part, index: number, figure: string) => (/^\d+$/.test(shown(part, index)) ? figure : HIDDEN);
  return rows.map((row, index) => [
    breakdown,
    row.group,
    hidden[index] ? mark : String(row.received),
    ...PARTS.map((part) => shown(part, index)),
    ...HOURS.map(([name, part]) => ifShown(part, index, row[name]?.toFixed(1) ?? '')),
    ...OFFER_PARTS.map((part) => shown(part, index)),
    ifShown('approved', index, (row.approvedCents / 100).toFixed(2)),
  ]);
}

/** One column of parts, protected by itself: its total may stand in another breakdown. */
function partCells(rows: SummaryRow[], rowHidden: readonly boolean[], part: Part, below: number): string[] {
  const counts = rows.map((row) => row[part]);
  const column = {
    counts,
    hidden: rows.map((row, index) => rowHidden[index] === true || partHidden(row[part], row.received, below)),
    least: 0,
    below,
  } as const;
  const hidden = protect(column);
  if (hidden === null) return counts.map(() => HIDDEN);
  const mark = markOf(column, hidden);
  return counts.map((count, index) => (!hidden[index] ? String(count) : rowHidden[index] ? HIDDEN : mark));
}
