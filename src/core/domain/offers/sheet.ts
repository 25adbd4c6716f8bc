import type sentences from '../../../../locales/en/staff-import.json';
import { isBlank } from '../text/fold.ts';

/** What can be wrong with a sheet, and with the file it came in: each has its sentence. */
export type SheetCode = keyof (typeof sentences)['problems'];
export type FileCode = keyof (typeof sentences)['files'];

/** What stands in a cell. An Excel date is a `Date` whose UTC parts are the wall clock; `fault`: a formula, or an error like #REF!. */
export type SheetCell = string | number | boolean | Date | null | { fault: 'formula' | 'error' };

/** `row` is the number that the spreadsheet shows at its left. */
export type SheetRow = { row: number; cells: SheetCell[] };

/** The rows with anything in them: the headings, perhaps a title above. `merged` ranges as in `B2:C4`. */
export type Sheet = {
  rows: SheetRow[];
  merged: { row: number; range: string }[];
  leftOut?: LeftOut;
};

/** What of a workbook is not among the rows. Only what has anything in it is named. */
export type LeftOut = {
  /** The sheet that was read. */
  read: string;
  /** Hidden rows by their numbers, hidden columns by their letters, hidden sheets by their names. */
  rows: number[];
  columns: { letter: string; heading: string }[];
  hiddenSheets: string[];
  /** Sheets before it without headings, and others that have them too. */
  passed: string[];
  more: string[];
};

/** What is said of a sheet beside its problems; one sentence a code in `staff-import.json` under `notes`. */
export type SheetNote = { code: keyof (typeof sentences)['notes']; values: Record<string, string> };

/** What is wrong, where; one sentence a code in `staff-import.json` under `problems`. `row` null: the file as a whole. */
export type SheetProblem = {
  row: number | null;
  heading: string;
  code: SheetCode;
  values?: Record<string, string | number>;
};

export const isEmptyCell = (cell: SheetCell | undefined): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && isBlank(cell));

/** As above the columns of a spreadsheet: A, B … Z, AA. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? columnLetter(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}
