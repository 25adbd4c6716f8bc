import type { Cell, SheetChart, WriteSheet } from 'hucre/xlsx';
import { BREAKDOWNS, FIGURES, type FigureName } from '../../core/domain/figures/figures.ts';
import type { Compared, FigureTable, ReportDocument, Value } from '../../core/reports/document.ts';
import { COMPARED } from '../../core/reports/document.ts';
import { labelOf } from '../../core/reports/label-of.ts';
import type { FormatOptions } from '../formats/format.ts';
import { groupLabel, tableTitle } from '../formats/groups.ts';
import { translationOf } from '../quoted.ts';
import { sayDay, saySentence } from '../say-figures.ts';
import { fitCell, lettersOf, printed, STYLES, sheetName, wallClock } from './cells.ts';

/*
 * A report of figures as a workbook: the headline with the way to every sheet, a sheet for each table that people read with its chart under it, every
 * figure by every breakdown in one long sheet for pivot tables, and what the codes and figures mean.
 */

type Styled = Partial<Cell>;
type Sheet = {
  name: string;
  rows: Styled[][];
  widths: number[];
  freeze: number;
  filter?: { row: number; width: number };
  charts?: SheetChart[];
  /** Too wide for a page: the first columns stand on every page, and a page begins after each block of so many. */
  blocks?: { first: number; size: number };
  /** The row of headings, from 0: it is as high as the words in it, and stands on every printed page. */
  heads?: number;
  /** Rows of one text across the whole sheet. */
  across?: number[];
  /** Its texts go on in the next line: every row is as high as its own. */
  tall?: boolean;
};
type Say = (key: string, values?: Record<string, string | number>) => string;

const text = (value: string): Styled => ({ value, style: STYLES.text });
const heading = (value: string): Styled => ({ value, style: STYLES.heading });
const title = (value: string): Styled => ({ value, style: STYLES.title });
const across = (value: string): Styled => ({ value, style: STYLES.wrapped });

const THEN = { now: 'now', before: 'before', yearAgo: 'year_ago', beginning: 'beginning' } as const;

export async function documentWorkbook(document: ReportDocument, options: FormatOptions): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const { texts, language } = options;
  const say: Say = (key, values) => texts.say(language, `exports:${key}`, values);
  const mark = say(`mark.${document.audience}`);
  const names = [sheetName(say('sheet.headline'), [])];
  const name = (wanted: string) => {
    const given = sheetName(wanted, names);
    names.push(given);
    return given;
  };
  const sections = document.sections.map((section, nth) => ({
    heading: texts.say(language, `figures:section.${section.name}`),
    tables: section.tables.map((table, place) => {
      const titled = tableTitle(texts, language, table);
      const number = `${nth + 1}.${place + 1}`;
      const full = table.rows.some(isSaying);
      return { table, number, titled, full, name: full ? name(`${number} ${titled}`) : null };
    }),
  }));
  const sheets = sections.flatMap(({ heading: of, tables }) =>
    tables.flatMap((one) =>
      one.name === null
        ? []
        : [tableSheet(one.table, document, options, say, { name: one.name, titled: `${of}: ${one.titled}`, mark })],
    ),
  );
  const last = [everything(document, options, say, { name: name(say('sheet.figures')), mark })];
  if (document.quotations.length > 0)
    last.push(quotations(document, options, say, { name: name(say('sheet.quotations')), mark }));
  last.push(codes(document, options, say, { name: name(say('sheet.codes')), mark }));
  const ways = [
    ...sections.map(({ heading: of, tables }) => ({
      of,
      to: tables.map((one) => ({ words: `${one.number} ${one.titled}`, sheet: one.name })),
    })),
    { of: '', to: last.map((sheet) => ({ words: sheet.name, sheet: sheet.name })) },
  ];
  const first = headline(document, options, say, { name: names[0] ?? '', mark, ways });
  return writeXlsx({
    sheets: [first, ...sheets, ...last].map((sheet) => written(sheet, say(`mark.${document.audience}_short`))),
    properties: { title: 'Community Line', created: document.madeAt, modified: document.madeAt },
  });
}

/** Anything above zero. */
const isSaying = ({ cells }: FigureTable['rows'][number]): boolean =>
  cells.some((cell) => COMPARED.some((then) => isSaid(cell[then])));
const isSaid = (value: Value): boolean => typeof value === 'number' && value !== 0;

function written(sheet: Sheet, mark: string): WriteSheet {
  const { name, rows, widths, freeze, filter, charts, blocks, heads, across: wide = [], tall = false } = sheet;
  const last = rows.length;
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const heights = new Map([
    ...rows.flatMap((row, place) =>
      tall && place >= freeze ? [[place, { height: heightOf(row, widths) }] as const] : [],
    ),
    ...wide.map((row) => [row, { height: heightOf(rows[row] ?? [], [whole]) }] as const),
    ...(heads === undefined ? [] : [[heads, { height: heightOf(rows[heads] ?? [], widths) }] as const]),
  ]);
  return {
    name,
    rows: rows.map((row) => row.map((cell) => cell.value ?? null)),
    cells: new Map(rows.flatMap((row, y) => row.map((cell, x) => [`${y},${x}`, cell] as const))),
    columns: widths.map((width) => ({ width })),
    rowDefs: heights,
    merges: wide.map((row) => ({ startRow: row, endRow: row, startCol: 0, endCol: widths.length - 1 })),
    ...(freeze > 0 ? { freezePane: { rows: freeze } } : {}),
    ...(filter
      ? { autoFilter: { range: `A${filter.row}:${lettersOf(filter.width - 1)}${Math.max(last, filter.row)}` } }
      : {}),
    ...(charts ? { charts } : {}),
    ...printed(mark),
    ...(blocks ? inBlocks(blocks, widths, heads) : onOnePageWide(heads, last)),
  };
}

const LINE_POINTS = 15;
/** No row is higher (Excel specifications and limits). */
const MOST_POINTS = 409;

/** Of a row whose texts go on in the next line where a column ends. */
function heightOf(cells: readonly Styled[], widths: readonly number[]): number {
  const lines = cells.map(({ value }, column) => linesOf(String(value ?? ''), widths[column] ?? 10));
  return Math.min(MOST_POINTS, LINE_POINTS * Math.max(1, ...lines));
}

function linesOf(words: string, width: number): number {
  let [lines, used] = [1, 0];
  for (const word of words.split(' ')) {
    if (used > 0 && used + 1 + word.length > width) [lines, used] = [lines + 1, 0];
    used += (used > 0 ? 1 : 0) + word.length;
  }
  return lines;
}

const PAGE = { paperSize: 'a4', orientation: 'landscape' } as const;
const titlesRow = (heads: number | undefined) =>
  heads === undefined ? {} : { printTitlesRow: `$${heads + 1}:$${heads + 1}` };
/** With its chart it is one page, where that leaves it legible. */
const FEW_ROWS = 30;
const onOnePageWide = (heads: number | undefined, rows: number) => {
  const fitToHeight = rows <= FEW_ROWS ? 1 : 0;
  return { pageSetup: { ...PAGE, fitToPage: true, fitToWidth: 1, fitToHeight, ...titlesRow(heads) } };
};

/** What a page that lies across has room for at full size, in the widths of columns. */
const PAGE_WIDTH = 120;

function inBlocks(
  { first, size }: { first: number; size: number },
  widths: readonly number[],
  heads: number | undefined,
): Partial<WriteSheet> {
  const sum = (some: readonly number[]) => some.reduce((so, width) => so + width, 0);
  const [names, block] = [sum(widths.slice(0, first)), sum(widths.slice(first, first + size))];
  const breaks = Array.from(
    { length: Math.floor((widths.length - first - 1) / size) },
    (_, index) => first + size * (index + 1) - 1,
  );
  const scale = Math.max(40, Math.min(100, Math.floor((100 * PAGE_WIDTH) / (names + block))));
  const titles = { printTitlesColumn: `$A:$${lettersOf(first - 1)}`, ...titlesRow(heads) };
  return { pageSetup: { ...PAGE, scale, ...titles }, colBreaks: breaks };
}

const FORMATS = { count: STYLES.count, share: STYLES.share, hours: STYLES.hours, money: STYLES.money };

/** A number as a number; what is none, in words. */
function figureCell(figure: FigureName, value: Value, say: Say): Styled {
  const { unit } = FIGURES[figure];
  if (value === null) return { value: null };
  if (typeof value === 'string') return { value: say(`word.${value}`), style: STYLES.text };
  return { value: unit === 'money' ? value / 100 : value, style: FORMATS[unit] };
}

const named = ({ texts, language }: FormatOptions, figure: FigureName): string =>
  texts.say(language, `figures:name.${figure}`);

const WAYS_IN_A_ROW = 4;
const wayTo = (words: string, sheet: string): Styled => ({
  value: words,
  style: STYLES.link,
  hyperlink: { target: '', location: `'${sheet.replaceAll("'", "''")}'!A1` },
});

type Way = { of: string; to: readonly { words: string; sheet: string | null }[] };

function headline(
  document: ReportDocument,
  options: FormatOptions,
  say: Say,
  { name, mark, ways }: { name: string; mark: string; ways: readonly Way[] },
): Sheet {
  const { texts, language } = options;
  const { period, compared, madeAt, notes, targets, kind } = document;
  const days = ({ from, to }: { from: string; to: string }) =>
    `${sayDay(texts, language, from)} – ${sayDay(texts, language, to)}`;
  const section = (words: string): Styled => ({ value: words, style: STYLES.section });
  const rows: Styled[][] = [
    [title(`Community Line: ${say('page.title')}`)],
    [{ value: mark, style: STYLES.mark }],
    [],
    [heading(say('word.figure')), ...COMPARED.map((then) => heading(say(`word.${THEN[then]}`)))],
    [
      text(say('word.period')),
      ...[period, compared.before, compared.yearAgo, compared.beginning].map((one) => text(one ? days(one) : '–')),
    ],
    ...document.headline.map(({ figure, value }) => [
      text(named(options, figure)),
      ...COMPARED.map((then) => figureCell(figure, value[then], say)),
    ]),
    ...(kind === 'all' ? [] : [[text(say('word.kind')), text(labelOf(texts, language, `codes:item_kind.${kind}`))]]),
    [text(say('word.made')), { value: wallClock(madeAt), style: STYLES.instant }],
  ];
  if (targets.length > 0)
    rows.push(
      [],
      [heading(say('page.targets')), ...['target', 'now', 'beginning'].map((word) => heading(say(`word.${word}`)))],
      ...targets.map(({ figure, target, value }) => [
        text(named(options, figure)),
        ...[target, value.now, value.beginning].map((one) => figureCell(figure, one, say)),
      ]),
    );
  const wide: number[] = [];
  const sayAcross = (words: string) => {
    wide.push(rows.length);
    rows.push([across(words)]);
  };
  for (const { name: of, sentences } of document.sections) {
    if (sentences.length === 0) continue;
    rows.push([], [section(texts.say(language, `figures:section.${of}`))]);
    sayAcross(sentences.map((sentence) => saySentence(texts, language, sentence)).join(' '));
  }
  rows.push([], [section(say('page.notes'))]);
  for (const note of notes) sayAcross(saySentence(texts, language, note));
  rows.push([], [section(say('sheet.contents'))]);
  for (const { of, to } of ways)
    for (let at = 0; at < to.length; at += WAYS_IN_A_ROW)
      rows.push([
        text(at === 0 ? of : ''),
        ...to
          .slice(at, at + WAYS_IN_A_ROW)
          .map(({ words, sheet }) => (sheet === null ? text(`${words}: –`) : wayTo(words, sheet))),
      ]);
  if (ways.some(({ to }) => to.some(({ sheet }) => sheet === null))) sayAcross(`–: ${say('page.nothing')}`);
  return { name, rows, widths: [44, 26, 26, 26, 26], freeze: 0, across: wide };
}

type Named = { name: string; titled: string; mark: string };

/** Of no more columns than these a page shows all of them, and the chart whole. */
const MOST_ON_A_PAGE = 12;

/** Two columns of codes and labels a breakdown has, then each figure of the period, then the same of the periods it is compared with that have any. */
function tableSheet(
  table: FigureTable,
  document: ReportDocument,
  options: FormatOptions,
  say: Say,
  { name, titled, mark }: Named,
): Sheet {
  const { texts, language } = options;
  const places = Math.max(1, BREAKDOWNS[table.breakdown].length);
  const groupTitle = say('column.group.title');
  // A week or a month has nothing beside it, and a young line nothing of a year ago.
  const periods = COMPARED.filter(
    (then) => then === 'now' || table.rows.some(({ cells }) => cells.some((cell) => cell[then] !== null)),
  );
  const heads = [
    ...Array.from({ length: places }, () => [heading(say('word.code')), heading(groupTitle)]).flat(),
    ...periods.flatMap((then) =>
      table.figures.map((figure) =>
        heading(then === 'now' ? named(options, figure) : `${named(options, figure)} (${say(`word.${THEN[then]}`)})`),
      ),
    ),
  ];
  const rows = table.rows.map(({ groups, cells }) => [
    ...Array.from({ length: places }, (_, place) => {
      const code = groups[place] ?? '';
      return [text(code), text(code === '' ? '' : groupLabel(texts, language, table.breakdown, place, code))];
    }).flat(),
    ...periods.flatMap((then) =>
      table.figures.map((figure, index) => figureCell(figure, cells[index]?.[then] ?? null, say)),
    ),
  ]);
  const before = 3;
  const series = periods.filter((then) => then === 'now' || then === 'before');
  const chart = chartOf(table, {
    name,
    first: before + 2,
    last: before + 1 + rows.length,
    places,
    titled,
    series,
    options,
    say,
  });
  const remark = chart ? remarkOf(table, document, say) : '';
  return {
    name,
    rows: [[title(titled)], [{ value: mark, style: STYLES.mark }], [text(remark)], heads, ...rows],
    widths: [...Array.from({ length: places }, () => [16, 28]).flat(), ...heads.slice(places * 2).map(() => 15)],
    freeze: before + 1,
    heads: before,
    filter: { row: before + 1, width: heads.length },
    ...(heads.length > MOST_ON_A_PAGE ? { blocks: { first: places * 2, size: table.figures.length } } : {}),
    ...(chart ? { charts: [chart] } : {}),
  };
}

/** What must be read with its chart: a spreadsheet draws nothing where there is a word, and sums of rounded numbers differ. */
function remarkOf({ chart, figures, rows }: FigureTable, { audience }: ReportDocument, say: Say): string {
  if (chart === null) return '';
  const few = rows.some(({ cells }) => {
    const cell = cells[figures.indexOf(chart.figure)];
    return cell?.now === 'few' || cell?.before === 'few';
  });
  const rounded = audience === 'sharing' && FIGURES[chart.figure].unit === 'count';
  return [...(few ? [say('page.few_undrawn')] : []), ...(rounded ? [say('page.need_not_add')] : [])].join(' ');
}

/** Colours that people who see few of them tell apart (Okabe and Ito). */
const COLOURS = { now: '0072B2', before: 'E69F00' };
/** More groups than these stand better under each other. */
const FEW_GROUPS = 6;

type Drawn = {
  name: string;
  first: number;
  last: number;
  places: number;
  titled: string;
  series: readonly ('now' | 'before')[];
  options: FormatOptions;
  say: Say;
};

/** A native chart under its table: this period beside the one before it, or a line over time. */
function chartOf({ chart, figures, rows }: FigureTable, drawn: Drawn): SheetChart | null {
  if (chart === null || rows.length === 0) return null;
  const at = figures.indexOf(chart.figure);
  if (at < 0) return null;
  const { first, last, places, titled, series: drawnOf, options, say } = drawn;
  const column = (index: number) => `$${lettersOf(index)}$${first}:$${lettersOf(index)}$${last}`;
  const series = drawnOf.map((then, place) => ({
    name: say(`word.${then}`),
    values: column(places * 2 + place * figures.length + at),
    categories: column(places * 2 - 1),
    color: COLOURS[then],
  }));
  const isLine = chart.of === 'line';
  const lies = !isLine && rows.length > FEW_GROUPS;
  return {
    type: isLine ? 'line' : lies ? 'bar' : 'column',
    title: `${titled}. ${named(options, chart.figure)}`,
    altText: `${titled}. ${named(options, chart.figure)}`,
    series: isLine ? series.slice(0, 1) : series,
    anchor: { from: { row: last + 1, col: 1 }, to: { row: last + 1 + Math.max(16, rows.length + 6), col: 8 } },
    legend: isLine ? false : 'bottom',
    dispBlanksAs: 'gap',
    axes: {
      y: { gridlines: { major: true }, ...(lies ? { crosses: 'max' } : {}) },
      // The first group on top, as in the table, and the scale below them all.
      ...(lies ? { x: { reverse: true } } : {}),
    },
  };
}

/** A row a figure: what a pivot table is made of. */
function everything(
  document: ReportDocument,
  options: FormatOptions,
  say: Say,
  { name, mark }: Omit<Named, 'titled'>,
): Sheet {
  const { texts, language } = options;
  const heads = [
    ...[say('word.code'), say('column.breakdown.title'), say('word.code'), say('column.group.title')],
    ...[say('word.code'), say('word.figure')],
    ...COMPARED.map((then) => say(`word.${THEN[then]}`)),
  ].map(heading);
  let left = 0;
  const rows = document.everything.flatMap((table) =>
    table.rows.flatMap(({ groups, cells }) => {
      const group = groups.map((code, place) => groupLabel(texts, language, table.breakdown, place, code)).join(' · ');
      const of = [table.breakdown, tableTitle(texts, language, table), groups.join(' · '), group].map(text);
      return table.figures.flatMap((figure, index) => {
        const value: Compared | undefined = cells[index];
        if (value === undefined || !COMPARED.some((then) => isSaid(value[then]))) {
          left += 1;
          return [];
        }
        return [
          [
            ...of,
            text(figure),
            text(named(options, figure)),
            ...COMPARED.map((then) => figureCell(figure, value[then], say)),
          ],
        ];
      });
    }),
  );
  return {
    name,
    rows: [
      [title(say('sheet.figures'))],
      [{ value: mark, style: STYLES.mark }],
      [text(left > 0 ? say('page.left_empty', { count: left }) : '')],
      heads,
      ...rows,
    ],
    widths: [16, 26, 18, 30, 28, 40, 16, 16, 16, 18],
    freeze: 4,
    heads: 3,
    filter: { row: 4, width: heads.length },
  };
}

function quotations(
  document: ReportDocument,
  options: FormatOptions,
  say: Say,
  { name, mark }: Omit<Named, 'titled'>,
): Sheet {
  const { texts, language } = options;
  const wrapped = (value: string): Styled => ({ value: fitCell(value, '…'), style: STYLES.wrapped });
  const rows = document.quotations.map((one) => [
    wrapped(one.original),
    wrapped(translationOf(language, one) ?? say('page.no_translation')),
    wrapped(one.topics.map((key) => labelOf(texts, language, key)).join(', ')),
  ]);
  const heads = [say('word.original'), say('word.translation'), say('word.topic')].map(heading);
  return {
    ...{ name, rows: [[title(say('sheet.quotations'))], [{ value: mark, style: STYLES.mark }], [], heads, ...rows] },
    ...{ widths: [60, 60, 30], freeze: 4, heads: 3, tall: true },
  };
}

/** What each figure is and how it is reckoned, and each code of a group with its label. */
function codes(
  document: ReportDocument,
  options: FormatOptions,
  say: Say,
  { name, mark }: Omit<Named, 'titled'>,
): Sheet {
  const { texts, language } = options;
  const used = [...new Set(document.everything.flatMap(({ figures }) => figures))];
  const figures = used.map((figure) => [
    text(say('word.figure')),
    text(figure),
    text(named(options, figure)),
    {
      value: texts.has(language, `figures:formula.${figure}`) ? texts.say(language, `figures:formula.${figure}`) : '',
      style: STYLES.wrapped,
    },
  ]);
  const seen = new Set<string>();
  const groups = document.everything.flatMap(({ breakdown, rows }) =>
    rows.flatMap((row) =>
      row.groups.flatMap((code, place) => {
        const list = BREAKDOWNS[breakdown].length > 1 ? `${breakdown} ${place + 1}` : breakdown;
        if (seen.has(`${list} ${code}`)) return [];
        seen.add(`${list} ${code}`);
        return [[text(list), text(code), text(groupLabel(texts, language, breakdown, place, code)), text('')]];
      }),
    ),
  );
  const heads = [say('word.list'), say('word.code'), say('word.meaning'), say('word.formula')].map(heading);
  return {
    ...{
      name,
      rows: [[title(say('sheet.codes'))], [{ value: mark, style: STYLES.mark }], [], heads, ...figures, ...groups],
    },
    ...{ widths: [22, 32, 44, 80], freeze: 4, heads: 3, tall: true, filter: { row: 4, width: heads.length } },
  };
}
