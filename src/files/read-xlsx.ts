import { type Cell, readXlsx, type Workbook, type Sheet as Worksheet } from 'hucre/xlsx';
import type { FileCode } from '../core/domain/offers/sheet.ts';
import {
  columnLetter,
  isEmptyCell,
  type LeftOut,
  type Sheet,
  type SheetCell,
  type SheetRow,
} from '../core/domain/offers/sheet.ts';
import { done, type Result, refuse } from '../core/domain/result.ts';
import { asCode } from '../core/domain/text/fold.ts';
import { findHeader, shownHeading } from '../core/offers/sheet/find-header.ts';
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

/** `hidden`: rows, columns and sheets that are hidden are read too. */
export type Reading = { hidden?: boolean };

/**
 * The sheet called Offers, else the first with our headings, else the first; of those that are shown, as they are shown: what a filter hides is
 * left out and named. Refusals: not_spreadsheet, unpacks_too_large, empty_file.
 */
export async function readXlsxSheet(bytes: Uint8Array, reading: Reading = {}): Promise<Result<Sheet, FileCode>> {
  const opened = await openWorkbook(bytes);
  if (!opened.ok) return opened;
  const { sheets } = opened.value;
  const isOut = (sheet: Worksheet): boolean => !reading.hidden && Boolean(sheet.hidden || sheet.veryHidden);
  const shown = sheets.filter((sheet) => !isOut(sheet)).map((sheet) => ({ sheet, rows: rowsOf(sheet) }));
  const withHeadings = shown.filter(({ rows }) => findHeader(rows) >= 0);
  const called = shown.find(({ sheet: { name } }) => asCode(name) === 'offers');
  const chosen = called ?? withHeadings[0] ?? shown[0];
  if (!chosen) return refuse('empty_file');
  const { sheet, rows } = chosen;
  const names = (some: typeof shown) => some.filter((one) => one !== chosen && one.rows.length > 0).map(nameOf);
  const before = shown.slice(0, shown.indexOf(chosen)).filter((one) => !withHeadings.includes(one));
  const asShown = reading.hidden ? { rows, leftOut: { rows: [], columns: [] } } : leaveOut(sheet, rows);
  return done({
    rows: asShown.rows,
    merged: mergedOf(sheet),
    leftOut: {
      read: sheet.name,
      ...asShown.leftOut,
      hiddenSheets: sheets.filter((one) => isOut(one) && rowsOf(one).length > 0).map(({ name }) => name),
      passed: names(before),
      more: names(withHeadings),
    },
  });
}

const nameOf = ({ sheet }: { sheet: Worksheet }): string => sheet.name;

export const mergedOf = ({ merges = [] }: Worksheet): Sheet['merged'] =>
  merges.map((one) => ({
    row: one.startRow + 1,
    range: `${columnLetter(one.startCol)}${one.startRow + 1}:${columnLetter(one.endCol)}${one.endRow + 1}`,
  }));

/** The rows with anything in them. */
export function rowsOf({ rows, cells = new Map<string, Cell>() }: Worksheet): SheetRow[] {
  return rows.flatMap((values, row) =>
    values.some((value) => value !== null && value !== undefined) || hasFormula(cells, row, values.length)
      ? [
          {
            row: row + 1,
            cells: values.map((value, column) => cellOf(value as SheetCell, cells.get(`${row},${column}`))),
          },
        ]
      : [],
  );
}

/** Without hidden rows and with empty cells in hidden columns. Headings are read though their row be hidden: they are no offer. */
function leaveOut(sheet: Worksheet, all: SheetRow[]): { rows: SheetRow[]; leftOut: Pick<LeftOut, 'rows' | 'columns'> } {
  const header = all[findHeader(all)];
  const isHiddenRow = (one: SheetRow): boolean => {
    const { hidden, height } = sheet.rowDefs?.get(one.row - 1) ?? {};
    return one !== header && (hidden === true || height === 0);
  };
  const isHiddenColumn = (index: number): boolean => {
    const { hidden, width } = sheet.columns?.[index] ?? {};
    return hidden === true || width === 0;
  };
  const kept = all.filter((one) => !isHiddenRow(one));
  const width = Math.max(0, ...kept.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, index) => index).filter(
    (index) => isHiddenColumn(index) && kept.some(({ cells }) => !isEmptyCell(cells[index])),
  );
  return {
    rows: kept.map(({ row, cells }) => ({
      row,
      cells: cells.map((cell, index) => (columns.includes(index) ? null : cell)),
    })),
    leftOut: {
      rows: all.filter(isHiddenRow).map(({ row }) => row),
      columns: columns.map((index) => ({ letter: columnLetter(index), heading: shownHeading(header?.cells[index]) })),
    },
  };
}

function cellOf(value: SheetCell, cell: Cell | undefined): SheetCell {
  if (cell?.formula !== undefined) return { fault: 'formula' };
  if (cell?.type === 'error') return { fault: 'error' };
  return value ?? null;
}

const hasFormula = (cells: ReadonlyMap<string, Cell>, row: number, width: number): boolean =>
  Array.from({ length: width }, (_, column) => cells.get(`${row},${column}`)?.formula !== undefined).includes(true);
