import { type Cell, readXlsx, type Workbook } from 'hucre/xlsx';
import type { FileCode } from '../core/domain/offers/sheet.ts';
import { columnLetter, type Sheet, type SheetCell } from '../core/domain/offers/sheet.ts';
import { done, type Result, refuse } from '../core/domain/result.ts';
import { unpackXlsx } from './unpack-xlsx.ts';

/** More rows than are ever taken, so that the sentence about too many is still said; a cell at the far end of a sheet costs nothing. */
const WITHIN = 'A1:ZZ20000';

/** A workbook of somebody else, within bounds. Refusals: not_spreadsheet, unpacks_too_large. */
export async function openWorkbook(bytes: Uint8Array): Promise<Result<Workbook, FileCode>> {
  const unpacked = await unpackXlsx(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (unpacked === 'too_large') return refuse('unpacks_too_large');
  if (unpacked === null) return refuse('not_spreadsheet');
  try {
    return done(await readXlsx(unpacked, { range: WITHIN }));
  } catch {
    // A document of another program, a broken part: all the same to who sent it.
    return refuse('not_spreadsheet');
  }
}

/** The sheet called Offers, else the first that is not hidden. Refusals: not_spreadsheet, unpacks_too_large, empty_file. */
export async function readXlsxSheet(bytes: Uint8Array): Promise<Result<Sheet, FileCode>> {
  const opened = await openWorkbook(bytes);
  if (!opened.ok) return opened;
  const workbook = opened.value;
  const shown = workbook.sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden);
  const sheet = shown.find(({ name }) => name.trim().toLowerCase() === 'offers') ?? shown[0];
  if (!sheet) return refuse('empty_file');
  const { cells = new Map<string, Cell>(), merges = [] } = sheet;
  const rows = sheet.rows.flatMap((values, row) =>
    values.some((value) => value !== null && value !== undefined) || hasFormula(cells, row, values.length)
      ? [
          {
            row: row + 1,
            cells: values.map((value, column) => cellOf(value as SheetCell, cells.get(`${row},${column}`))),
          },
        ]
      : [],
  );
  return done({
    rows,
    merged: merges.map((one) => ({
      row: one.startRow + 1,
      range: `${columnLetter(one.startCol)}${one.startRow + 1}:${columnLetter(one.endCol)}${one.endRow + 1}`,
    })),
  });
}

function cellOf(value: SheetCell, cell: Cell | undefined): SheetCell {
  if (cell?.formula !== undefined) return { fault: 'formula' };
  if (cell?.type === 'error') return { fault: 'error' };
  return value ?? null;
}

const hasFormula = (cells: ReadonlyMap<string, Cell>, row: number, width: number): boolean =>
  Array.from({ length: width }, (_, column) => cells.get(`${row},${column}`)?.formula !== undefined).includes(true);
