import { CsvError, parse } from 'csv-parse/sync';
import type { FileCode, Sheet, SheetRow } from '../core/domain/offers/sheet.ts';
import { done, type Result, refuse } from '../core/domain/result.ts';
import { findHeader } from '../core/offers/sheet/find-header.ts';
import { decodeText } from './decode-text.ts';
import { encodedTwice } from './encoded-twice.ts';

const DELIMITERS = [',', ';', '\t'];

/** Comma, semicolon or tab, whichever the headings have most of; UTF-8 with or without its mark. Refusals: see readSpreadsheet. */
export function readCsvSheet(bytes: Uint8Array): Result<Sheet, FileCode> {
  const text = decode(bytes);
  if (!text.ok) return text;
  return readCsvTable(text.value, findHeader);
}

/** Where in some rows the headings stand; -1 where no row has them. */
type FindHeader = (rows: readonly SheetRow[]) => number;

/** The rows of a table of separated values with anything in them. Refusals: empty_file, csv_broken. */
export function readCsvTable(text: string, findHeader: FindHeader): Result<Sheet, FileCode> {
  // Excel's own line, which it does not show as a row.
  const said = /^sep=(.)\r?\n/.exec(text);
  const table = said ? text.slice(said[0].length) : text;
  if (table.trim() === '') return refuse('empty_file');
  try {
    const records: string[][] = parse(table, {
      delimiter: said?.[1] ?? delimiterOf(table, findHeader),
      relax_column_count: true,
      skip_empty_lines: false,
    });
    const rows = records.map((cells, index) => ({ row: index + 1, cells }));
    return done({ rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')), merged: [] });
  } catch (error) {
    if (error instanceof CsvError) return refuse('csv_broken', { row: String(Number(error.records ?? 0) + 1) });
    throw error;
  }
}

function decode(bytes: Uint8Array): Result<string, FileCode> {
  const decoded = decodeText(bytes);
  if (!decoded) return refuse('not_spreadsheet');
  const found = encodedTwice(decoded.text);
  if (found !== null) return refuse('encoded_twice', { found });
  return decoded.encoding === 'UTF-8' ? done(decoded.text) : refuse('not_utf8');
}

/** By the line that has our headings, for a title may stand above them; else by the first. */
function delimiterOf(table: string, findHeader: FindHeader): string {
  const lines = table.split(/\r?\n/, 100);
  const rows = (delimiter: string) => lines.map((one, index) => ({ row: index + 1, cells: one.split(delimiter) }));
  const headed = DELIMITERS.find((delimiter) => findHeader(rows(delimiter)) >= 0);
  if (headed) return headed;
  const line = lines.find((one) => one.trim() !== '') ?? '';
  const bare = line.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
