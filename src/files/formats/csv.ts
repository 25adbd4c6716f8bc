import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { inert } from '../../core/domain/text/inert.ts';
import type { Cell, Column, Table } from '../../core/reports/table.ts';
import { type Format, tableIn } from './format.ts';

/** RFC 4180 with a byte order mark, streamed: a consumer that is slow slows the rows down. An error of the rows ends the stream with it. */
export const csv = {
  name: 'csv',
  takes: (holds) => holds !== 'signatures',
  wants: 'table',
  write: async (what, { hxl }) =>
    pipeline(
      Readable.from(records(tableIn(what), hxl)),
      stringify({ bom: true, record_delimiter: 'windows', quoted_string: true }),
      () => {},
    ),
} as const satisfies Format;

async function* records({ columns, rows, note }: Table, hxl: boolean): AsyncGenerator<string[]> {
  yield columns.map(({ name }) => name);
  if (hxl) yield columns.map((column) => column.hxl);
  for await (const row of rows) yield columns.map((column, index) => inert(plainCell(row[index] ?? null, column)));
  if (note !== undefined) yield ['note', note, ...Array<string>(columns.length - 2).fill('')].map(inert);
}

/** A cell in the plain letters that other programs read: codes, instants in UTC to the second, euros with a point, `;` between several. */
export function plainCell(cell: Cell, column: Column): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell.normalize('NFC');
  if (typeof cell === 'number')
    return column.of === 'money' ? (cell / 100).toFixed(2) : cell.toFixed(decimalsOf(column));
  if (cell instanceof Date) return `${cell.toISOString().slice(0, 19)}Z`;
  return 'hidden' in cell ? cell.hidden : cell.join(';');
}

const decimalsOf = (column: Column): number => (column.of === 'number' ? column.decimals : 0);
