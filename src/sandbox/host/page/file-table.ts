import type { CellValue } from 'hucre/xlsx';
import { readCsvSheet } from '../../../files/read-csv.ts';

/** A spreadsheet as somebody looks at it: what stands in the cells, as text. */
export type FileTable = { sheets: { name: string; rows: string[][] }[] };

const MOST_ROWS = 500;
const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/** The first 500 rows of every sheet that is shown; null when it is no spreadsheet. */
export async function fileTable(name: string, bytes: Buffer): Promise<FileTable | null> {
  if (bytes.subarray(0, 4).equals(ZIP)) return xlsxTable(bytes);
  const read = readCsvSheet(bytes);
  if (!read.ok) return read.code === 'empty_file' ? { sheets: [{ name, rows: [] }] } : null;
  return { sheets: [{ name, rows: rowsOf(read.value.rows.map(({ cells }) => cells as CellValue[])) }] };
}

async function xlsxTable(bytes: Buffer): Promise<FileTable | null> {
  const { openWorkbook } = await import('../../../files/read-xlsx.ts');
  const workbook = await openWorkbook(bytes);
  if (!workbook.ok) return null;
  const shown = workbook.value.sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden);
  return { sheets: shown.map(({ name, rows }) => ({ name, rows: rowsOf(rows) })) };
}

const rowsOf = (rows: CellValue[][]): string[][] =>
  rows.slice(0, MOST_ROWS).map((cells) => Array.from(cells, (cell) => textOf(cell)));

function textOf(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell);
  const moment = cell.toISOString();
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 16).replace('T', ' ');
}
