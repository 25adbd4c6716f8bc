import { CsvError, parse } from 'csv-parse/sync';
import type { FileCode, Sheet } from '../core/domain/offers/sheet.ts';
import { done, type Result, refuse } from '../core/domain/result.ts';
import { findHeader } from '../core/offers/sheet/find-header.ts';

const DELIMITERS = [',', ';', '\t'];

/** Comma, semicolon or tab, whichever the headings have most of; UTF-8 with or without its mark. Refusals: see readSpreadsheet. */
export function readCsvSheet(bytes: Uint8Array): Result<Sheet, FileCode> {
  const text = decode(bytes);
  if (!text.ok) return text;
  // Excel's own line, which it does not show as a row.
  const said = /^sep=(.)\r?\n/.exec(text.value);
  const table = said ? text.value.slice(said[0].length) : text.value;
  if (table.trim() === '') return refuse('empty_file');
  try {
    const records: string[][] = parse(table, {
      delimiter: said?.[1] ?? delimiterOf(table),
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
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return refuse('not_utf8');
  // No table has bytes like these: a PDF, a picture, a program.
  if (bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 32))) return refuse('not_spreadsheet');
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-') return refuse('not_spreadsheet');
  try {
    return done(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('not_utf8');
  }
}

/** By the line that has our headings, for a title may stand above them; else by the first. */
function delimiterOf(table: string): string {
  const lines = table.split(/\r?\n/, 100);
  const rows = (delimiter: string) => lines.map((one, index) => ({ row: index + 1, cells: one.split(delimiter) }));
  const headed = DELIMITERS.find((delimiter) => findHeader(rows(delimiter)) >= 0);
  if (headed) return headed;
  const line = lines.find((one) => one.trim() !== '') ?? '';
  const bare = line.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
