import type { Cell, SheetChart, WriteSheet } from 'hucre/xlsx';
import { BREAKDOWNS, FIGURES, type FigureName } from '../../core/domain/figures/figures.ts';
import type { Compared, FigureTable, ReportDocument, Value } from '../../core/reports/document.ts';
import { COMPARED } from '../../core/reports/document.ts';
import { labelOf } from '../../core/reports/label-of.ts';
import type { FormatOptions } from '../formats/format.ts';
import { groupLabel, tableTitle } from '../formats/groups.ts';
import { sayDay, saySentence } from '../say-figures.ts';
import { lettersOf, printed, STYLES, sheetName, wallClock } from './cells.ts';

/*
 * A report of figures as a workbook: the headline, a sheet for each table that people read with its chart beside it, every figure by every
 * breakdown in one long sheet for pivot tables, and what the codes and figures mean.
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
};
type Say = (key: string, values?: Record<string, string | number>) => string;

const text = (value: string): Styled => ({ value, style: STYLES.text });
const heading = (value: string): Styled => ({ value, style: STYLES.heading });
const title = (value: string): Styled => ({ value, style: STYLES.title });

const THEN = { now: 'now', before: 'before', yearAgo: 'year_ago', beginning: 'beginning' } as const;

export async function documentWorkbook(document: ReportDocument, options: FormatOptions): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const { texts, language } = options;
  const say: Say = (key, values) => texts.say(language, `exports:${key}`, values);
  const mark = say(`mark.${document.audience}`);
  const tables = document.sections.flatMap((section) => section.tables);
  const sheets: Sheet[] = [headline(document, options, say, mark)];
  const name = (wanted: string) =>
    sheetName(
      wanted,
      sheets.map((sheet) => sheet.name),
    );
  for (const table of tables) {
    const titled = tableTitle(texts, language, table.breakdown);
    sheets.push(tableSheet(table, options, say, { name: name(titled), titled, mark }));
  }
  sheets.push(everything(document, options, say, { name: name(say('sheet.figures')), mark }));
  if (document.quotations.length > 0)
    sheets.push(quotations(document, options, say, { name: name(say('sheet.quotations')), mark }));
  sheets.push(codes(document, options, say, { name: name(say('sheet.codes')), mark }));
  return writeXlsx({
    sheets: sheets.map((sheet) => written(sheet, say(`mark.${document.audience}_short`))),
    properties: { title: 'Community Line', created: document.madeAt, modified: document.madeAt },
  });
}

function written({ name, rows, widths, freeze, filter, charts, blocks }: Sheet, mark: string): WriteSheet {
  const last = rows.length;
  return {
    name,
    rows: rows.map((row) => row.map((cell) => cell.value ?? null)),
    cells: new Map(rows.flatMap((row, y) => row.map((cell, x) => [`${y},${x}`, cell] as const))),
    columns: widths.map((width) => ({ width })),
    ...(freeze > 0 ? { freezePane: { rows: freeze } } : {}),
    ...(filter
      ? { autoFilter: { range: `A${filter.row}:${lettersOf(filter.width - 1)}${Math.max(last, filter.row)}` } }
      : {}),
    ...(charts ? { charts } : {}),
    ...printed(mark),
    ...(blocks ? inBlocks(blocks, widths.length) : ON_ONE_PAGE_WIDE),
  };
}

const PAGE = { paperSize: 'a4', orientation: 'landscape' } as const;
const ON_ONE_PAGE_WIDE = { pageSetup: { ...PAGE, fitToPage: true, fitToWidth: 1, fitToHeight: 0 } };

function inBlocks({ first, size }: { first: number; size: number }, width: number): Partial<WriteSheet> {
  const breaks = Array.from(
    { length: Math.floor((width - first - 1) / size) },
    (_, index) => first + size * (index + 1) - 1,
  );
  return { pageSetup: { ...PAGE, printTitlesColumn: `$A:$${lettersOf(first - 1)}` }, colBreaks: breaks };
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

function headline(document: ReportDocument, options: FormatOptions, say: Say, mark: string): Sheet {
  const { texts, language } = options;
  const { period, compared, madeAt, notes } = document;
  const days = ({ from, to }: { from: string; to: string }) =>
    `${sayDay(texts, language, from)} – ${sayDay(texts, language, to)}`;
  const rows: Styled[][] = [
    [title('Community Line')],
    [{ value: mark, style: STYLES.mark }],
    ...notes.map((note) => [text(saySentence(texts, language, note))]),
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
    [],
    [text(say('word.made')), { value: wallClock(madeAt), style: STYLES.instant }],
  ];
  for (const section of document.sections) {
    if (section.sentences.length === 0) continue;
    rows.push([], [{ value: texts.say(language, `figures:section.${section.name}`), style: STYLES.section }]);
    for (const sentence of section.sentences) rows.push([text(saySentence(texts, language, sentence))]);
  }
  return { name: sheetName(say('sheet.headline'), []), rows, widths: [44, 26, 26, 26, 26], freeze: 0 };
}

type Named = { name: string; titled: string; mark: string };

/** Of no more columns than these a page shows all of them, and the chart whole. */
const MOST_ON_A_PAGE = 12;

/** Two columns of codes and labels a breakdown has, then each figure of the period, then the same of the periods it is compared with. */
function tableSheet(table: FigureTable, options: FormatOptions, say: Say, { name, titled, mark }: Named): Sheet {
  const { texts, language } = options;
  const places = Math.max(1, BREAKDOWNS[table.breakdown].length);
  const groupTitle = say('column.group.title');
  const heads = [
    ...Array.from({ length: places }, () => [heading(say('word.code')), heading(groupTitle)]).flat(),
    ...COMPARED.flatMap((then) =>
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
    ...COMPARED.flatMap((then) =>
      table.figures.map((figure, index) => figureCell(figure, cells[index]?.[then] ?? null, say)),
    ),
  ]);
  const before = 3;
  const chart = chartOf(table, {
    name,
    first: before + 2,
    last: before + 1 + rows.length,
    places,
    titled,
    options,
    say,
  });
  return {
    name,
    rows: [[title(titled)], [{ value: mark, style: STYLES.mark }], [], heads, ...rows],
    widths: [...Array.from({ length: places }, () => [16, 28]).flat(), ...heads.slice(places * 2).map(() => 15)],
    freeze: before + 1,
    filter: { row: before + 1, width: heads.length },
    ...(heads.length > MOST_ON_A_PAGE ? { blocks: { first: places * 2, size: table.figures.length } } : {}),
    ...(chart ? { charts: [chart] } : {}),
  };
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
  options: FormatOptions;
  say: Say;
};

/** A native chart under its table: this period beside the one before it, or a line over time. */
function chartOf({ chart, figures, rows }: FigureTable, drawn: Drawn): SheetChart | null {
  if (chart === null || rows.length === 0) return null;
  const at = figures.indexOf(chart.figure);
  if (at < 0) return null;
  const { first, last, places, titled, options, say } = drawn;
  const column = (index: number) => `$${lettersOf(index)}$${first}:$${lettersOf(index)}$${last}`;
  const series = (['now', 'before'] as const).map((then, place) => ({
    name: say(`word.${then}`),
    values: column(places * 2 + place * figures.length + at),
    categories: column(places * 2 - 1),
    color: COLOURS[then],
  }));
  const isLine = chart.of === 'line';
  return {
    type: isLine ? 'line' : rows.length > FEW_GROUPS ? 'bar' : 'column',
    title: `${titled}: ${named(options, chart.figure)}`,
    altText: `${titled}: ${named(options, chart.figure)}`,
    series: isLine ? series.slice(0, 1) : series,
    anchor: { from: { row: last + 1, col: 1 }, to: { row: last + 1 + Math.max(16, rows.length + 6), col: 8 } },
    legend: isLine ? false : 'bottom',
    dispBlanksAs: 'gap',
    axes: {
      y: { gridlines: { major: true } },
      ...(isLine || rows.length <= FEW_GROUPS ? {} : { x: { reverse: true } }),
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
  const rows = document.everything.flatMap((table) =>
    table.rows.flatMap(({ groups, cells }) => {
      const group = groups.map((code, place) => groupLabel(texts, language, table.breakdown, place, code)).join(' · ');
      const of = [table.breakdown, tableTitle(texts, language, table.breakdown), groups.join(' · '), group].map(text);
      return table.figures.map((figure, index) => {
        const value: Compared | undefined = cells[index];
        return [
          ...of,
          text(figure),
          text(named(options, figure)),
          ...COMPARED.map((then) => figureCell(figure, value?.[then] ?? null, say)),
        ];
      });
    }),
  );
  return {
    ...{ name, rows: [[title(say('sheet.figures'))], [{ value: mark, style: STYLES.mark }], [], heads, ...rows] },
    ...{ widths: [16, 26, 18, 30, 28, 40, 16, 16, 16, 18], freeze: 4, filter: { row: 4, width: heads.length } },
  };
}

function quotations(
  document: ReportDocument,
  options: FormatOptions,
  say: Say,
  { name, mark }: Omit<Named, 'titled'>,
): Sheet {
  const { texts, language } = options;
  const wrapped = (value: string): Styled => ({ value, style: STYLES.wrapped });
  const rows = document.quotations.map(({ original, translations, topics }) => [
    wrapped(original),
    wrapped(translations[language] ?? ''),
    wrapped(topics.map((key) => labelOf(texts, language, key)).join(', ')),
  ]);
  const heads = [say('word.original'), say('word.translation'), say('word.topic')].map(heading);
  return {
    ...{ name, rows: [[title(say('sheet.quotations'))], [{ value: mark, style: STYLES.mark }], [], heads, ...rows] },
    ...{ widths: [60, 60, 30], freeze: 4 },
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
    ...{ widths: [22, 32, 44, 80], freeze: 4, filter: { row: 4, width: heads.length } },
  };
}
