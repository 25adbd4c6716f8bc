import { Readable } from 'node:stream';
import type { Texts } from '../../src/core/i18n/texts.ts';
import type { Cell, Column, Row } from '../../src/core/reports/table.ts';
import { type Format, tableIn } from '../../src/files/formats/format.ts';
import { inBatches } from '../../src/files/formats/in-batches.ts';

/** A format that nobody needs: a table in Markdown for reading, with labels for codes and a sum under what can be added up. */
export const markdown = {
  name: 'markdown',
  takes: () => true,
  wants: 'table',
  write: async (what, { texts }) => {
    const { columns, rows, note, head } = tableIn(what);
    const lines = head ? [`# ${head.title}, ${head.place}`, ''] : [];
    lines.push(
      lineOf(columns.map(({ name }) => name)),
      lineOf(columns.map(isFigure).map((is) => (is ? '--:' : '---'))),
    );
    const sums: (number | null)[] = columns.map((column) => (isFigure(column) ? 0 : null));
    for await (const batch of inBatches(rows))
      for (const row of batch) {
        lines.push(lineOf(columns.map((column, index) => shown(texts, row, column, row[index] ?? null))));
        for (const [index, sum] of sums.entries()) sums[index] = plus(sum, row[index] ?? null);
      }
    lines.push(lineOf(columns.map((column, index) => shown(texts, [], column, sums[index] ?? null))));
    if (note !== undefined) lines.push('', note);
    return Readable.from([`${lines.join('\n')}\n`], { objectMode: false });
  },
} as const satisfies Format;

const lineOf = (cells: string[]): string => `| ${cells.join(' | ')} |`;
const isFigure = ({ of }: Column): boolean => of === 'number' || of === 'money';
/** Of something hidden there is no sum. */
const plus = (sum: number | null, cell: Cell): number | null =>
  sum === null || (cell !== null && typeof cell !== 'number') ? null : sum + (cell ?? 0);

function shown(texts: Texts, row: Row, column: Column, cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return texts.formatDate('en', cell);
  if (typeof cell === 'number') return column.of === 'money' ? `${(cell / 100).toFixed(2)} €` : String(cell);
  if (typeof cell === 'object' && 'hidden' in cell) return `(${cell.hidden})`;
  const several = typeof cell === 'string' ? [cell] : cell;
  return several.map((one) => (column.of === 'code' ? labelOf(texts, row, column, one) : plain(one))).join(', ');
}

function labelOf(texts: Texts, row: Row, { list }: Column & { of: 'code' }, code: string): string {
  const key = `${typeof list === 'function' ? list(row) : list}${code}`;
  return texts.has('en', key) ? texts.say('en', key) : code;
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
