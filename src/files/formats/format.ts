import type { Readable } from 'node:stream';
import type { FileLanguage } from '../../core/domain/languages.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { ReportDocument } from '../../core/reports/document.ts';
import type { Report } from '../../core/reports/report.ts';
import type { Table } from '../../core/reports/table.ts';

export type FormatOptions = {
  texts: Texts;
  /** Of its headings, labels and sentences. What people wrote stays as they wrote it. */
  language: FileLanguage;
  /** A second language, which stands beside the first in formats that have room for two. */
  facing?: FileLanguage | undefined;
  /** The HXL row under the header, in formats that have one. */
  hxl: boolean;
};

/** A table of rows, or the document of a report of figures. */
export type Written = Table | ReportDocument;

/** A small file that goes with another: `name` with its ending. */
export type Beside = { name: string; text: string };

/** A way to write a report as a file. It knows no report by name. */
export type Format = {
  /** As after `--format`, and the ending of its files. */
  name: string;
  takes(holds: Report['holds']): boolean;
  /** What it wants of a report that gives both: the document that people read, or the one wide table of its figures. */
  wants: 'document' | 'table';
  /** What goes wrong while the rows are read ends the stream with that error. */
  write(what: Written, options: FormatOptions): Promise<Readable>;
  /** What says what is in it, by the name that the file has. */
  beside?(what: Written, options: FormatOptions & { file: string }): Beside;
};

export const isDocument = (what: Written): what is ReportDocument => 'sections' in what;

/** For formats that know no document. */
export function tableIn(what: Written): Table {
  if (isDocument(what)) throw new Error('this format writes tables');
  return what;
}

/** For formats of pages. */
export function documentIn(what: Written): ReportDocument {
  if (!isDocument(what)) throw new Error('this format writes documents');
  return what;
}
