import { type Cell, writeXlsx } from 'hucre/xlsx';
import type { Language } from '../../core/domain/codes.ts';
import { columnLetter, type FileCode } from '../../core/domain/offers/sheet.ts';
import { done, type Result, refuse } from '../../core/domain/result.ts';
import { REVIEW_STATES } from '../../core/i18n/review.ts';
import type { CameBack } from '../../core/i18n/translating/came-back.ts';
import type { TextRow } from '../../core/i18n/translating/text-rows.ts';
import { mergedOf, openWorkbook, rowsOf } from '../read-xlsx.ts';
import { COLUMNS, type ColumnName, cellsOf, inWorkbook } from './columns.ts';
import { findTextHeader, readTable } from './read-table.ts';

const WIDTHS: Record<ColumnName, number> = {
  key: 28,
  english: 50,
  translation: 50,
  state: 11,
  reviewer: 18,
  note: 30,
  screen: 45,
  picture: 28,
  limit: 8,
  placeholders: 45,
  language: 9,
  version: 13,
};

/** A sheet named by its language; its cells are formatted as text, so that what begins like a formula stays what it is. */
export async function writeXlsxTexts(language: Language, rows: readonly TextRow[]): Promise<Uint8Array> {
  const table = [[...COLUMNS], ...rows.map((row) => cellsOf(row, language).map(inWorkbook))];
  const cells = new Map<string, Partial<Cell>>();
  for (const [y, row] of table.entries())
    for (const [x, value] of row.entries())
      cells.set(`${y},${x}`, {
        value,
        style: {
          numFmt: '@',
          alignment: { wrapText: true, vertical: 'top' },
          ...(y === 0 && { font: { bold: true } }),
        },
      });
  const state = columnLetter(COLUMNS.indexOf('state'));
  return writeXlsx({
    sheets: [
      {
        name: language,
        rows: table,
        cells,
        columns: COLUMNS.map((column) => ({ width: WIDTHS[column] })),
        freezePane: { rows: 1, columns: 1 },
        dataValidations: [{ type: 'list', values: [...REVIEW_STATES], range: `${state}2:${state}${table.length}` }],
      },
    ],
  });
}

/**
 * The first sheet with our headings, else the first: all of it, for what a filter hides was not taken out. Refusals: not_spreadsheet,
 * unpacks_too_large, empty_file.
 */
export async function readXlsxTexts(bytes: Uint8Array): Promise<Result<CameBack, FileCode>> {
  const opened = await openWorkbook(bytes);
  if (!opened.ok) return opened;
  const sheets = opened.value.sheets.map((sheet) => ({ sheet, rows: rowsOf(sheet) }));
  const chosen = sheets.find(({ rows }) => findTextHeader(rows) >= 0) ?? sheets[0];
  if (!chosen || chosen.rows.length === 0) return refuse('empty_file');
  const { sheet, rows } = chosen;
  const names = mergedOf(sheet);
  const mergedIn = (row: number, column: number): string | null => {
    const index = (sheet.merges ?? []).findIndex(
      ({ startRow, endRow, startCol, endCol }) =>
        startRow < row && row <= endRow + 1 && startCol <= column && column <= endCol,
    );
    return names[index]?.range ?? null;
  };
  return done(readTable(rows, { mergedIn, called: sheet.name }));
}
