import type { Readable } from 'node:stream';
import { startOfDay } from '../core/domain/local-time.ts';
import { done, type Result, refuse } from '../core/domain/result.ts';
import { mayExport, type StaffMember } from '../core/domain/staff/permissions.ts';
import type { Line } from '../core/line.ts';
import { LINE_LIST_COLUMNS, SUMMARY_COLUMNS, TEXT_COLUMN } from '../core/reports/columns.ts';
import { lineList } from '../core/reports/line-list.ts';
import { recordExport } from '../core/reports/record-export.ts';
import { summary } from '../core/reports/summary.ts';
import { csv } from './csv.ts';

export const EXPORTS = ['items', 'summary'] as const;
export const EXPORT_KINDS = ['feedback', 'registration', 'enquiry', 'all'] as const;

export type ExportRequest = {
  what: (typeof EXPORTS)[number];
  kind: (typeof EXPORT_KINDS)[number];
  /** Days in the programme's zone, both included: `2026-03-01`. */
  from: string;
  to: string;
  withText: boolean;
  hxl: boolean;
};

/** `unseen`: how many places hidden items have, where that may be told to whoever takes the file. */
export type ExportedFile = { name: string; stream: Readable; unseen?: number };

/**
 * Makes a file for programme leads, and writes down who took what before the first row leaves. `by` is a lead, or `console`.
 * Refusals: not_allowed, bad_date (values.name), period_backwards.
 */
export async function exportFile(
  line: Line,
  by: StaffMember | 'console',
  request: ExportRequest,
): Promise<Result<ExportedFile>> {
  if (by !== 'console' && !mayExport(by)) return refuse('not_allowed');
  const from = startOfDay(request.from);
  const to = startOfDay(request.to, 1);
  if (!from) return refuse('bad_date', { name: 'from' });
  if (!to) return refuse('bad_date', { name: 'to' });
  if (from >= to) return refuse('period_backwards');
  const { what, kind, withText } = request;
  await recordExport(line, by, { what, kind, withText, from: request.from, to: request.to });
  const name = `community-line-${what}-${request.from}-${request.to}.csv`;
  const period = { from, to, kind };
  if (what === 'summary') return done({ name, stream: await summaryCsv(line, period, request.hxl) });
  const columns = withText ? [...LINE_LIST_COLUMNS, TEXT_COLUMN] : LINE_LIST_COLUMNS;
  return done({ name, stream: csv({ columns, rows: lineList(line, period, withText), hxl: request.hxl }) });
}

async function summaryCsv(
  line: Line,
  period: { from: Date; to: Date; kind: ExportRequest['kind'] },
  hxl: boolean,
): Promise<Readable> {
  const { rows, below } = await summary(line, period);
  const remark = `Counts under ${below} are shown as <${below}, or as "suppressed" together with figures that would give such a count away. Sensitive items are in no figure but one of their own for each finished quarter, of every kind, rounded to the nearest five.`;
  const empty = Array<string>(SUMMARY_COLUMNS.length - 2).fill('');
  return csv({ columns: SUMMARY_COLUMNS, rows: [...rows, ['note', remark, ...empty]], hxl });
}
