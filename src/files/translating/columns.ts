import type { Language } from '../../core/domain/codes.ts';
import { inert, live } from '../../core/domain/text/inert.ts';
import type { TextRow } from '../../core/i18n/translating/text-rows.ts';

/** What a translator changes stands first; new ones come at the end. */
export const COLUMNS = [
  'key',
  'english',
  'translation',
  'state',
  'reviewer',
  'note',
  'screen',
  'picture',
  'limit',
  'placeholders',
  'language',
  'version',
] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** The cells of a row, in the order of the columns. */
export const cellsOf = (row: TextRow, language: Language): string[] =>
  COLUMNS.map((column) => (column === 'language' ? language : String(row[column])));

/** A cell of a workbook runs nothing and stays as it is, unless `live` would take something away from it. */
export const inWorkbook = (cell: string): string => (live(cell) === cell ? cell : inert(cell));
