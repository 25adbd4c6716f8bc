import type { Readable } from 'node:stream';
import type { Cell as SheetCell, WriteSheet } from 'hucre/xlsx';
import { labeller } from '../../core/reports/label-of.ts';
import type { Cell, Column, Row, Table } from '../../core/reports/table.ts';
import { codesOf, headingOf, labelHeadingOf, RUNNING } from '../formats/columns.ts';
import type { FormatOptions } from '../formats/format.ts';
import { inBatches } from '../formats/in-batches.ts';
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
import { unzip, type ZipPart, zipStream } from './zip.ts';

/*
 * A long list as a workbook, streamed. hucre writes the whole book around it, with one row that shows how cells of each column are styled; the rows
 * themselves are written by us in that place as they come, so that memory holds none of them. What is known only at the end (how many sheets,
 * whether a text was cut) is written at the end: parts of a ZIP have no order.
 */

type Facts = { sheets: number; rows: readonly number[]; cut: boolean; madeAt: Date };

/** `most`: rows of a sheet, its heading included. */
export const listWorkbook = (table: Table, options: FormatOptions, most = MOST_ROWS): Readable =>
  zipStream(partsOf(table, options, most));

async function* partsOf(table: Table, options: FormatOptions, most: number): AsyncGenerator<ZipPart> {
  const rows = inPortions(table.rows);
  try {
    yield* partsWith(rows, table, options, most);
  } finally {
    // Whoever stops reading lets go of what gives the rows.
    await rows.close();
  }
}

async function* partsWith(rows: Portions, table: Table, options: FormatOptions, most: number): AsyncGenerator<ZipPart> {
  const facts: Facts = { sheets: 1, rows: [0], cut: false, madeAt: new Date() };
  const sample = await book(table, options, facts);
  const { head, styles } = around(sample.get(partName(0)));
  const writer = rowWriter(table.columns, options, styles);
  const counts: number[] = [];
  for (let sheet = 0, more = true; more; sheet += 1) {
    counts.push(0);
    const content = async function* () {
      yield head;
      // The first row is the heading.
      let at = 2;
      for (let some = await rows.next(most - 1); some.length > 0; some = await rows.next(most + 1 - at)) {
        let piece = '';
        for (const row of some) {
          piece += writer.write(row, at);
          at += 1;
          if (piece.length < PIECE) continue;
          yield piece;
          piece = '';
        }
        yield piece;
      }
      counts[sheet] = at - 2;
      more = !(await rows.isOver());
      yield `</sheetData><autoFilter ref="A1:${lettersOf(wide(table.columns).length - 1)}${at - 1}"/>${after(sample.get(partName(0)))}`;
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

/** `next`: some rows, no more than so many; none when there are no more or none were asked for. */
type Portions = { next(most: number): Promise<readonly Row[]>; isOver(): Promise<boolean>; close(): Promise<unknown> };

function inPortions(source: Table['rows']): Portions {
  const batches = inBatches(source);
  let held: readonly Row[] = [];
  const fill = async () => {
    if (held.length === 0) held = (await batches.next()).value ?? [];
  };
  return {
    next: async (most) => {
      if (most > 0) await fill();
      const some = held.slice(0, most);
      held = held.slice(most);
      return some;
    },
    isOver: async () => {
      await fill();
      return held.length === 0;
    },
    close: () => batches.return(undefined),
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
    ...(table.running ? [texts.say(language, RUNNING)] : []),
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
/** What stands in a cell after its place; none where there is nothing. */
type Write = (cell: Cell, row: Row) => string;

function rowWriter(columns: readonly Column[], options: FormatOptions, styles: readonly string[]): RowWriter {
  const ending = options.texts.say(options.language, 'exports:cut.cell');
  let wasCut = false;
  const words = (text: string, place: number): string => {
    if (text === '') return '';
    if (text.length > MOST_IN_CELL) wasCut = true;
    const fit = text.length > MOST_IN_CELL ? fitCell(text, ending) : text;
    const tag = KEPT_AS_IT_IS.test(fit) ? 't xml:space="preserve"' : 't';
    return ` s="${styles[place] ?? 0}" t="inlineStr"><is><${tag}>${inXml(fit)}</t></is></c>`;
  };
  const plain = (number: number, place: number): string => ` s="${styles[place] ?? 0}"><v>${number}</v></c>`;
  const cellOf = (cell: Cell, column: Column, place: number): string => {
    if (cell === null) return '';
    if (typeof cell === 'number') return plain(column.of === 'money' ? cell / 100 : cell, place);
    if (cell instanceof Date) return plain(serialOf(cell.getTime()), place);
    if (typeof cell !== 'string') return words('hidden' in cell ? cell.hidden : cell.join('; '), place);
    return column.of === 'day' && !column.several
      ? plain(Date.parse(cell) / DAY_MS + EPOCH, place)
      : words(cell, place);
  };
  const writers: Write[] = [];
  for (const column of columns) {
    const place = writers.length;
    if (column.of !== 'code') {
      writers.push((cell) => cellOf(cell, column, place));
      continue;
    }
    const labelled = labeller(options.texts, options.language, column);
    const label = (cell: Cell, row: Row) =>
      words(
        codesIn(cell)
          .map((code) => labelled(code, row))
          .join('; '),
        place + 1,
      );
    const code: Write = (cell) => words(codesIn(cell).join(';'), place);
    // Codes are few and rows are many.
    writers.push(onceEach(code), typeof column.list === 'function' ? label : onceEach(label));
  }
  const sources = columns.flatMap(({ of }, index) => (of === 'code' ? [index, index] : [index]));
  const begins = writers.map((_, place) => `<c r="${lettersOf(place)}`);
  return {
    write: (row, at) => {
      let xml = `<row r="${at}">`;
      for (let place = 0; place < writers.length; place += 1) {
        const cell = writers[place]?.(row[sources[place] ?? 0] ?? null, row) ?? '';
        if (cell !== '') xml += `${begins[place]}${at}"${cell}`;
      }
      return `${xml}</row>`;
    },
    cut: () => wasCut,
  };
}

function onceEach(write: Write): Write {
  const known = new Map<string, string>();
  return (cell, row) => {
    if (cell === null) return '';
    const key = codesIn(cell).join(';');
    const written = known.get(key) ?? write(cell, row);
    known.set(key, written);
    return written;
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
/** Spaces that a reader of XML might take away: said only where there are any, since a row has forty texts. */
const KEPT_AS_IT_IS = /^\s|\s$|\s\s|[\t\n\r]/;
/** Of what follows most texts have nothing. */
const SUSPECT = /[^\t\n -%'-;=?-^`-~\u00a0-\ud7ff\ue000-\ufffd]/;
const inXml = (text: string): string =>
  SUSPECT.test(text) ? text.replace(NOT_XML, '').replace(MARKUP, (found) => ESCAPED[found] ?? found) : text;
