import { stringify } from 'csv-stringify/sync';
import type { Language } from '../../core/domain/codes.ts';
import type { FileCode, SheetRow } from '../../core/domain/offers/sheet.ts';
import { done, type Result, refuse } from '../../core/domain/result.ts';
import { inert } from '../../core/domain/text/inert.ts';
import type { CameBack } from '../../core/i18n/translating/came-back.ts';
import type { TextRow } from '../../core/i18n/translating/text-rows.ts';
import type { Decoded } from '../decode-text.ts';
import { readCsvTable } from '../read-csv.ts';
import { COLUMNS, cellsOf } from './columns.ts';
import { findTextHeader, readTable } from './read-table.ts';

/** UTF-8 with the byte order mark that Excel needs. */
export const writeCsv = (language: Language, rows: readonly TextRow[]): Buffer =>
  Buffer.from(
    stringify([[...COLUMNS], ...rows.map((row) => cellsOf(row, language).map(inert))], {
      bom: true,
      quoted_string: true,
      record_delimiter: '\r\n',
    }),
  );

/** Comma, semicolon or tab; in whichever encoding it came. Refusals: empty_file, csv_broken, csv_cut. */
export function readCsvTexts({ text, encoding }: Decoded): Result<CameBack, FileCode> {
  const table = readCsvTable(text.replace(/^\ufeff/, ''), findTextHeader);
  if (!table.ok) return table;
  const cut = cutRow(text, table.value.rows);
  if (cut !== null) return refuse('csv_cut', { row: String(cut) });
  const read = readTable(table.value.rows);
  const narrow = encoding === 'Windows-1250';
  return done(narrow ? { ...read, hint: NARROW } : read);
}

/** The last row, where nothing ends it and cells of it are missing: every program ends its last line, or fills its row. */
function cutRow(text: string, rows: readonly SheetRow[]): number | null {
  const last = rows.at(-1);
  const headings = rows[findTextHeader(rows)]?.cells.length ?? 0;
  return last && !/[\r\n]\s*$/.test(text) && last.cells.length < headings ? last.row : null;
}

const NARROW =
  'it is in Windows-1250, which has no emoji and lacks other letters too; save it as “CSV UTF-8” or as .xlsx';
