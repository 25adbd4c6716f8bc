import type { ReportPeriod } from '../../db/queries/line-list.ts';
import { BREAKDOWNS, type Breakdown, readSummary, type SummaryRow } from '../../db/queries/summary.ts';
import { partHidden, suppressedRows } from '../domain/suppress.ts';
import type { Line } from '../line.ts';

/** Cells in the order of `SUMMARY_COLUMNS`. */
export type Summary = { rows: string[][]; below: number };

/** The figures of a period by every breakdown, with small cells and those that would give them away shown as `<5`. */
export async function summary(line: Line, period: ReportPeriod): Promise<Summary> {
  const below = (await line.settings()).suppressBelow;
  const rows: string[][] = [];
  for (const breakdown of Object.keys(BREAKDOWNS) as Breakdown[]) {
    const read = await readSummary(line.database.read, period, breakdown);
    const hidden = suppressedRows(
      read.map((row) => row.received),
      below,
    );
    rows.push(...read.map((row, index) => cellsOf(breakdown, row, hidden[index] === true, below)));
  }
  return { rows, below };
}

function cellsOf(breakdown: Breakdown, row: SummaryRow, hidden: boolean, below: number): string[] {
  const mark = `<${below}`;
  if (hidden)
    return [breakdown, row.group, row.received < below ? mark : 'suppressed', ...Array<string>(11).fill('suppressed')];
  const part = (count: number, whole = row.received) =>
    partHidden(count, whole, below) ? (count < below ? mark : 'suppressed') : String(count);
  const hours = (value: number | null, count: number) =>
    count < below ? 'suppressed' : value === null ? '' : value.toFixed(1);
  return [
    breakdown,
    row.group,
    String(row.received),
    part(row.answered),
    part(row.closed),
    part(row.loopClosed),
    part(row.reopened),
    part(row.satisfied),
    part(row.partlySatisfied),
    part(row.unsatisfied),
    hours(row.firstResponseMedianHours, row.answered),
    hours(row.firstResponseP90Hours, row.answered),
    hours(row.closingMedianHours, row.closed),
    hours(row.closingP90Hours, row.closed),
  ];
}
