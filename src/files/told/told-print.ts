import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { cut, pieces } from '../../core/domain/text/cut.ts';
import type { DrawnChart } from '../charts/chart-drawing.ts';
import { LIGHT } from '../charts/colours.ts';
import { drawable } from '../drawable.ts';
import { makeInThread } from '../making/make-in-thread.ts';
import { pdfKit } from '../pdf.ts';
import type { PdfDocument } from '../pdf-document.ts';
import type { ToldDocument, ToldTable } from './told-document.ts';

const INK = LIGHT.ink;
const QUIET = LIGHT.quiet;
/** A4 in points. */
const SHORT = 595.28;
const LONG = 841.89;
const MARGIN = 36;
const GUTTER = 18;
/** What a meeting reads: as many pages as both sides of a sheet, in two languages beside each other as many again. */
const PAGES = 2;
const MOST_CHARTS = 4;
/** A table of more columns than these takes the whole width. */
const NARROW_COLUMNS = 4;

/** Its parts with so many tables and charts. */
type Prepared = (tables: number, charts: number) => Content[];

/** How it lies on the page: in one language two things beside each other, in two each beside the other. */
type Sheet = { width: number; half: number; chart: number };

/**
 * The report on paper, to be read in a meeting: the headline beside the periods before, what it says in sentences, up to four charts, and as many of its
 * tables as have room; those that have none are named. With `facing`, the same in a second language stands beside it.
 */
export async function toldPrint(told: ToldDocument, facing: ToldDocument | null = null): Promise<Uint8Array> {
  const kit = pdfKit();
  const full = (facing ? LONG : SHORT) - 2 * MARGIN;
  const half = (full - GUTTER) / 2;
  const sheet: Sheet = { width: facing ? half : full, half, chart: facing ? 560 : 400 };
  const languages = facing ? [told, facing] : [told];
  const blocks: Prepared[] = [];
  for (const one of languages) blocks.push(await preparedOf(one, sheet, (text) => drawable(text, kit.regular)));
  let charts = MOST_CHARTS;
  const lay = (tables: number): PdfDocument => {
    const columns = blocks.map((block) => block(tables, charts));
    return documentOf(told, facing, beside(columns, sheet));
  };
  let best = await kit.render(lay(0));
  // Many sentences leave room for fewer charts.
  for (; best.pages > PAGES * languages.length && charts > 0; best = await kit.render(lay(0))) charts -= 1;
  // The most tables that fit: with each more it grows.
  let [fit, over] = [0, mainTables(told).length + 1];
  while (over - fit > 1) {
    const tried = Math.floor((fit + over) / 2);
    const made = await kit.render(lay(tried));
    if (made.pages > PAGES * languages.length) over = tried;
    else [fit, best] = [tried, made];
  }
  return best.bytes;
}

/** Each part of one language beside the same part of the other, so that both begin on one line. */
function beside(columns: readonly Content[][], { half }: Sheet): Content[] {
  const [first = [], second] = columns;
  if (!second) return first;
  return first.map((part, nth) => ({
    columnGap: GUTTER,
    columns: [part, second[nth] ?? ''].map((one) => ({ width: half, stack: [one] })),
  }));
}

function documentOf(told: ToldDocument, facing: ToldDocument | null, content: Content[]): PdfDocument {
  const both = (of: (one: ToldDocument) => string) => (facing ? `${of(told)} / ${of(facing)}` : of(told));
  return {
    definition: {
      pageSize: 'A4',
      pageOrientation: facing ? 'landscape' : 'portrait',
      pageMargins: [MARGIN, 44, MARGIN, 40],
      info: {
        title: both(({ title, period }) => `${title}, ${period}`),
        author: told.author,
        creationDate: told.madeAt,
        modDate: told.madeAt,
      },
      language: told.language,
      displayTitle: true,
      defaultStyle: { fontSize: 8.5, color: INK, lineHeight: 1.1 },
      content,
    },
    header: {
      text: both(({ mark }) => mark),
      bold: true,
      fontSize: 8,
      alignment: 'center',
      margin: [MARGIN, 20, MARGIN, 0],
    },
    footer: {
      margin: [MARGIN, 12, MARGIN, 0],
      fontSize: 7.5,
      color: QUIET,
      columns: [
        { text: told.author, width: '*' },
        { text: both(({ words }) => words.page), width: 'auto' },
      ],
    },
  };
}

/** What no chart of it shows comes first: beside its bars and points stand all numbers of a chart. */
function mainTables({ sections, leading }: ToldDocument): ToldTable[] {
  const drawn = leading.slice(0, MOST_CHARTS);
  return [...sections.flatMap(({ tables }) => tables.filter((table) => !drawn.includes(table))), ...drawn];
}

/** Draws the charts once; what comes back lays the parts out with so many tables, in the same number and order for every language. */
async function preparedOf(told: ToldDocument, sheet: Sheet, plain: (text: string) => string): Promise<Prepared> {
  const charted = told.leading.slice(0, MOST_CHARTS);
  const charts = charted.flatMap(({ chart }) =>
    chart ? [{ ...chart.drawing, width: sheet.chart, colours: LIGHT, slack: 1 }] : [],
  );
  const drawn = charts.length > 0 ? await makeInThread('charts', { charts, pictures: false }) : [];
  // Of about one height beside each other, the lower ones first: they fill the page that the sentences leave.
  const pictures = charted
    .map(({ chart }, nth) => ({ chart, drawing: drawn[nth] }))
    .toSorted((one, other) => (one.drawing?.height ?? 0) - (other.drawing?.height ?? 0))
    .map(({ chart, drawing }) => pictureOf(chart, drawing, sheet));
  const { words } = told;
  return (count, most) => {
    const all = mainTables(told);
    const shown = all.slice(0, count);
    const rest = told.sections.flatMap(({ heading, tables }) => {
      const unseen = tables.filter((table) => all.indexOf(table) >= count).map(({ number }) => number);
      return unseen.length > 0 ? [`${heading} ${unseen.join(', ')}`] : [];
    });
    return [
      headOf(told),
      told.targets.length > 0 ? targetsOf(told) : NOTHING,
      ...told.sections.map(({ heading, paragraph }) => (paragraph === '' ? NOTHING : saidUnder(heading, paragraph))),
      ...inPairs(pictures.slice(0, most), sheet),
      ...tablesOf(shown, sheet),
      ...(told.quotations.length > 0 ? [title(words.quotations)] : []),
      ...told.quotations.map((one) => quotationOf(one, words, plain)),
      { stack: [title(words.notes), { text: told.notes.join(' '), fontSize: 7.5 }] },
      rest.length > 0
        ? {
            text: words.left_out.replace('{tables}', rest.join('; ')),
            color: QUIET,
            fontSize: 7.5,
            margin: [0, 4, 0, 0],
          }
        : '',
    ];
  };
}

/** An empty text would take a line. */
const NOTHING: Content = { stack: [] };

/** Its heading stands in the line of its first words: many sections have one sentence. */
const saidUnder = (heading: string, paragraph: string): Content => ({
  text: [{ text: `${heading}  `, bold: true, fontSize: 9.5, outline: true } as Content, paragraph],
  margin: [0, 4, 0, 1],
});

function targetsOf({ targets, words }: ToldDocument): Content {
  const head = [words.targets, words.target, words.now, words.beginning];
  return {
    layout: 'figures',
    margin: [0, 6, 0, 2],
    table: {
      headerRows: 1,
      widths: ['*', 'auto', 'auto', 'auto'],
      body: [
        head.map((text, nth) => cell(text, nth, nth === 0 ? { bold: true } : { fontSize: 7.5, color: QUIET })),
        ...targets.map(({ name, target, now, beginning }) =>
          [name, target, now, beginning].map((text, nth) => cell(text, nth, nth === 1 ? { bold: true } : {})),
        ),
      ],
    },
  };
}

const title = (text: string): Content => ({ text, bold: true, fontSize: 10.5, margin: [0, 7, 0, 2], outline: true });

function headOf({ title: name, period, facts, headline, words }: ToldDocument): Content {
  const compared = headline[0]?.compared ?? [];
  const head = ['', words.now, ...compared.map((one) => one.name)];
  return {
    stack: [
      { text: name, bold: true, fontSize: 18 },
      { text: period, fontSize: 12, margin: [0, 0, 0, 2] },
      { text: facts.join(' · '), fontSize: 7.5, color: QUIET, margin: [0, 0, 0, 6] },
      {
        layout: 'figures',
        table: {
          headerRows: 1,
          widths: ['*', 'auto', ...compared.map(() => 'auto')],
          body: [
            head.map((text, nth) => cell(text, nth, { fontSize: 7.5, color: QUIET })),
            ...headline.map(({ name: of, now, compared: others }) => [
              cell(of, 0, { fontSize: 9.5, margin: [0, 3, 0, 0] }),
              cell(now.words, 1, { bold: true, fontSize: now.gap ? 9.5 : 13 }),
              ...others.map((one) => cell(one.words, 1, { margin: [0, 3, 0, 0] })),
            ]),
          ],
        },
      },
    ],
  };
}

const cell = (text: string, place: number, more: object = {}): TableCell => ({
  text,
  alignment: place === 0 ? 'left' : 'right',
  ...more,
});

function pictureOf(chart: ToldTable['chart'], drawn: DrawnChart | undefined, { half }: Sheet): Content {
  if (!chart || !drawn) return '';
  return {
    unbreakable: true,
    stack: [
      { text: chart.title, bold: true, margin: [0, 6, 0, 3] },
      { svg: drawn.svg, width: half, font: 'NotoSans' },
      ...(chart.remark === null ? [] : [{ text: chart.remark, fontSize: 7, color: QUIET } as Content]),
    ],
  };
}

/** In one language two beside each other; in two each has its own beside it. */
function inPairs(parts: readonly Content[], { width, half }: Sheet): Content[] {
  if (width === half) return [...parts];
  const pairs: Content[] = [];
  for (let nth = 0; nth < parts.length; nth += 2)
    // Torn apart, one would stand alone on a page with as much room left beside it.
    pairs.push({
      unbreakable: true,
      stack: [
        {
          columnGap: GUTTER,
          columns: [parts[nth] ?? '', parts[nth + 1] ?? ''].map((one) => ({ width: half, stack: [one] })),
        },
      ],
    });
  return pairs;
}

function tablesOf(tables: readonly ToldTable[], sheet: Sheet): Content[] {
  if (sheet.width === sheet.half) return tables.map(tableOf);
  const narrow = tables.filter(({ columns }) => columns.length <= NARROW_COLUMNS);
  const wide = tables.filter(({ columns }) => columns.length > NARROW_COLUMNS);
  // Each goes under the shorter of the two columns.
  const stacks: [Content[], Content[]] = [[], []];
  const lengths: [number, number] = [0, 0];
  for (const table of narrow) {
    const at = lengths[0] <= lengths[1] ? 0 : 1;
    stacks[at].push(tableOf(table));
    lengths[at] += table.rows.length + 4;
  }
  const beside: Content = { columnGap: GUTTER, columns: stacks.map((stack) => ({ width: sheet.half, stack })) };
  return [...wide.map(tableOf), ...(narrow.length > 0 ? [beside] : [])];
}

/** Of more rows than these it may go on over the page. */
const WHOLE_ROWS = 25;

function tableOf({ number, heading, columns, rows, remark }: ToldTable): Content {
  const body: TableCell[][] = rows.map(({ label, cells, total }) => [
    cell(label, 0, { bold: total }),
    ...cells.map(({ words, before, gap }) => ({
      alignment: 'right' as const,
      text: [
        { text: words, bold: total, color: gap ? QUIET : INK },
        ...(before === null ? [] : [{ text: ` (${before})`, color: QUIET }]),
      ],
    })),
  ]);
  return {
    unbreakable: rows.length <= WHOLE_ROWS,
    stack: [
      { text: `${number} ${heading}`, bold: true, margin: [0, 7, 0, 2] },
      {
        layout: 'figures',
        fontSize: 7.5,
        table: {
          headerRows: 1,
          keepWithHeaderRows: 1,
          dontBreakRows: true,
          widths: columns.map((_, nth) => (nth === 0 ? '*' : 'auto')),
          body: [columns.map((text, nth) => cell(nth === 0 ? '' : text, nth, { color: QUIET })), ...body],
        },
      },
      ...(remark === null ? [] : [{ text: remark, fontSize: 7, color: QUIET, margin: [0, 2, 0, 0] } as Content]),
    ],
  };
}

/** What a meeting reads of what somebody said; all of it stands in the other files. */
const MOST_OF_WORDS = 600;
/** A longer word is as wide as its column, or nearly. */
const LONG_WORD = 30;
/** Where a line may end without a mark. */
const MAY_END = '\u200b';

const inColumn = (text: string): string =>
  text.replace(new RegExp(`\\S{${LONG_WORD},}`, 'gu'), (word) => pieces(word, LONG_WORD / 2).join(MAY_END));

function quotationOf(
  { original, translation, about }: ToldDocument['quotations'][number],
  words: ToldDocument['words'],
  plain: (text: string) => string,
): Content {
  const said = [original, ...(translation === original ? [] : [translation ?? words.no_translation])];
  return {
    unbreakable: true,
    margin: [0, 0, 0, 4],
    stack: [
      {
        columnGap: GUTTER,
        columns: said.map((text) => ({ text: inColumn(plain(cut(text, MOST_OF_WORDS))), width: '*' })),
      },
      { text: about, fontSize: 7, color: QUIET },
    ],
  };
}
