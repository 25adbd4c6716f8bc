import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { FileLanguage } from '../../src/core/domain/languages.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import {
  type Cell,
  type Column,
  code,
  codes,
  instant,
  money,
  number,
  type Table,
  text,
} from '../../src/core/reports/table.ts';
import { csv } from '../../src/files/formats/csv.ts';
import { type HxlFinding, hxlFindings } from '../support/hxl-rules.ts';

const texts = loadTexts();
const COLUMNS: Column[] = [
  text('reference', '#meta+id'),
  code('type', '#indicator+type', 'codes:feedback_type.'),
  codes('community', '#respondee+group', 'codes:community.'),
  instant('received_at', '#date+reported'),
  number('first_response_hours', '#indicator+hours+response+num', 1),
  money('amount_eur', '#value+eur'),
  text('text', '#description'),
];
const row = (words: string, over: Record<number, Cell> = {}): Cell[] =>
  ['F-1', 'question', ['roma', 'ashkali'], new Date('2026-04-01T08:00:00.123Z'), 1.5, 150_050, words].map(
    (cell, index) => (index in over ? (over[index] ?? null) : cell),
  );

async function raw(table: Partial<Table>, hxl = false, language: FileLanguage = 'en'): Promise<string> {
  const stream = await csv.write({ columns: COLUMNS, rows: [], ...table }, { texts, language, hxl });
  return (await buffer(stream)).toString('utf8');
}
const read = (contents: string): string[][] => parse(contents, { bom: true });

describe('a CSV file', () => {
  it('has one header row, each code beside its label, every text in quotes and no number or date in them', async () => {
    expect(await raw({ rows: [row('Fjalë "të" mia')] })).toBe(
      '\ufeff"reference","type","type_label","community","community_label","received_at","first_response_hours","amount_eur","text"\r\n' +
        '"F-1","question","Question","roma;ashkali","Roma; Ashkali",2026-04-01T08:00:00Z,1.5,1500.50,"Fjalë ""të"" mia"\r\n',
    );
  });

  it.each<[FileLanguage, string, string]>([
    ['sq', 'Pyetje', 'Romë; Ashkalinj'],
    ['sr-Latn', 'Pitanje', 'Romi; Aškalije'],
    ['sr-Cyrl', 'Питање', 'Роми; Ашкалије'],
  ])('has its labels in %s, and its codes and headers as they are', async (language, type, community) => {
    const [header, cells] = read(await raw({ rows: [row('')] }, false, language));
    expect(header?.slice(0, 3)).toEqual(['reference', 'type', 'type_label']);
    expect(cells?.slice(1, 5)).toEqual(['question', type, 'roma;ashkali', community]);
  });

  it('leaves empty what was not said', async () => {
    const nothing = await raw({ rows: [row('', { 1: null, 2: null, 3: null, 4: null, 5: null })] });
    expect(nothing.split('\r\n')[1]).toBe('"F-1","","","","",,,,""');
  });

  it('has a text whole, however long', async () => {
    const long = 'ë'.repeat(40_000);
    expect(read(await raw({ rows: [row(long)] }))[1]?.at(-1)).toBe(long);
  });

  const DANGEROUS = [
    '=1+1',
    '+1',
    '-1',
    '@A1',
    '\t=1',
    '\r=1',
    ' =1',
    '＝1',
    'a;=1',
    'a\t=1+1',
    'a|@b',
    'a\n-2',
    '"=1',
    'a;"=1',
  ];
  it.each([',', ';', '\t', '|'])(
    'has no cell that a spreadsheet runs which takes %j for the separator',
    async (delimiter) => {
      const contents = await raw({ rows: DANGEROUS.map((words) => row(words)), note: '=2' });
      // As one that keeps to no quotes reads it, and as one that does.
      const cells = contents
        .split(/\r\n|[\r\n]/)
        .flatMap((line) => line.split(delimiter))
        .map((cell) => cell.replace(/^[\s"\ufeff]+/, ''));
      const parsed = parse(contents, { bom: true, delimiter, relax_quotes: true, relax_column_count: true }).flat();
      for (const cell of [...cells, ...parsed]) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/);
    },
  );

  it('says in its last row what its reader must know', async () => {
    expect(read(await raw({ rows: [], note: 'Rounded to five.' }))[1]?.slice(0, 3)).toEqual([
      'note',
      'Rounded to five.',
      '',
    ]);
  });
});

describe('with HXL', () => {
  const findings = async (table: Partial<Table>): Promise<HxlFinding[]> => hxlFindings(read(await raw(table, true)));

  it('has the row of tags, and passes the rules of the reference validator', async () => {
    const rows = [
      row('Një\nrresht  tjetër '),
      row('x', { 4: { hidden: 'few' }, 5: { hidden: 'not_measured' }, 3: null }),
    ];
    const [, tags, , hidden] = read(await raw({ rows }, true));
    expect(tags?.slice(0, 4)).toEqual(['#meta+id', '#indicator+type', '#indicator+type+label', '#respondee+group']);
    expect(hidden?.slice(5, 8)).toEqual(['', '', '']);
    expect(await findings({ rows, note: 'Two  spaces.' })).toEqual([]);
  });

  it('comes only where it is asked for, and what is hidden is said without it', async () => {
    const [, first] = read(await raw({ rows: [row('x', { 4: { hidden: 'few' } })] }));
    expect(first?.[0]).toBe('F-1');
    expect(first?.[6]).toBe('few');
  });

  it.each<[string, string, string[], string]>([
    ['a word under a date', '#date+reported', ['soon'], 'date'],
    ['hours under a date', '#date+response', ['1.5'], 'date'],
    ['a mark under a number', '#indicator+received+num', ['<5'], 'number'],
    ['a word under people reached', '#reached', ['suppressed'], 'number'],
    ['a line break', '#description', ['a\nb'], 'whitespace'],
    ['a number among words', '#indicator+group', ['all', 'woman', '18_24'], 'consistent'],
    [
      'a rare spelling',
      '#sector',
      [...Array<string>(60).fill('health'), ...Array<string>(60).fill('other'), 'heelth'],
      'spelling',
    ],
  ])('the rules find %s', (_, tag, values, rule) => {
    expect(hxlFindings([['x'], [tag], ...values.map((value) => [value])]).map((one) => one.rule)).toContain(rule);
  });
});
