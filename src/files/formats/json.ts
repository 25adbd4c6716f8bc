import { Readable } from 'node:stream';
import { FIGURES, type FigureName } from '../../core/domain/figures/figures.ts';
import type { FileLanguage } from '../../core/domain/languages.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { FigureTable, ReportDocument, Sentence } from '../../core/reports/document.ts';
import { labeller, labelOf } from '../../core/reports/label-of.ts';
import type { Cell, CodeColumn, Column, Row, Table } from '../../core/reports/table.ts';
import { saySentence } from '../say-figures.ts';
import { codesOf, headingOf } from './columns.ts';
import { type Format, type FormatOptions, isDocument } from './format.ts';
import { groupLabel, tableTitle } from './groups.ts';
import { inBatches } from './in-batches.ts';
import { isoSecond } from './iso-second.ts';

/** Values with their labels, for programs: docs/export.schema.json says what stands where. Rows are streamed; money is in euros. */
export const json = {
  name: 'json',
  takes: (holds) => holds !== 'signatures',
  wants: 'document',
  write: async (what, options) =>
    Readable.from(
      isDocument(what) ? [`${JSON.stringify(documentOf(what, options), null, 1)}\n`] : pieces(what, options),
      {
        objectMode: false,
      },
    ),
} as const satisfies Format;

const VERSION = 1;

async function* pieces(table: Table, options: FormatOptions): AsyncGenerator<string> {
  const { columns, rows, note, audience = 'internal' } = table;
  const { language } = options;
  const head = { format: 'community-line-table', version: VERSION, language, audience };
  const told = columns.map((column) => aboutColumn(column, options));
  yield `${JSON.stringify({ ...head, note: note ?? null, columns: told }, null, 1).replace(/\n\}$/, '')},\n "rows": [`;
  const writers = columns.map((column) => [JSON.stringify(column.name), writerOf(column, options)] as const);
  let between = '';
  for await (const batch of inBatches(rows)) {
    let piece = '';
    for (const row of batch) {
      const cells = writers.map(([name, write], index) => `${name}:${write(row[index] ?? null, row)}`);
      piece += `${between}\n{${cells.join(',')}}`;
      between = ',';
    }
    yield piece;
  }
  yield '\n]}\n';
}

function aboutColumn(column: Column, { texts, language }: FormatOptions) {
  const { title, about } = headingOf(texts, language, column);
  const several = column.several === true;
  const codes = column.of === 'code' ? { codes: codesOf(texts, language, column) } : {};
  return { name: column.name, title, about, type: column.of, several, ...codes };
}

/** As JSON. */
type Write = (cell: Cell, row: Row) => string;

function writerOf(column: Column, { texts, language }: FormatOptions): Write {
  const one = column.of === 'code' ? codeWriter(column, texts, language) : (value: string) => JSON.stringify(value);
  return (cell, row) => {
    if (cell === null) return column.several ? '[]' : 'null';
    if (typeof cell === 'number') return String(column.of === 'money' ? cell / 100 : cell);
    if (cell instanceof Date) return `"${isoSecond(cell)}"`;
    if (typeof cell === 'string') return column.several ? `[${one(cell, row)}]` : one(cell, row);
    return 'hidden' in cell ? JSON.stringify(cell) : `[${cell.map((value) => one(value, row)).join(',')}]`;
  };
}

/** A code with its label, written once each where labels do not differ by the row. */
function codeWriter(column: CodeColumn, texts: Texts, language: FileLanguage): (code: string, row: Row) => string {
  const labelled = labeller(texts, language, column);
  const write = (code: string, row: Row) => JSON.stringify({ code, label: labelled(code, row) });
  if (typeof column.list === 'function') return write;
  const known = new Map<string, string>();
  return (code, row) => {
    const written = known.get(code) ?? write(code, row);
    known.set(code, written);
    return written;
  };
}

function documentOf(document: ReportDocument, options: FormatOptions) {
  const { texts, language } = options;
  const say = (sentence: Sentence) => ({ key: sentence.key, text: saySentence(texts, language, sentence) });
  const figure = (code: FigureName) => ({
    code,
    label: texts.say(language, `figures:name.${code}`),
    unit: FIGURES[code].unit,
  });
  const table = (of: FigureTable) => ({
    name: of.name,
    title: tableTitle(texts, language, of),
    breakdown: of.breakdown,
    figures: of.figures.map(figure),
    rows: of.rows.map(({ groups, cells }) => ({
      groups: groups.map((code, place) => ({ code, label: groupLabel(texts, language, of.breakdown, place, code) })),
      cells,
    })),
    chart: of.chart,
  });
  const { name, audience, kind, period, compared, madeAt, headline, targets } = document;
  const { sections, everything, quotations, sensitive, notes } = document;
  return {
    ...{ format: 'community-line-report', version: VERSION, language, name, audience, kind, period, compared },
    madeAt: madeAt.toISOString(),
    headline: headline.map((one) => ({ figure: figure(one.figure), value: one.value })),
    targets: targets.map((one) => ({ ...one, figure: figure(one.figure) })),
    sections: sections.map((section) => ({
      name: section.name,
      title: texts.say(language, `figures:section.${section.name}`),
      sentences: section.sentences.map(say),
      tables: section.tables.map(table),
    })),
    everything: everything.map(table),
    quotations: quotations.map((one) => ({ ...one, topics: one.topics.map((key) => labelOf(texts, language, key)) })),
    sensitive,
    notes: notes.map(say),
  };
}
