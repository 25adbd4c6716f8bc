import type { SheetCell, SheetRow } from '../../core/domain/offers/sheet.ts';
import { visible } from '../../core/domain/text/fold.ts';
import { live } from '../../core/domain/text/inert.ts';
import type { CameBack, CameBackRow } from '../../core/i18n/translating/came-back.ts';
import { languageNamed } from '../../core/i18n/translating/language-named.ts';
import { plainly } from '../../core/i18n/translating/text-rows.ts';
import { COLUMNS, type ColumnName } from './columns.ts';

/** Without these nothing can be compared; the others stay as they are where they are missing. */
const NEEDED: readonly ColumnName[] = ['key', 'english', 'translation'];
/** What is read of a row, and must therefore be a text. */
const READ: readonly ColumnName[] = [...NEEDED, 'state', 'reviewer', 'note'];
/** So far down headings are looked for; above them stands a title. */
const DEEPEST = 40;

const headingOf = (cell: SheetCell | undefined): string =>
  typeof cell === 'string' ? visible(cell).trim().toLowerCase() : '';

export const findTextHeader = (rows: readonly SheetRow[]): number =>
  rows.slice(0, DEEPEST).findIndex(({ cells }) => {
    const headings = cells.map(headingOf).map((one) => one.replace(/^"(.*)"$/, '$1'));
    return NEEDED.filter((column) => headings.includes(column)).length >= 2;
  });

/** `mergedIn`: the range that a cell is merged into. `called`: what the sheet is named. */
export type TableAround = { mergedIn?: (row: number, column: number) => string | null; called?: string };

/** Rows of cells, in whatever order they and their columns stand. */
export function readTable(all: readonly SheetRow[], { mergedIn, called }: TableAround = {}): CameBack {
  const at = findTextHeader(all);
  const headings = (all[Math.max(at, 0)]?.cells ?? []).map(headingOf);
  const wrong = (problem: string): CameBack => ({ language: null, rows: [], problems: [problem] });
  if (at < 0 && all.some(({ cells }) => cells.some((cell) => /^[“”„«»]\s*key\s*[“”«»]/i.test(headingOf(cell)))))
    return wrong(
      'the quotation marks around its cells were made curly by a program; write straight ones, or send .xlsx',
    );
  const missing = NEEDED.filter((column) => !headings.includes(column));
  if (missing.length > 0) return wrong(`these columns are missing: ${missing.join(', ')}`);
  const twice = COLUMNS.find((column) => headings.indexOf(column) !== headings.lastIndexOf(column));
  if (twice) return wrong(`there are two columns “${twice}”; keep one`);
  const place = (column: ColumnName): number => headings.indexOf(column);
  const rows = all.slice(at + 1).map((row) => readRow(row, place, mergedIn));
  const languages = new Set(all.slice(at + 1).map(({ cells }) => textOf(cells[place('language')]).trim()));
  languages.delete('');
  if (languages.size > 1) return wrong(`it names more than one language: ${[...languages].join(', ')}`);
  const [language = called && languageNamed(called) ? called : null] = languages;
  return { language, rows, problems: [] };
}

function readRow(
  { row, cells }: SheetRow,
  place: (column: ColumnName) => number,
  mergedIn: TableAround['mergedIn'],
): CameBackRow {
  const read = (column: ColumnName): string => plainly(live(textOf(cells[place(column)])));
  const ifThere = (column: ColumnName): string | null => (place(column) < 0 ? null : read(column));
  const fault = READ.flatMap((column) => {
    const found = place(column) < 0 ? null : faultOf(cells[place(column)], mergedIn?.(row, place(column)) ?? null);
    return found ? [`${column}: ${found}`] : [];
  }).join('; ');
  return {
    at: `row ${row}`,
    key: visible(read('key')).trim(),
    english: read('english'),
    translation: read('translation'),
    state: ifThere('state'),
    reviewer: ifThere('reviewer'),
    note: ifThere('note'),
    version: ifThere('version'),
    ...(fault && { fault }),
  };
}

const textOf = (cell: SheetCell | undefined): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';

function faultOf(cell: SheetCell | undefined, range: string | null): string | null {
  if (range) return `the cells ${range} are merged; split them, and fill each by itself`;
  if (typeof cell === 'boolean') return 'this is TRUE or FALSE and no text; format the cell as text';
  if (cell instanceof Date) return 'this is a date and no text; format the cell as text';
  if (typeof cell !== 'object' || cell === null) return null;
  return cell.fault === 'formula'
    ? 'this is a formula; copy the cell and paste its value only'
    : 'the spreadsheet shows an error here';
}
