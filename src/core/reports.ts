import { ACTIVITIES } from './activities.ts';
import { items } from './reports/items.ts';
import type { Report } from './reports/report.ts';
import { summary } from './reports/summary.ts';

/** Everything that leads can take out, in the order in which it is offered. */
export const REPORTS: readonly Report[] = [items, summary, ...ACTIVITIES.flatMap(({ reports }) => reports ?? [])];
export const REPORT_NAMES = REPORTS.map(({ name }) => name);

/** Whoever asks has chosen a name of the list. */
export function reportOf(name: string): Report {
  const report = REPORTS.find((one) => one.name === name);
  if (!report) throw new Error('no such report');
  return report;
}
