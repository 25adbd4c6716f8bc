import { Readable } from 'node:stream';
import { inert } from '../../core/domain/text/inert.ts';
import { labeller } from '../../core/reports/label-of.ts';
import type { Cell, CodeColumn, Column, Row, Table } from '../../core/reports/table.ts';
import { dictionaryOf } from './dictionary.ts';
import { type Format, type FormatOptions, tableIn } from './format.ts';
import { inBatches } from './in-batches.ts';
import { isoSecond } from './iso-second.ts';

/**
 * RFC 4180 with a byte order mark, streamed: a consumer that is slow slows the rows down. An error of the rows ends the stream with it. One
 * header row; beside each code its label; every text in quotes, and no cell that a spreadsheet runs.
 */
export const csv = {
  name: 'csv',
  takes: (holds) => holds !== 'signatures',
  wants: 'table',
  write: async (what, options) => Readable.from(inPieces(lines(tableIn(what), options)), { objectMode: false }),
  beside: (what, options) => dictionaryOf(tableIn(what), options),
} as const satisfies Format;

const BYTE_ORDER_MARK = '\ufeff';
/** What goes out at once: a piece for every row would cost more than the rows. */
const PIECE = 64 * 1024;

async function* inPieces(made: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = BYTE_ORDER_MARK;
  for await (const line of made) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

async function* lines(table: Table, options: FormatOptions): AsyncGenerator<string> {
  const { columns, rows, note } = table;
  yield lineOf(columns.flatMap((column) => namesOf(column).map(quoted)));
  if (options.hxl) yield lineOf(columns.flatMap((column) => tagsOf(column).map(quoted)));
  const writers = columns.map((column) => writerOf(column, options));
  for await (const batch of inBatches(rows)) {
    let written = '';
    for (const row of batch) {
      let between = '';
      for (let at = 0; at < writers.length; at += 1) {
        written += between + (writers[at]?.(row[at] ?? null, row) ?? '');
        between = ',';
      }
      written += '\r\n';
    }
    yield written;
  }
  if (note !== undefined) yield lineOf(noteCells(columns, oneSpaced(note)));
}

const lineOf = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

/** The last row, of what its reader must know: in the first two cells, so that it is no number anywhere. */
function noteCells(columns: readonly Column[], note: string): string[] {
  const wide = columns.flatMap(namesOf);
  return wide.map((_, index) => (index === 0 ? quoted('note') : index === 1 ? quoted(inert(note)) : ''));
}

/** Its headers: a code's label has its own. */
export const namesOf = ({ name, of }: Column): string[] => (of === 'code' ? [name, `${name}_label`] : [name]);
function tagsOf(column: Column): string[] {
  const tag = fittingTag(column);
  return column.of === 'code' ? [tag, `${tag}+label`] : [tag];
}

/** A tag that promises what its column holds: no date of what is a number, and no indicator of one kind where lists differ by the row. */
function fittingTag(column: Column): string {
  const { hxl, of } = column;
  const isNumber = of === 'number' || of === 'money';
  if (isNumber && hxl.startsWith('#date')) return `${hxl.replace('#date', '#indicator')}+num`;
  if (of === 'code' && typeof column.list === 'function') return hxl.replace('#indicator', '#meta');
  return column.several && of !== 'code' ? hxl.replace('#date', '#meta') : hxl;
}

type Write = (cell: Cell, row: Row) => string;

function writerOf(column: Column, options: FormatOptions): Write {
  const text = options.hxl
    ? (words: string) => quoted(inert(oneSpaced(words)))
    : (words: string) => quoted(inert(words));
  if (column.of === 'code') return codeWriter(column, options, text);
  const plain = plainWriter(column, text);
  // A validator wants a number, a date or nothing under its tag.
  return options.hxl && column.of !== 'text' ? (cell, row) => (isHidden(cell) ? '' : plain(cell, row)) : plain;
}

function codeWriter(column: CodeColumn, options: FormatOptions, text: (words: string) => string): Write {
  const labelled = labeller(options.texts, options.language, column);
  const known = new Map<string, string>();
  const both = (codes: readonly string[], row: Row) =>
    `${text(codes.join(';'))},${text(codes.map((code) => labelled(code, row)).join('; '))}`;
  return (cell, row) => {
    if (cell === null) return '"",""';
    if (Array.isArray(cell)) return both(cell, row);
    if (typeof cell !== 'string') return `${text(plainCell(cell, column))},""`;
    if (typeof column.list === 'function') return both([cell], row);
    const written = known.get(cell) ?? both([cell], row);
    known.set(cell, written);
    return written;
  };
}

function plainWriter(column: Column, text: (words: string) => string): Write {
  const isText = column.of === 'text' || column.several === true;
  return (cell) => {
    if (cell === null) return isText ? '""' : '';
    const plain = plainCell(cell, column);
    return isText || isHidden(cell) ? text(plain) : plain;
  };
}

const isHidden = (cell: Cell): boolean =>
  typeof cell === 'object' && cell !== null && !(cell instanceof Date) && !Array.isArray(cell);

const quoted = (text: string): string => `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
/** Validators take line breaks and double spaces for mistakes. */
const oneSpaced = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** A cell in the plain letters that other programs read: codes, instants in UTC to the second, euros with a point, `;` between several. */
export function plainCell(cell: Cell, column: Column): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell.normalize('NFC');
  if (typeof cell === 'number')
    return column.of === 'money' ? (cell / 100).toFixed(2) : cell.toFixed(decimalsOf(column));
  if (cell instanceof Date) return isoSecond(cell);
  return 'hidden' in cell ? cell.hidden : cell.join(';');
}

const decimalsOf = (column: Column): number => (column.of === 'number' ? column.decimals : 0);
