import type { Audience } from '../../core/reports/document.ts';
import type { Column, Table } from '../../core/reports/table.ts';
import { codesOf, headingOf, labelHeadingOf, RUNNING } from './columns.ts';
import type { Beside, FormatOptions } from './format.ts';

/*
 * What the columns of a CSV file are: a Data Package with one Tabular Data Resource (https://specs.frictionlessdata.io, version 1; `categories`,
 * `headerRows` and `commentRows` are of version 2, and a reader of version 1 passes over them).
 */

type Field = {
  name: string;
  type: 'string' | 'integer' | 'number' | 'date' | 'datetime';
  title: string;
  description: string;
  /** How many cents: RFC 4180 knows no units. */
  unit?: string;
  categories?: readonly { value: string; label: string }[];
  constraints?: { enum: readonly string[] };
};

/** What stands in a cell where there is no value: nothing said, too few to be shown, nothing measured. */
const MISSING_VALUES = ['', 'few', 'not_measured'];

/** A table has no page where notes stand: what was done to its figures, and that rows need not add up, is said here. */
const MARKS = { sharing: 'figures:note.sharing', internal: 'exports:mark.internal' } as const satisfies Record<
  Audience,
  string
>;

export function dictionaryOf(table: Table, options: FormatOptions & { file: string }): Beside {
  const { texts, language, file, hxl } = options;
  const name = file.replace(/\.[^.]*$/, '');
  const { columns, note } = table;
  const fields = columns.flatMap((column, index) => fieldsOf(column, options, index === 0 && note !== undefined));
  const running = table.running && texts.say(language, RUNNING);
  const about = [table.audience && texts.say(language, MARKS[table.audience]), running, note].filter(Boolean).join(' ');
  const written = {
    profile: 'tabular-data-package',
    name: slugOf(name),
    title: texts.say(language, 'exports:dictionary.title'),
    description: about,
    languages: [language],
    resources: [
      {
        profile: 'tabular-data-resource',
        name: slugOf(name),
        description: about,
        path: file,
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        dialect: {
          ...{
            delimiter: ',',
            quoteChar: '"',
            doubleQuote: true,
            lineTerminator: '\r\n',
            header: true,
            headerRows: [1],
          },
          ...(hxl && { commentRows: [2] }),
        },
        schema: { fields, missingValues: MISSING_VALUES },
      },
    ],
  };
  return { name: `${name}.datapackage.json`, text: `${JSON.stringify(written, null, 2)}\n` };
}

/** Names there are of small letters, digits and `.-_/`. */
const slugOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9._-]+/g, '-');

/** `noted`: the note of the file stands in it. */
function fieldsOf(column: Column, options: FormatOptions, noted: boolean): Field[] {
  const { texts, language } = options;
  const { title, about } = headingOf(texts, language, column);
  const field: Field = { name: column.name, type: typeOf(column), title, description: about };
  if (column.of === 'money') field.unit = 'EUR';
  if (column.of !== 'code') return [field];
  const known = codesOf(texts, language, column);
  if (known.length > 0) {
    const values = noted ? [...known, { code: 'note', label: texts.say(language, 'exports:word.note') }] : known;
    field.categories = values.map(({ code, label }) => ({ value: code, label }));
    // Of several in one cell, joined by semicolons, the cell itself is none of them.
    if (!column.several) field.constraints = { enum: values.map(({ code }) => code) };
  }
  const words = labelHeadingOf(texts, language, column);
  return [field, { name: `${column.name}_label`, type: 'string', title: words.title, description: words.about }];
}

function typeOf(column: Column): Field['type'] {
  if (column.several) return 'string';
  switch (column.of) {
    case 'number':
      return column.decimals === 0 ? 'integer' : 'number';
    case 'money':
      return 'number';
    case 'instant':
      return 'datetime';
    case 'day':
      return 'date';
    default:
      return 'string';
  }
}
