import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FILE_LANGUAGES } from '../../src/core/domain/language.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { code, codes, days, instant, money, number, type Table, text } from '../../src/core/reports/table.ts';
import { csv } from '../../src/files/formats/csv.ts';

const texts = loadTexts();

/** A Tabular Data Package as its specification has it (Frictionless, version 1), as far as ours goes. */
const Name = z.string().regex(/^[a-z0-9._/-]+$/);
const Package = z.object({
  profile: z.literal('tabular-data-package'),
  name: Name,
  description: z.string(),
  resources: z.tuple([
    z.object({
      profile: z.literal('tabular-data-resource'),
      name: Name,
      description: z.string(),
      path: z.string().regex(/^(?!\.|\/)[^:]+\.csv$/),
      encoding: z.literal('utf-8'),
      dialect: z.object({
        delimiter: z.literal(','),
        doubleQuote: z.literal(true),
        header: z.literal(true),
        commentRows: z.array(z.number()).optional(),
      }),
      schema: z.object({
        missingValues: z.array(z.string()),
        fields: z.array(
          z.object({
            name: z.string().min(1),
            type: z.enum(['string', 'integer', 'number', 'date', 'datetime']),
            title: z.string().min(1),
            description: z.string().min(1),
            categories: z.array(z.object({ value: z.string(), label: z.string().min(1) })).optional(),
            constraints: z.object({ enum: z.array(z.string()) }).optional(),
          }),
        ),
      }),
    }),
  ]),
});

const READS: Record<string, RegExp> = {
  string: /^/,
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  date: /^\d{4}-\d\d-\d\d$/,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
};

const table = (): Table => ({
  columns: [
    code('kind', '#indicator+kind', 'codes:item_kind.'),
    codes('community', '#respondee+group', 'codes:community.'),
    instant('received_at', '#date+reported'),
    number('days_in_state', '#indicator+days+num'),
    number('first_response_hours', '#indicator+hours+num', 1),
    money('amount_eur', '#value+eur'),
    days('attended_days', '#meta+days'),
    { ...text('answer_why', '#response+why'), titles: { sq: 'Pse?', en: 'Why?' } },
  ],
  rows: [
    [
      'feedback',
      ['roma', 'turk'],
      new Date('2026-04-01T08:00:00Z'),
      3,
      1.5,
      150_050,
      ['2026-04-01', '2026-04-02'],
      'fjalë',
    ],
    ['enquiry', null, null, { hidden: 'few' }, { hidden: 'not_measured' }, null, null, null],
  ],
  audience: 'internal',
  note: 'Rounded.',
});

describe('the dictionary beside a CSV file', () => {
  it.each(FILE_LANGUAGES.flatMap((language) => [[language, false] as const, [language, true] as const]))(
    'is a data package whose every column has a name and a meaning, and fits every cell (%s, HXL %s)',
    async (language, hxl) => {
      const options = { texts, language, hxl };
      const beside = csv.beside(table(), { ...options, file: 'community-line-items-2026-Q1.csv' });
      expect(beside.name).toBe('community-line-items-2026-Q1.datapackage.json');
      const [resource] = Package.parse(JSON.parse(beside.text)).resources;
      expect(resource.path).toBe('community-line-items-2026-Q1.csv');
      const { fields, missingValues } = resource.schema;
      const contents = (await buffer(await csv.write(table(), options))).toString('utf8');
      const [header, ...rows] = parse(contents, { bom: true }) as string[][];
      expect(fields.map(({ name }) => name)).toEqual(header);
      const comments = resource.dialect.commentRows ?? [];
      for (const [at, row] of rows.entries())
        for (const [index, cell] of row.entries()) {
          if (comments.includes(at + 2) || missingValues.includes(cell)) continue;
          const { name, type, constraints } = fields[index] ?? { name: '?', type: 'string' };
          expect(cell, name).toMatch(READS[type] ?? /$^/);
          if (constraints) expect(constraints.enum, name).toContain(cell);
        }
    },
  );

  it.each(FILE_LANGUAGES)(
    'says of figures for sharing what was done to them and that rows need not add up (%s)',
    (language) => {
      const beside = (audience: 'sharing' | 'internal') => {
        const { columns, rows } = table();
        const { text: written } = csv.beside(
          { columns, rows, audience },
          { texts, language, hxl: false, file: 'x.csv' },
        );
        return Package.parse(JSON.parse(written));
      };
      const shared = beside('sharing');
      const sentence = texts.say(language, 'figures:note.sharing');
      expect([shared.description, shared.resources[0].description]).toEqual([sentence, sentence]);
      expect(beside('internal').description).toBe(texts.say(language, 'exports:mark.internal'));
    },
  );

  it('says what the codes mean, in the language of the file', () => {
    const { text: written } = csv.beside(table(), { texts, language: 'sq', hxl: false, file: 'x.csv' });
    const [resource] = Package.parse(JSON.parse(written)).resources;
    const kind = resource.schema.fields.find(({ name }) => name === 'kind');
    expect(kind?.title).toBe('Lloji');
    expect(kind?.categories).toContainEqual({ value: 'enquiry', label: 'Aplikim për grant' });
    expect(resource.schema.fields.find(({ name }) => name === 'answer_why')?.title).toBe('Përgjigjja: Pse?');
  });
});
