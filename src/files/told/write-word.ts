import { readFileSync } from 'node:fs';
import {
  AlignmentType,
  BookmarkEnd,
  BookmarkStart,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { rowOf } from '../../core/domain/language.ts';
import type { DrawnChart } from '../charts/chart-drawing.ts';
import { type FontFace, readFont } from '../font.ts';
import { FONTS } from '../fonts.ts';
import type { ToldDocument, ToldQuotation, ToldTable } from './told-document.ts';
import { TEXT_WIDTH, type WordOrder } from './word-order.ts';

const QUIET = '4B5663';
const GRID = 'C3CAD2';
/** Twentieths of a point. */
const A4 = { width: 11906, height: 16838 };
const MARGIN = 1134;
const TEXT = A4.width - 2 * MARGIN;
/** Whoever writes on has it; where not, the program takes another with all of our letters. */
const FONT = 'Calibri';

type Block = Paragraph | Table;

/** Runs in the thread that makes files. */
export async function writeWord({ told, pictures }: WordOrder): Promise<Uint8Array> {
  const { title, period, mark, author, words, language } = told;
  const blocks: Block[] = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(title)] }),
    new Paragraph({ style: 'Period', children: [new TextRun(period)] }),
    new Paragraph({ style: 'Fact', text: told.facts.join(' · ') }),
    heading(words.headline, 1),
    headlineTable(told),
  ];
  if (told.targets.length > 0) blocks.push(heading(words.targets, 1), targetsTable(told));
  const drawn = new Map(told.leading.map((table, nth) => [table, pictures[nth] ?? null]));
  for (const section of told.sections) {
    const charts = section.tables.flatMap((table) => chartBlocks(table, drawn.get(table) ?? null));
    if (section.paragraph === '' && charts.length === 0) continue;
    blocks.push(heading(section.heading, 1));
    if (section.paragraph !== '') blocks.push(new Paragraph(section.paragraph));
    blocks.push(...charts);
  }
  if (told.quotations.length > 0)
    blocks.push(heading(words.quotations, 1), ...told.quotations.flatMap((one) => quotation(one, told)));
  blocks.push(heading(words.notes, 1), new Paragraph({ style: 'Note', text: told.notes.join(' ') }));
  blocks.push(...annex(told));
  const document = new Document({
    title: `${title}, ${period}`,
    creator: author,
    styles: stylesFor(language),
    features: { updateFields: false },
    sections: [
      {
        properties: { page: { size: A4, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } } },
        headers: {
          default: new Header({ children: [new Paragraph({ style: 'Mark', children: [new TextRun(mark)] })] }),
        },
        footers: { default: new Footer({ children: [pageNumber(words.page)] }) },
        children: blocks,
      },
    ],
  });
  const properties = { path: 'docProps/core.xml', data: coreProperties(told) };
  return new Uint8Array(await Packer.toBuffer(document, undefined, [properties]));
}

const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

const heading = (text: string, level: 1 | 2 | 3, children: ParagraphChild[] = [new TextRun(text)]): Paragraph =>
  new Paragraph({ heading: LEVELS[level - 1] ?? HeadingLevel.HEADING_3, keepNext: true, children });

/** Every table, by section, behind a list of them from which each is a click away. */
function annex({ sections, words, leftOut }: ToldDocument): Block[] {
  const full = sections.filter(({ tables, empty }) => tables.length > 0 || empty !== null);
  if (full.every(({ tables }) => tables.length === 0)) return [];
  const anchor = ({ number }: ToldTable) => `table-${number.replace('.', '-')}`;
  const contents = full
    .filter(({ tables }) => tables.length > 0)
    .map(
      (section) =>
        new Paragraph({
          style: 'Contents',
          keepNext: true,
          children: [
            new TextRun({ text: `${section.heading}: `, bold: true }),
            ...section.tables.flatMap((table, nth) => [
              ...(nth > 0 ? [new TextRun(' · ')] : []),
              new InternalHyperlink({
                anchor: anchor(table),
                children: [new TextRun({ text: `${table.number} ${table.heading}`, style: 'Hyperlink' })],
              }),
            ]),
          ],
        }),
    );
  let id = 0;
  const blocks = full.flatMap(({ heading: name, tables, empty }) => [
    heading(name, 2),
    ...tables.flatMap((table) => {
      id += 1;
      // With numbers of its own: the library would count on from the file before.
      const marked = [
        new BookmarkStart(anchor(table), id),
        new TextRun(`${table.number} ${table.heading}`),
        new BookmarkEnd(id),
      ];
      return [heading('', 3, marked), ...tableBlocks(table)];
    }),
    ...(empty === null ? [] : [new Paragraph({ style: 'Remark', text: empty })]),
  ]);
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, keepNext: true, text: words.annex }),
    ...(leftOut === '' ? [] : [new Paragraph({ style: 'Remark', keepNext: true, text: leftOut })]),
    ...(contents.length > 1
      ? [new Paragraph({ style: 'Remark', keepNext: true, text: words.contents }), ...contents]
      : []),
    ...blocks,
  ];
}

/** A tag with a region, as Word knows languages: `sq-AL`, `sr-Cyrl-RS`. */
function wordTag(language: string): string {
  const locale = new Intl.Locale(rowOf(language)?.dates ?? language);
  return [locale.language, locale.script, locale.maximize().region].filter(Boolean).join('-');
}

function stylesFor(language: string) {
  const lang = { value: wordTag(language) };
  const head = (size: number, before: number) => ({
    run: { size, bold: true, font: FONT, color: '1F2A37' },
    paragraph: { spacing: { before, after: 100 }, keepNext: true },
  });
  const small = { name: 'Small', basedOn: 'Normal', run: { size: 18, color: QUIET } };
  return {
    default: {
      document: { run: { font: FONT, size: 22, language: lang }, paragraph: { spacing: { after: 120 } } },
      title: head(40, 0),
      heading1: head(28, 220),
      heading2: head(24, 180),
      heading3: head(20, 100),
    },
    paragraphStyles: [
      { id: 'Period', name: 'Period', basedOn: 'Normal', run: { size: 26 } },
      { ...small, id: 'Fact', name: 'Fact', paragraph: { spacing: { after: 20 } } },
      { ...small, id: 'Remark', name: 'Remark', paragraph: { spacing: { before: 40, after: 100 } } },
      { id: 'Between', name: 'Between', basedOn: 'Normal', run: { size: 8 }, paragraph: { spacing: { after: 0 } } },
      { ...small, id: 'Note', name: 'Note', paragraph: { spacing: { after: 40 } } },
      { id: 'Contents', name: 'Contents', basedOn: 'Normal', run: { size: 19 }, paragraph: { spacing: { after: 60 } } },
      {
        id: 'Cell',
        name: 'Cell',
        basedOn: 'Normal',
        run: { size: CELL_SIZE },
        paragraph: { spacing: { before: 10, after: 10 } },
      },
      {
        id: 'Mark',
        name: 'Mark',
        basedOn: 'Normal',
        run: { size: 18, bold: true },
        paragraph: { alignment: AlignmentType.CENTER },
      },
    ],
  };
}

/** The words around the numbers of the page and of all pages, which the program fills in. */
function pageNumber(words: string): Paragraph {
  const parts = words.split(/(\{page\}|\{count\})/);
  const children = parts.map((part) => {
    if (part === '{page}') return PageNumber.CURRENT;
    return part === '{count}' ? PageNumber.TOTAL_PAGES : part;
  });
  return new Paragraph({ style: 'Fact', alignment: AlignmentType.RIGHT, children: [new TextRun({ children })] });
}

const line = { style: BorderStyle.SINGLE, size: 4, color: GRID };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const BORDERS = { top: line, bottom: line, left: none, right: none, insideHorizontal: line, insideVertical: none };

function headlineTable({ headline, words }: ToldDocument): Table {
  const compared = headline[0]?.compared.map(({ name }) => name) ?? [];
  return gridOf(
    ['', words.now, ...compared],
    headline.map(({ name, now, compared: beside }) => ({
      label: name,
      cells: [{ words: now.words, bold: true }, ...beside.map((one) => ({ words: one.words, bold: false }))],
      bold: false,
    })),
  );
}

function targetsTable({ targets, words }: ToldDocument): Table {
  const plain = (text: string) => ({ words: text, bold: false });
  return gridOf(
    ['', words.target, words.now, words.beginning],
    targets.map(({ name, target, now, beginning }) => ({
      label: name,
      cells: [{ words: target, bold: true }, plain(now), plain(beginning)],
      bold: false,
    })),
  );
}

type GridRow = { label: string; cells: readonly { words: string; bold: boolean }[]; bold: boolean };

/** Half points, of cells and of the words over them. */
const CELL_SIZE = 18;
const ANY_FONT = 1.12;
/** Of a cell, left and right, in twentieths of a point. */
const BESIDE = 70;
/** Of the text's width, for the names of the groups. */
const LABELS = 0.28;
/** Beside no more columns than these they have more. */
const FEW_COLUMNS = 5;
const WIDE_LABELS = 0.4;
let font: FontFace | undefined;

/** What a column needs so that no word in it breaks letter by letter. Whoever opens it has Calibri, which is narrower than ours, or the widest of the usual fonts. */
function needOf(column: number, columns: readonly string[], rows: readonly GridRow[]): number {
  font ??= readFont(readFileSync(FONTS.bold));
  const face = font;
  const words = [columns[column] ?? '', ...rows.map(({ cells }) => cells[column - 1]?.words ?? '')];
  const widest = Math.max(...words.flatMap((text) => text.split(' ')).map((word) => face.widthOf(word)));
  return Math.ceil(widest * ANY_FONT * CELL_SIZE * 10) + 2 * BESIDE;
}

/** Of more rows than these it may go on over the page. */
const WHOLE_ROWS = 12;

/** Its first row stands again on each page, and no row is torn in two. */
function gridOf(columns: readonly string[], rows: readonly GridRow[]): Table {
  const first = Math.round(TEXT * (columns.length > FEW_COLUMNS ? LABELS : WIDE_LABELS));
  const needs = columns.slice(1).map((_, nth) => needOf(nth + 1, columns, rows));
  const even = Math.floor((TEXT - first) / Math.max(1, needs.length));
  const spare = TEXT - first - needs.reduce((sum, one) => sum + one, 0);
  // Even where that is enough for each; else what is left over is shared.
  const each = needs.every((need) => need <= even)
    ? needs.map(() => even)
    : needs.map((need) => need + Math.floor(Math.max(0, spare) / needs.length));
  const widths = [first, ...each];
  const cell = (text: string, place: number, bold: boolean, keepNext: boolean) =>
    new TableCell({
      width: { size: widths[place] ?? 0, type: WidthType.DXA },
      margins: { left: place === 0 ? 0 : BESIDE, right: BESIDE },
      verticalAlign: VerticalAlign.BOTTOM,
      children: [
        new Paragraph({
          style: 'Cell',
          keepNext,
          alignment: place === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
          children: [new TextRun({ text, bold })],
        }),
      ],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: widths,
    borders: BORDERS,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((text, place) => cell(text, place, true, true)),
      }),
      ...rows.map(
        ({ label, cells, bold }, place) =>
          new TableRow({
            cantSplit: true,
            children: [{ words: label, bold }, ...cells].map((one, nth) =>
              cell(one.words, nth, bold || one.bold, rows.length <= WHOLE_ROWS && place < rows.length - 1),
            ),
          }),
      ),
    ],
  });
}

/** A table that is too wide goes on below itself, in as few pieces as have room, about as wide as each other. */
function piecesOf(needs: readonly number[]): [from: number, to: number][] {
  const room = TEXT * (1 - LABELS);
  for (let pieces = 1; ; pieces += 1) {
    const each = Math.ceil(needs.length / pieces);
    const cut = Array.from({ length: pieces }, (_, nth): [number, number] => [
      nth * each,
      Math.min(needs.length, (nth + 1) * each),
    ]).filter(([from, to]) => from < to);
    const fits = cut.every(([from, to]) => needs.slice(from, to).reduce((sum, one) => sum + one, 0) <= room);
    if (fits || each <= 1) return cut;
  }
}

function tableBlocks({ columns, rows }: ToldTable): Block[] {
  const [group = '', ...figures] = columns;
  const whole: GridRow[] = rows.map(({ label, cells, total }) => ({
    label,
    cells: cells.map(({ words, before }) => ({ words: before === null ? words : `${words} (${before})`, bold: false })),
    bold: total,
  }));
  const needs = figures.map((_, nth) => needOf(nth + 1, columns, whole));
  const grids = piecesOf(needs).map(([from, to]) =>
    gridOf(
      [group, ...figures.slice(from, to)],
      whole.map((row) => ({ ...row, cells: row.cells.slice(from, to) })),
    ),
  );
  return [
    // Two tables that touch become one.
    ...grids.flatMap((grid, piece) => (piece === 0 ? [grid] : [new Paragraph({ style: 'Between' }), grid])),
    // Whoever writes on behind a table needs a line to stand in.
    new Paragraph({ style: 'Between' }),
  ];
}

/** Under the sentences of its section: what it shows, and the picture. */
function chartBlocks({ chart, number }: ToldTable, picture: DrawnChart | null): Block[] {
  if (!chart || !picture) return [];
  return [
    pictureOf(picture, chart.alt, chart.title, number),
    ...(chart.remark === null ? [] : [new Paragraph({ style: 'Remark', text: chart.remark })]),
  ];
}

/** What it shows, and the picture: one paragraph, since LibreOffice tears two apart that are to stand together. */
function pictureOf({ picture, width, height }: DrawnChart, alt: string, title: string, number: string): Paragraph {
  const size = { width: TEXT_WIDTH, height: Math.round((TEXT_WIDTH * height) / width) };
  return new Paragraph({
    keepLines: true,
    children: [
      new TextRun({ text: title, bold: true, size: 20 }),
      new TextRun({ break: 1 }),
      new ImageRun({
        type: 'png',
        data: picture ?? new Uint8Array(),
        transformation: size,
        altText: { name: `chart-${number}`, title, description: alt },
      }),
    ],
  });
}

function quotation({ original, language, translation, about }: ToldQuotation, { words }: ToldDocument): Block[] {
  const column = (title: string, text: string, tag?: string) =>
    new TableCell({
      width: { size: Math.floor(TEXT / 2), type: WidthType.DXA },
      children: [
        new Paragraph({ style: 'Fact', children: [new TextRun(title)] }),
        new Paragraph({ children: [new TextRun({ text, ...(tag ? { language: { value: wordTag(tag) } } : {}) })] }),
      ],
    });
  const cells = [column(words.original, original, language)];
  if (translation !== original) cells.push(column(words.translation, translation ?? words.no_translation));
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: cells.length * Math.floor(TEXT / 2), type: WidthType.DXA },
      columnWidths: cells.map(() => Math.floor(TEXT / 2)),
      borders: { ...BORDERS, bottom: none },
      rows: [new TableRow({ cantSplit: true, children: cells })],
    }),
    new Paragraph({ style: 'Remark', children: [new TextRun(about)] }),
  ];
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** By the document's own time: the library would write the clock's. */
function coreProperties({ title, period, author, language, madeAt }: ToldDocument): string {
  const made = `${madeAt.toISOString().slice(0, 19)}Z`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(`${title}, ${period}`)}</dc:title><dc:creator>${escaped(author)}</dc:creator><dc:language>${wordTag(language)}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${made}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${made}</dcterms:modified></cp:coreProperties>`;
}
