import type { Cell as SheetCell, WriteSheet } from 'hucre/xlsx';
import { labeller } from '../../core/reports/label-of.ts';
import type { Cell, Column, Row, Table } from '../../core/reports/table.ts';
import { codesOf, headingOf, labelHeadingOf } from '../formats/columns.ts';
import type { FormatOptions } from '../formats/format.ts';
import {
  fitCell,
  lettersOf,
  MOST_IN_CELL,
  MOST_ROWS,
  printed,
  STYLES,
  sheetName,
  styleOf,
  wallClock,
  widthOf,
} from './cells.ts';
import { unzip, type ZipPart, zipStream } from './zip-stream.ts';

/*
 * A long list as a workbook, streamed. hucre writes the whole book around it, with one row that shows how cells of each column are styled; the rows
 * themselves are written by us in that place as they come, so that memory holds none of them. What is known only at the end (how many sheets,
 * whether a text was cut) is written at the end: parts of a ZIP have no order.
 */

type Facts = { sheets: number; rows: readonly number[]; cut: boolean; madeAt: Date };

/** `most`: rows of a sheet, its heading included. */
export async function* listWorkbook(table: Table, options: FormatOptions, most = MOST_ROWS): AsyncGenerator<Buffer> {
  yield* zipStream(partsOf(table, options, most));
}

async function* partsOf(table: Table, options: FormatOptions, most: number): AsyncGenerator<ZipPart> {
  const facts: Facts = { sheets: 1, rows: [0], cut: false, madeAt: new Date() };
  const sample = await book(table, options, facts);
  const { head, styles } = around(sample.get(partName(0)));
  const writer = rowWriter(table.columns, options, styles);
  const rows = takeOneByOne(table.rows);
  const counts: number[] = [];
  for (let sheet = 0, more = true; more; sheet += 1) {
    counts.push(0);
    const content = async function* () {
      yield head;
      let piece = '';
      // The first row is the heading.
      for (let at = 2; at <= most; at += 1) {
        const row = await rows.next();
        if (row === null) break;
        counts[sheet] = at - 1;
        piece += writer.write(row, at);
        if (piece.length < PIECE) continue;
        yield piece;
        piece = '';
      }
      more = !(await rows.isOver());
      const last = `${lettersOf(wide(table.columns).length - 1)}${(counts[sheet] ?? 0) + 1}`;
      yield `${piece}</sheetData><autoFilter ref="A1:${last}"/>${after(sample.get(partName(0)))}`;
    };
    yield { name: partName(sheet), content: content() };
  }
  const whole = await book(table, options, { ...facts, sheets: counts.length, rows: counts, cut: writer.cut() });
  const ours = new Set(counts.map((_, sheet) => partName(sheet)));
  for (const [name, content] of whole) if (!ours.has(name)) yield { name, content };
}

const PIECE = 64 * 1024;
const PAGE = { paperSize: 'a4', orientation: 'landscape' } as const;
/** After the sheet about the file come those of rows. */
const partName = (sheet: number): string => `xl/worksheets/sheet${sheet + 2}.xml`;

type Rows = { next(): Promise<Row | null>; isOver(): Promise<boolean> };

function takeOneByOne(source: Table['rows']): Rows {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  let held: Row | null | undefined;
  const pull = async (): Promise<Row | null> => {
    const { done, value } = await iterator.next();
    return done ? null : value;
  };
  return {
    next: async () => {
      const row = held === undefined ? await pull() : held;
      held = row === null ? null : undefined;
      return row;
    },
    isOver: async () => {
      held ??= await pull();
      return held === null;
    },
  };
}

type Wide = { column: Column; heading: string; isLabel: boolean };

/** A code's label stands beside it. */
const wideOf = (columns: readonly Column[], { texts, language }: FormatOptions): Wide[] =>
  columns.flatMap((column) => {
    const own = { column, heading: headingOf(texts, language, column).title, isLabel: false };
    const label = { column, heading: labelHeadingOf(texts, language, column).title, isLabel: true };
    return column.of === 'code' ? [own, label] : [own];
  });
const wide = (columns: readonly Column[]): boolean[] =>
  columns.flatMap(({ of }) => (of === 'code' ? [false, true] : [false]));

/** The whole book but for its rows, part by part. */
async function book(table: Table, options: FormatOptions, facts: Facts): Promise<Map<string, Buffer>> {
  const { writeXlsx } = await import('hucre/xlsx');
  const { texts, language } = options;
  const { audience = 'internal', columns } = table;
  const say = (key: string, values?: Record<string, string | number>) => texts.say(language, `exports:${key}`, values);
  const mark = say(`mark.${audience}`);
  const short = say(`mark.${audience}_short`);
  const names = [sheetName(say('sheet.about'), [])];
  const name = (wanted: string) => {
    names.push(sheetName(wanted, names));
    return names.at(-1) ?? wanted;
  };
  const notes = [
    ...(table.note === undefined ? [] : [table.note]),
    say('zone.note'),
    ...(facts.cut ? [say('cut.note', { most: MOST_IN_CELL })] : []),
    ...(facts.sheets > 1 ? [say('split.note', { most: MOST_ROWS })] : []),
  ];
  const about: Partial<SheetCell>[][] = [
    [{ value: 'Community Line', style: STYLES.title }],
    [{ value: mark, style: STYLES.mark }],
    ...notes.map((value) => [{ value, style: STYLES.text }]),
    [
      { value: `${say('word.made')}: `, style: STYLES.text },
      { value: wallClock(facts.madeAt), style: STYLES.instant },
    ],
    [],
    [say('word.column'), say('word.meaning')].map((value) => ({ value, style: STYLES.heading })),
    ...columns.map((column) => {
      const { title, about: meaning } = headingOf(texts, language, column);
      return [title, meaning].map((value) => ({ value, style: STYLES.text }));
    }),
  ];
  const cells = wideOf(columns, options);
  const list = say('sheet.list');
  const lists = facts.rows.map(
    (_, index): WriteSheet => ({
      ...sheetOf(name(facts.sheets > 1 ? `${list} ${index + 1}` : list), [
        cells.map(({ heading }) => ({ value: heading, style: STYLES.heading })),
        // How cells of each column are styled is read from this row.
        cells.map(({ column, isLabel }) => ({ value: 'x', style: isLabel ? STYLES.text : styleOf(column) })),
      ]),
      columns: cells.map(({ column, isLabel }) => ({ width: isLabel ? 24 : widthOf(column) })),
      freezePane: { rows: 1, columns: 1 },
    }),
  );
  const codes = columns.flatMap((column) =>
    column.of === 'code'
      ? codesOf(texts, language, column).map(({ code, label }) => [
          headingOf(texts, language, column).title,
          code,
          label,
        ])
      : [],
  );
  const sheets = [
    { ...sheetOf(names[0] ?? '', about), columns: [{ width: 34 }, { width: 80 }] },
    ...lists,
    {
      ...sheetOf(name(say('sheet.codes')), [
        [say('word.list'), say('word.code'), say('word.meaning')].map((value) => ({ value, style: STYLES.heading })),
        ...codes.map((row) => row.map((value) => ({ value, style: STYLES.text }))),
      ]),
      columns: [{ width: 28 }, { width: 28 }, { width: 44 }],
      freezePane: { rows: 1 },
      autoFilter: { range: `A1:C${codes.length + 1}` },
    },
  ].map(
    (sheet): WriteSheet => ({
      ...sheet,
      ...printed(short),
      pageSetup: { ...PAGE, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    }),
  );
  const properties = { title: 'Community Line', created: facts.madeAt, modified: facts.madeAt };
  return unzip(Buffer.from(await writeXlsx({ sheets, properties, stringMode: 'inline' })));
}

const sheetOf = (name: string, rows: readonly (readonly Partial<SheetCell>[])[]): WriteSheet => ({
  name,
  rows: rows.map((row) => row.map((cell) => cell.value ?? null)),
  cells: new Map(rows.flatMap((row, y) => row.map((cell, x) => [`${y},${x}`, cell] as const))),
});

/** Of a sheet as hucre wrote it: all that stands before the first row of ours, and the number of each column's style. */
function around(part: Buffer | undefined): { head: string; styles: string[] } {
  const xml = part?.toString() ?? '';
  const at = xml.indexOf('<row r="2"');
  if (at < 0) throw new Error('the sheet has no row to show how cells are styled');
  const row = xml.slice(at, xml.indexOf('</row>', at));
  const styles = [...row.matchAll(/<c r="[A-Z]+2"([^>]*)>/g)].map(
    ([, named = '']) => / s="(\d+)"/.exec(named)?.[1] ?? '0',
  );
  return { head: (xml.split('<row r="2"')[0] ?? '').replace(/<dimension [^>]*\/>/, ''), styles };
}
const after = (part: Buffer | undefined): string => {
  const xml = part?.toString() ?? '';
  return xml.slice(xml.indexOf('</sheetData>') + '</sheetData>'.length);
};

type RowWriter = { write(row: Row, at: number): string; cut(): boolean };

function rowWriter(columns: readonly Column[], options: FormatOptions, styles: readonly string[]): RowWriter {
  const ending = options.texts.say(options.language, 'exports:cut.cell');
  let wasCut = false;
  const words = (text: string, place: number): string => {
    if (text === '') return '';
    if (text.length > MOST_IN_CELL) wasCut = true;
    const fit = text.length > MOST_IN_CELL ? fitCell(text, ending) : text;
    return ` s="${styles[place] ?? 0}" t="inlineStr"><is><t xml:space="preserve">${inXml(fit)}</t></is></c>`;
  };
  const plain = (number: number, place: number): string => ` s="${styles[place] ?? 0}"><v>${number}</v></c>`;
  let place = 0;
  const writers = columns.map((column): ((cell: Cell, row: Row) => readonly [number, string][]) => {
    const at = place;
    place += column.of === 'code' ? 2 : 1;
    if (column.of === 'code') {
      const labelled = labeller(options.texts, options.language, column);
      return (cell, row) => {
        const codes = codesIn(cell);
        return [
          [at, words(codes.join(';'), at)],
          [at + 1, words(codes.map((code) => labelled(code, row)).join('; '), at + 1)],
        ];
      };
    }
    return (cell) => [[at, cellOf(cell, column, at)]];
  });
  const cellOf = (cell: Cell, column: Column, at: number): string => {
    if (cell === null) return '';
    if (typeof cell === 'number') return plain(column.of === 'money' ? cell / 100 : cell, at);
    if (cell instanceof Date) return plain(serialOf(cell.getTime()), at);
    if (typeof cell !== 'string') return words('hidden' in cell ? cell.hidden : cell.join('; '), at);
    return column.of === 'day' && !column.several ? plain(Date.parse(cell) / DAY_MS + EPOCH, at) : words(cell, at);
  };
  const letters = Array.from({ length: place }, (_, index) => lettersOf(index));
  return {
    write: (row, at) => {
      let xml = `<row r="${at}">`;
      for (const [index, write] of writers.entries())
        for (const [where, cell] of write(row[index] ?? null, row))
          if (cell !== '') xml += `<c r="${letters[where]}${at}"${cell}`;
      return `${xml}</row>`;
    },
    cut: () => wasCut,
  };
}

const codesIn = (cell: Cell): readonly string[] => {
  if (cell === null) return [];
  if (typeof cell === 'string') return [cell];
  return Array.isArray(cell) ? cell : [];
};

const DAY_MS = 86_400_000;
/** Days from 30 December 1899 to 1970. */
const EPOCH = 25_569;
const HOUR_MS = 3_600_000;
const offsets = new Map<number, number>();

/** The day number that shows the clock of the programme's zone. How far that is from UTC is asked once an hour of the data. */
function serialOf(instant: number): number {
  const hour = Math.floor(instant / HOUR_MS);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    offset = wallClock(new Date(hour * HOUR_MS)).getTime() - hour * HOUR_MS;
    if (offsets.size > 100_000) offsets.clear();
    offsets.set(hour, offset);
  }
  return (Math.floor(instant / 1000) * 1000 + offset) / DAY_MS + EPOCH;
}

/** What XML 1.0 has no place for is left out; `_x0041_` would be read as a letter. */
const NOT_XML = /(?![\t\n\r])(?:\p{Cc}|\p{Cs}|[\ufffe\uffff])/gu;
const MARKUP = /[&<>\r]|_(?=x[0-9A-Fa-f]{4}_)/g;
const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;', _: '_x005F_' };
const inXml = (text: string): string => text.replace(NOT_XML, '').replace(MARKUP, (found) => ESCAPED[found] ?? found);
