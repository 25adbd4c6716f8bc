import { applications } from './grants/reports/applications.ts';
import { items } from './reports/items.ts';
import type { Report } from './reports/report.ts';
import { summary } from './reports/summary.ts';
import { attendance } from './trainings/reports/attendance.ts';
import { participants } from './trainings/reports/participants.ts';

/** Everything that leads can take out, in the order in which it is offered. */
export const REPORTS = [items, summary, participants, attendance, applications] as const satisfies readonly Report[];
export type ReportName = (typeof REPORTS)[number]['name'];
export const REPORT_NAMES = REPORTS.map(({ name }) => name);

export const reportOf = (name: ReportName): Report => REPORTS.find((report) => report.name === name) as Report;
