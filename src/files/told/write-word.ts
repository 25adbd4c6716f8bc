import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
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
    ...told.facts.map((fact) => new Paragraph({ style: 'Fact', children: [new TextRun(fact)] })),
    heading(words.headline, 1),
    headlineTable(told),
  ];
  let next = 0;
  for (const section of told.sections) {
    blocks.push(heading(section.heading, 1));
    if (section.paragraph !== '') blocks.push(new Paragraph(section.paragraph));
    for (const table of section.tables) {
      blocks.push(...tableBlocks(table, words.nothing, pictures[next] ?? null, next));
      next += 1;
    }
  }
  if (told.quotations.length > 0)
    blocks.push(heading(words.quotations, 1), ...told.quotations.flatMap((one) => quotation(one, told)));
  blocks.push(heading(words.notes, 1), ...told.notes.map((note) => new Paragraph(note)));
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

const heading = (text: string, level: 1 | 2): Paragraph =>
  new Paragraph({
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    keepNext: true,
    children: [new TextRun(text)],
  });

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
      heading1: head(30, 320),
      heading2: head(24, 240),
    },
    paragraphStyles: [
      { id: 'Period', name: 'Period', basedOn: 'Normal', run: { size: 26 } },
      { ...small, id: 'Fact', name: 'Fact', paragraph: { spacing: { after: 20 } } },
      { ...small, id: 'Remark', name: 'Remark', paragraph: { spacing: { before: 60, after: 160 } } },
      {
        id: 'Cell',
        name: 'Cell',
        basedOn: 'Normal',
        run: { size: 19 },
        paragraph: { spacing: { before: 30, after: 30 } },
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

type GridRow = { label: string; cells: readonly { words: string; bold: boolean }[]; bold: boolean };

/** Its first row stands again on each page, and no row is torn in two. */
function gridOf(columns: readonly string[], rows: readonly GridRow[]): Table {
  const others = Math.max(1, columns.length - 1);
  const first = Math.round(TEXT * Math.max(0.25, 0.46 - others * 0.04));
  const widths = [first, ...Array<number>(others).fill(Math.floor((TEXT - first) / others))];
  const cell = (text: string, place: number, bold: boolean) =>
    new TableCell({
      width: { size: widths[place] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.BOTTOM,
      children: [
        new Paragraph({
          style: 'Cell',
          alignment: place === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
          children: [new TextRun({ text, bold })],
        }),
      ],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT, type: WidthType.DXA },
    columnWidths: widths,
    borders: BORDERS,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((text, place) => cell(text, place, true)),
      }),
      ...rows.map(
        ({ label, cells, bold }) =>
          new TableRow({
            cantSplit: true,
            children: [cell(label, 0, bold), ...cells.map((one, nth) => cell(one.words, nth + 1, bold || one.bold))],
          }),
      ),
    ],
  });
}

/** Of more figures than these the words over them break letter by letter on a page that stands upright. */
const MOST_FIGURES = 5;

/** A wide table goes on below itself, in pieces that are about as wide as each other. */
function piecesOf(figures: number): [from: number, to: number][] {
  const pieces = Math.max(1, Math.ceil(figures / MOST_FIGURES));
  const each = Math.ceil(figures / pieces);
  return Array.from({ length: pieces }, (_, nth) => [nth * each, Math.min(figures, (nth + 1) * each)]);
}

function tableBlocks(table: ToldTable, nothing: string, picture: DrawnChart | null, nth: number): Block[] {
  const { chart, columns, rows, remark, heading: name } = table;
  const title = heading(chart?.title ?? name, 2);
  if (rows.length === 0) return [title, new Paragraph(nothing)];
  const [group = '', ...figures] = columns;
  const grids = piecesOf(figures.length).map(([from, to]) =>
    gridOf(
      [group, ...figures.slice(from, to)],
      rows.map(({ label, cells, total }) => ({
        label,
        cells: cells.slice(from, to).map(({ words, before }) => ({
          words: before === null ? words : `${words} (${before})`,
          bold: false,
        })),
        bold: total,
      })),
    ),
  );
  return [
    title,
    ...(chart && picture ? [pictureOf(picture, chart.alt, chart.title, nth)] : []),
    // Two tables that touch become one.
    ...grids.flatMap((grid, piece) => (piece === 0 ? [grid] : [new Paragraph({ style: 'Remark' }), grid])),
    new Paragraph({ style: 'Remark', children: [new TextRun(remark ?? '')] }),
  ];
}

function pictureOf({ picture, width, height }: DrawnChart, alt: string, title: string, nth: number): Paragraph {
  const size = { width: TEXT_WIDTH, height: Math.round((TEXT_WIDTH * height) / width) };
  return new Paragraph({
    keepNext: true,
    children: [
      new ImageRun({
        type: 'png',
        data: picture ?? new Uint8Array(),
        transformation: size,
        altText: { name: `chart-${nth + 1}`, title, description: alt },
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
