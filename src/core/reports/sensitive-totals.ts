import { countSensitive } from '../../db/queries/reports/count-sensitive.ts';
import { finishedQuarters, lastFinishedQuarter, type Quarter, roundToFive } from '../domain/time/quarter.ts';
import type { Line } from '../line.ts';

export type SensitiveTotal = { quarter: string; rounded: number };

/**
 * All that any figure says of sensitive items: how many came in a quarter, of every kind together, rounded to the nearest five. A quarter that
 * is not over, or of which a period holds a part only, says nothing: else two files a day apart would show one report.
 */
export async function sensitiveTotals(line: Line, period: { from: Date; to: Date }): Promise<SensitiveTotal[]> {
  return Promise.all(finishedQuarters(period, line.now()).map((quarter) => totalOf(line, quarter)));
}

export const lastSensitiveTotal = (line: Line): Promise<SensitiveTotal> =>
  totalOf(line, lastFinishedQuarter(line.now()));

async function totalOf(line: Line, { name, from, to }: Quarter): Promise<SensitiveTotal> {
  return { quarter: name, rounded: roundToFive(await countSensitive(line.database.read, from, to)) };
}
