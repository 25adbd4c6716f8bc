import { Readable } from 'node:stream';
import { FIGURES, type FigureName } from '../../core/domain/figures/figures.ts';
import type { FigureTable, ReportDocument, Sentence } from '../../core/reports/document.ts';
import { labeller, labelOf } from '../../core/reports/label-of.ts';
import type { Cell, Column, Row, Table } from '../../core/reports/table.ts';
import { saySentence } from '../say-figures.ts';
import { codesOf, headingOf } from './columns.ts';
import { type Format, type FormatOptions, isDocument } from './format.ts';
import { groupLabel, tableTitle } from './groups.ts';

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
  const writers = columns.map((column) => [column.name, writerOf(column, options)] as const);
  let [piece, first] = ['', true];
  for await (const row of rows) {
    const object = Object.fromEntries(writers.map(([name, write], index) => [name, write(row[index] ?? null, row)]));
    piece += `${first ? '' : ','}\n${JSON.stringify(object)}`;
    first = false;
    if (piece.length < 64 * 1024) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n]}\n`;
}

function aboutColumn(column: Column, { texts, language }: FormatOptions) {
  const { title, about } = headingOf(texts, language, column);
  const several = column.several === true;
  const codes = column.of === 'code' ? { codes: codesOf(texts, language, column) } : {};
  return { name: column.name, title, about, type: column.of, several, ...codes };
}

type Write = (cell: Cell, row: Row) => unknown;

function writerOf(column: Column, { texts, language }: FormatOptions): Write {
  const labelled = column.of === 'code' ? labeller(texts, language, column) : null;
  const one = (value: string, row: Row) => (labelled ? { code: value, label: labelled(value, row) } : value);
  return (cell, row) => {
    if (cell === null) return column.several ? [] : null;
    if (typeof cell === 'number') return column.of === 'money' ? cell / 100 : cell;
    if (cell instanceof Date) return `${cell.toISOString().slice(0, 19)}Z`;
    if (typeof cell === 'string') return column.several ? [one(cell, row)] : one(cell, row);
    return 'hidden' in cell ? cell : cell.map((value) => one(value, row));
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
