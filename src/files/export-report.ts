import type { Readable } from 'node:stream';
import type { FileLanguage } from '../core/domain/languages.ts';
import { done, type Result } from '../core/domain/result.ts';
import type { Texts } from '../core/i18n/texts.ts';
import type { Line } from '../core/line.ts';
import type { Report } from '../core/reports/report.ts';
import type { Table } from '../core/reports/table.ts';
import {
  type OfOffer,
  type OfPeriod,
  type TakeCode,
  type Taker,
  type Terms,
  takeReport,
} from '../core/reports/take-report.ts';
import { reportOf } from '../core/reports.ts';
import { RUNNING } from './formats/columns.ts';
import { type Beside, type Format, isDocument } from './formats/format.ts';
import { inBatches } from './formats/in-batches.ts';
import { FORMATS, type FormatName } from './formats.ts';

/** `format`: one that takes this report (`formatsOf`), or none for the report's own. `language`: English where none is said. */
export type ExportWanted = {
  what: string;
  format?: FormatName | undefined;
  language?: FileLanguage | undefined;
  /** A second language beside it, in a format that has room for two. */
  facing?: FileLanguage | undefined;
  hxl?: boolean | undefined;
} & (OfPeriod | OfOffer) &
  Pick<Terms, 'audience' | 'purpose'>;

/**
 * `remark`: what is not in it, said beside it to whoever takes it. For staff, in English. `beside`: what goes with it, by the name that the file
 * gets.
 */
export type ExportedFile = {
  name: string;
  stream: Readable;
  remark: string;
  beside: (file: string) => readonly Beside[];
};

/**
 * Makes a file of a report for who may have it: a lead, `console`, or at an offer whoever runs it. Who took what is written down before
 * the first row leaves. `onRows`: told now and then how many rows were read. Refusals: those of takeReport.
 */
export async function exportReport(
  line: Line,
  texts: Texts,
  by: Taker,
  { what, format: wanted, language = 'en', facing, hxl = false, ...asked }: ExportWanted,
  onRows?: (count: number) => void,
): Promise<Result<ExportedFile, TakeCode>> {
  const report = reportOf(what);
  const format: Format | undefined = formatsOf(report).find(({ name }) => wanted === undefined || name === wanted);
  if (!format) throw new Error('no format of that name takes this report');
  const taken = await takeReport(line, by, report, { ...asked, format: format.name, language, wants: format.wants });
  if (!taken.ok) return taken;
  const { name, what: whole } = taken.value;
  const read = onRows && !isDocument(whole) ? counted(whole, onRows) : whole;
  const options = { texts, language, facing, hxl };
  const stream = await format.write(read, options);
  const beside = (file: string) => (format.beside ? [format.beside(read, { ...options, file })] : []);
  return done({
    name: `${name}.${format.name}`,
    stream,
    beside,
    remark: remarkOf(texts, report, isDocument(read) ? {} : read),
  });
}

/** The formats that a report is written in, its own first. */
export const formatsOf = (report: Report): Format[] => FORMATS.filter((format) => format.takes(report.holds));

/** Its columns are relied on from outside, and it is passed on: what is not in a file stands beside it. */
function remarkOf(texts: Texts, report: Report, { unseen = 0, running }: Pick<Table, 'unseen' | 'running'>): string {
  const say = (key: string, values?: { count: number }) => texts.say('en', `staff-sheets:left_out.${key}`, values);
  const always = say(report.holds === 'figures' ? 'figures' : 'rows');
  const more = [unseen > 0 && say('places', { count: unseen }), running && texts.say('en', RUNNING)];
  return [always, ...more].filter(Boolean).join(' ');
}

/** The same table, telling how many rows were read. */
function counted(table: Table, onRows: (count: number) => void): Table {
  async function* rows() {
    let count = 0;
    for await (const batch of inBatches(table.rows)) {
      yield batch;
      count += batch.length;
      onRows(count);
    }
  }
  return { ...table, rows: rows() };
}
