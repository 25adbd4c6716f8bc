import type { Readable } from 'node:stream';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Report } from '../../core/reports/report.ts';
import type { Table } from '../../core/reports/table.ts';

export type FormatOptions = {
  texts: Texts;
  /** The HXL row under the header, in formats that have one. */
  hxl: boolean;
};

/** A way to write a report's table as a file. It knows no report by name. */
export type Format = {
  /** As after `--format`, and the ending of its files. */
  name: string;
  takes(holds: Report['holds']): boolean;
  /** What goes wrong while the rows are read ends the stream with that error. */
  write(table: Table, options: FormatOptions): Promise<Readable>;
};
