import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/core/domain/codes.ts';
import { rowOf } from '../../../src/core/domain/language.ts';
import { pluralCategories } from '../../../src/core/i18n/plurals.ts';
import type { CameBack, CameBackRow } from '../../../src/core/i18n/translating/came-back.ts';
import { plainly, type TextRow, textRows } from '../../../src/core/i18n/translating/text-rows.ts';
import { TEXT_FORMATS, type TextFormat, writeTexts } from '../../../src/files/translating/formats.ts';
import { readTexts } from '../../../src/files/translating/read-texts.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'community-line-texts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const of = (texts: Record<string, string>) => new Map(Object.entries(texts));
const strings = new Map([
  [
    'en',
    of({
      'common:yes': '✅ Yes',
      'forget:ask': 'Do you want to delete “everything”, {{what}}?',
      'forms:parts_one': '{{count}} part',
      'forms:parts_other': '{{count}} parts',
    }),
  ],
  [
    'sr-Latn',
    of({
      'common:yes': '✅ Da',
      'forget:ask': 'Da li želite da obrišete\nsve, {{what}}?',
      'forms:parts_one': '{{count}} deo',
      'forms:parts_few': '{{count}} dela',
      'forms:parts_other': '{{count}} delova',
    }),
  ],
]);
const sent = (notes: Record<string, string> = {}): TextRow[] => {
  const noted = Object.fromEntries(Object.entries(notes).map(([key, note]) => [key, { note }]));
  const review = { 'sr-Latn': { default: { state: 'machine' as const }, strings: noted } };
  return textRows({ strings, review, readers: [] }, 'sr-Latn');
};

async function read(bytes: Uint8Array | string): Promise<CameBack & { format: TextFormat }> {
  const path = join(folder, 'came-back');
  await writeFile(path, bytes);
  const result = await readTexts(path);
  if (!result.ok) throw new Error(result.code);
  return { ...result.value.file, format: result.value.format };
}
async function refusal(bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, 'refused');
  await writeFile(path, bytes);
  const result = await readTexts(path);
  return result.ok ? 'read' : result.code;
}
/** So much of it, and the first byte of the next letter. */
const cutBytes = (text: string, at: number) => Buffer.from(text).subarray(0, Buffer.byteLength(text.slice(0, at)) + 1);
const textsOf = ({ rows }: CameBack) => rows.map(({ key, english, translation }) => [key, english, translation]);
const sentTexts = (rows: readonly TextRow[]) =>
  rows.map(({ key, english, translation }) => [key, plainly(english), plainly(translation)]);

describe.each(TEXT_FORMATS)('as %s', (format) => {
  test('texts, notes and versions come back as they were, from a file that says its language and what it is', async () => {
    const rows = sent({ 'forget:ask': 'Is it "sve"?\nAsk again' });
    const back = await read(await writeTexts(format, 'sr-Latn', rows));
    expect([back.format, back.problems]).toEqual([format, []]);
    expect(back.language).toMatch(/^sr(-Latn|@latin)$/);
    expect(textsOf(back)).toEqual(sentTexts(rows));
    expect(back.rows.map(({ note }) => note)).toEqual(rows.map(({ note }) => note));
    expect(back.rows.map(({ version }) => version)).toEqual(rows.map(({ version }) => version));
    expect(back.rows.every(({ fault }) => fault === undefined)).toBe(true);
  });

  test('each text stands beside its screen, its limit and what its placeholders are', async () => {
    const rows = sent();
    const file = Buffer.from(await writeTexts(format, 'sr-Latn', rows));
    const seen = format === 'xlsx' ? JSON.stringify((await readXlsx(file)).sheets[0]?.rows) : file.toString('utf8');
    expect(rows[0]?.limit).toBe(40);
    for (const part of [rows[1]?.screen, '{{what}}: what', '40']) expect(seen).toContain(part);
  });

  const awkward = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom(
      '=1+1',
      '+383',
      '-5',
      '@name',
      "'=quoted",
      "''@",
      "'",
      'two\nlines',
      'two\r\nlines',
      'say "yes"',
      'a,b;c\td',
      '<b>&amp;</b> ]]>',
      '\\n is no line',
      '😀',
      '👩‍👩‍👧',
      '\u200Fمرحبا\u200E',
      ' spaces ',
      '"',
      '""',
    ),
  );
  test('whatever is in a text comes back', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(awkward, awkward), { minLength: 1, maxLength: 6 }), async (pairs) => {
        const english = of(Object.fromEntries(pairs.map(([text], index) => [`a:key${index}`, text])));
        const own = of(Object.fromEntries(pairs.map(([, text], index) => [`a:key${index}`, text])));
        const rows = textRows(
          {
            strings: new Map([
              ['en', english],
              ['sq', own],
            ]),
            review: {},
            readers: [],
          },
          'sq',
        );
        expect(textsOf(await read(await writeTexts(format, 'sq', rows)))).toEqual(sentTexts(rows));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a table', () => {
  const csvOf = async () => Buffer.from(await writeTexts('csv', 'sr-Latn', sent())).toString('utf8');
  const asTyped = async (delimiter: string) =>
    sent()
      .map(({ key, english, translation }) => [key, english, translation, 'sr-Latn'])
      .toSpliced(0, 0, ['key', 'english', 'translation', 'language'])
      .map((row) => row.map((cell) => `"${cell}"`).join(delimiter))
      .join('\r\n');

  test.each<[string, () => Promise<Uint8Array | string>]>([
    ['with semicolons', () => asTyped(';')],
    ['with tabs', () => asTyped('\t')],
    ['that says its separator', async () => `sep=;\r\n${await asTyped(';')}`],
    ['in UTF-16', async () => Buffer.from(`\ufeff${await csvOf()}`.replace(/^\ufeff+/, '\ufeff'), 'utf16le')],
    ['in UTF-16 without its mark', async () => Buffer.from((await csvOf()).replace(/^\ufeff/, ''), 'utf16le')],
    ['in UTF-16, the other way round', async () => Buffer.from(await csvOf(), 'utf16le').swap16()],
    ['with a title above it', async () => `"Texts for you"\r\n${await asTyped(',')}`],
  ])('%s is read', async (_name, make) => {
    const back = await read(await make());
    expect([back.format, back.language, back.problems]).toEqual(['csv', 'sr-Latn', []]);
    expect(textsOf(back)).toEqual(sentTexts(sent()));
  });

  test('sorted anew, with a column put between and another left out, has the same rows with their own numbers', async () => {
    const [header, ...rows] = sent().map((row) => [row.key, '17 words', row.english, row.translation]);
    const sorted = [header, ...rows].toReversed().map((row) => row ?? []);
    const back = await read(
      [['key', 'words', 'English', 'TRANSLATION '], ...sorted]
        .map((row) => row.map((cell) => `"${cell}"`).join(','))
        .join('\n'),
    );
    expect(back.rows.map(({ at }) => at)).toEqual(['row 2', 'row 3', 'row 4', 'row 5', 'row 6']);
    expect(textsOf(back)).toEqual(sentTexts(sent()).toReversed());
    expect(back.rows.map(({ state, note, version }) => [state, note, version])[0]).toEqual([null, null, null]);
  });

  test('in Windows-1250 is read, and said to be so where something is wrong with it', async () => {
    const bytes = Buffer.from('key,english,translation,language\na:b,Yes,Da li \x9eelite \xe8aj?,sr-Latn\n', 'latin1');
    const back = await read(bytes);
    expect(textsOf(back)).toEqual([['a:b', 'Yes', 'Da li želite čaj?']]);
    expect(back.hint).toContain('Windows-1250');
  });

  test.each<[string, string, RegExp]>([
    ['curly quotation marks around its cells', '“key”,“english”,“translation”\n“a:b”,“Yes”,“Da”', /made curly/],
    ['no translation', 'key,english\na:b,Yes', /columns are missing: translation/],
    ['nothing of ours', 'one;two\n3;4', /columns are missing: key, english, translation/],
    ['a column twice', 'key,english,translation,translation\na:b,Yes,Da,Ne', /two columns “translation”/],
    [
      'two languages',
      'key,english,translation,language\na:b,Yes,Da,sq\na:c,No,Ne,rom',
      /more than one language: sq, rom/,
    ],
  ])('with %s is named for what it is', async (_name, text, problem) => {
    expect((await read(text)).problems).toEqual([expect.stringMatching(problem)]);
  });
});

describe('a workbook', () => {
  async function edited(
    change: (sheet: NonNullable<Parameters<typeof writeXlsx>[0]['sheets'][number]>) => void,
  ): Promise<CameBack> {
    const rows = (await readXlsx(Buffer.from(await writeTexts('xlsx', 'sr-Latn', sent())))).sheets[0]?.rows ?? [];
    const sheet = { name: 'sr-Latn', rows: rows.map((row) => [...row]), cells: new Map() };
    change(sheet);
    return read(await writeXlsx({ sheets: [sheet] }));
  }
  const faults = ({ rows }: CameBack) => rows.flatMap(({ at, fault }) => (fault ? [`${at} ${fault}`] : []));

  test('with a formula, a merged cell, a date or a TRUE names the row; what is in a column of its own is nobody’s business', async () => {
    expect(faults(await edited(({ cells }) => cells?.set('2,2', { value: null, formula: 'A1&"x"' })))).toEqual([
      expect.stringMatching(/^row 3 translation: this is a formula/),
    ]);
    const merged = await edited((sheet) => {
      sheet.merges = [{ startRow: 1, endRow: 2, startCol: 2, endCol: 2 }];
    });
    expect(faults(merged)).toEqual([
      expect.stringMatching(/^row 2 translation: the cells C2:C3 are merged/),
      expect.stringMatching(/^row 3 translation: the cells C2:C3 are merged/),
    ]);
    const odd = await edited(({ rows }) => {
      if (rows?.[1]) rows[1][2] = true;
      if (rows?.[2]) rows[2][2] = new Date('2026-12-05T00:00:00Z');
      if (rows?.[3]) rows[3][2] = 112;
    });
    expect(faults(odd)).toEqual([expect.stringMatching(/^row 2 .*TRUE/), expect.stringMatching(/^row 3 .*date/)]);
    expect(odd.rows[2]?.translation).toBe('112');
    const besides = await edited(({ cells, merges }) => {
      cells?.set('1,20', { value: null, formula: 'LEN(C2)' });
      merges?.push({ startRow: 1, endRow: 2, startCol: 21, endCol: 21 });
    });
    expect(faults(besides)).toEqual([]);
  });

  test('whose rows a filter hides is read whole; its sheet names the language where no cell does', async () => {
    const back = await edited((sheet) => {
      sheet.rowDefs = new Map([[2, { hidden: true }]]);
      for (const row of sheet.rows ?? []) row[10] = null;
    });
    expect(back.rows).toHaveLength(5);
    expect(back.language).toBe('sr-Latn');
  });

  test('keeps what begins like a formula as the text that it is', async () => {
    const own = of({ 'a:b': '=1+1' });
    const rows = textRows(
      {
        strings: new Map([
          ['en', of({ 'a:b': 'Sum' })],
          ['sq', own],
        ]),
        review: {},
        readers: [],
      },
      'sq',
    );
    const { sheets } = await readXlsx(Buffer.from(await writeTexts('xlsx', 'sq', rows)), { readStyles: true });
    expect(sheets[0]?.rows[1]?.[2]).toBe('=1+1');
  });
});

describe('a PO file', () => {
  const poOf = async () => Buffer.from(await writeTexts('po', 'sr-Latn', sent())).toString('utf8');

  test.each(LANGUAGES)('counts in %s as the line does', (language) => {
    const said = rowOf(language)?.pluralForms ?? 'nplurals=2; plural=(n != 1);';
    const [, forms, rule] = /^nplurals=(\d); plural=\((.*)\);$/.exec(said) ?? [];
    const categories = pluralCategories(language);
    expect(Number(forms)).toBe(categories.length);
    const select = rowOf(language)?.plurals?.select ?? ((n: number) => new Intl.PluralRules(language).select(n));
    const indexOf = new Function('n', `return Number(${rule})`) as (n: number) => number;
    for (let n = 0; n < 1_000; n += 1) expect([n, categories[indexOf(n)]]).toEqual([n, select(n)]);
  });

  test('has forms that count in one entry, and what nobody has read as fuzzy', async () => {
    expect(await poOf()).toMatch(
      /#, fuzzy\nmsgctxt "forms:parts"\nmsgid "\{\{count\}\} part"\nmsgid_plural "\{\{count\}\} parts"\nmsgstr\[0\] "\{\{count\}\} deo"\nmsgstr\[1\] "\{\{count\}\} dela"\nmsgstr\[2\] "\{\{count\}\} delova"/,
    );
    const back = await read((await poOf()).replace('#, fuzzy\nmsgctxt "common:yes"', 'msgctxt "common:yes"'));
    expect(back.rows.map(({ state }) => state)).toEqual(['read', 'machine', 'machine', 'machine', 'machine']);
    expect(back.rows[0]?.at).toMatch(/^line \d+$/);
  });

  test.each<[string, (po: string) => string, RegExp]>([
    ['an entry twice', (po) => po + po.slice(po.indexOf('#. Screen')), /.*/],
    ['an entry without its context', (po) => po.replace('msgctxt "common:yes"\n', ''), /no context/],
    ['too few forms', (po) => po.replace(/msgstr\[2\].*\n/, ''), /2 plural forms; sr-Latn has 3/],
  ])('with %s names it', async (_name, change, fault) => {
    const back = await read(change(await poOf()));
    const keys = back.rows.map(({ key }) => key);
    const wrong = back.rows.filter((row: CameBackRow, index) => row.fault || keys.indexOf(row.key) < index);
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong[0]?.fault ?? '').toMatch(fault);
  });

  test.each<[string, (po: string) => string | Uint8Array, RegExp]>([
    ['within a text', (po) => po.slice(0, po.indexOf('✅ Da') + 3), /breaks off in line \d+, after its header/],
    [
      'within a later text',
      (po) => po.slice(0, po.indexOf('da obrišete')),
      /after “common:yes”, the last that is whole/,
    ],
    ['within a letter', (po) => cutBytes(po, po.indexOf('šete')), /after “common:yes”/],
    ['before a translation', (po) => po.slice(0, po.indexOf('msgstr "✅ Da')), /after its header/],
    ['within a keyword', (po) => po.slice(0, po.indexOf('msgstr "✅ Da') + 4), /after its header/],
    ['after a context', (po) => po.slice(0, po.indexOf('msgid "{{count}}')), /after “forget:ask”/],
    ['within what is said of a text', (po) => po.slice(0, po.lastIndexOf('#. At most') + 5), /after “forget:ask”/],
    ['within its header', (po) => po.slice(0, po.indexOf('Plural-Forms') + 20), /before anything in it is whole/],
    ['before the text of its header', (po) => po.slice(0, po.indexOf('msgstr ""')), /before anything in it is whole/],
    ['and goes on', (po) => `${po.slice(0, po.indexOf('✅ Da') + 3)}\nmsgid "never closed`, /breaks off in line/],
    ['in an entry nobody needs', (po) => `${po}\n#~ msgctxt "a:old"\n#~ msgid "Ol`, /after “forms:parts”/],
  ])('that breaks off %s is refused, with the last of it that is whole', async (_name, cut, problem) => {
    const back = await read(cut(await poOf()));
    expect(back.rows).toEqual([]);
    expect(back.problems).toEqual([expect.stringMatching(problem)]);
  });

  test.each<[string, (po: string) => string, RegExp]>([
    ['a translation less', (po) => po.replace('msgstr "✅ Da"\n', ''), /“common:yes” in line \d+ has no msgstr/],
    ['a bare quotation mark in a text', (po) => po.replace('✅ Da', '✅ "Da"'), /line \d+ has a quotation mark within/],
  ])('with %s is named by the line', async (_name, change, problem) => {
    expect((await read(change(await poOf()))).problems).toEqual([expect.stringMatching(problem)]);
  });

  test.each<[string, (po: string) => string]>([
    ['with Windows line ends', (po) => po.replaceAll('\n', '\r\n')],
    ['without its last line end', (po) => po.trimEnd()],
    ['with all of an entry in one line', (po) => po.replace('"✅ Yes"\nmsgstr', '"✅ Yes" msgstr')],
    ['folded', (po) => po.replace('"✅ Da"', '""\n"✅ "\n"Da"')],
    ['with old entries and a remark at its end', (po) => `${po}\n#~ msgid "Old"\n#~ msgstr "Staro"\n\n# The end.\n`],
  ])('%s is whole', async (_name, change) => {
    const back = await read(change(await poOf()));
    expect(back.problems).toEqual([]);
    expect(textsOf(back)).toEqual(sentTexts(sent()));
  });
});

describe('an XLIFF file', () => {
  const xliffOf = async () => Buffer.from(await writeTexts('xliff', 'sr-Latn', sent())).toString('utf8');

  test('says by approved and by the state of its target that somebody read it', async () => {
    const xliff = await xliffOf();
    const states = async (text: string) => (await read(text)).rows.map(({ state }) => state)[0];
    expect(await states(xliff)).toBe('machine');
    expect(await states(xliff.replace('approved="no"', 'approved="yes"'))).toBe('read');
    expect(await states(xliff.replace('needs-review-translation', 'signed-off'))).toBe('read');
  });

  test.each<[string, (xliff: string) => string, RegExp]>([
    ['of version 2', (text) => text.replace('version="1.2"', 'version="2.0"'), /it is XLIFF 2.0; send XLIFF 1.2/],
    ['that breaks off', (text) => text.slice(0, 900), /breaks in line \d+/],
    ['with entities of its own', (text) => text.replace('<xliff', '<!DOCTYPE x [<!ENTITY a "b">]><xliff'), /entities/],
  ])('%s is named for what it is', async (_name, change, problem) => {
    expect((await read(change(await xliffOf()))).problems).toEqual([expect.stringMatching(problem)]);
  });

  test('with markup in a target names its row', async () => {
    const back = await read((await xliffOf()).replace('✅ Da', '<g id="1">✅</g> Da'));
    expect(back.rows[0]).toMatchObject({ key: 'common:yes', fault: expect.stringContaining('<g>') });
  });
});

test.each<[string, Uint8Array | string]>([
  ['pdf', '%PDF-1.7\n'],
  ['empty_file', ''],
  ['empty_file', '\ufeff\n'],
  ['csv_broken', 'key,english,translation\n"never closed'],
  ['not_spreadsheet', '<?xml version="1.0"?><tmx version="1.4"></tmx>'],
  ['csv_cut', 'key,english,translation,state\na:b,Yes,Da,machine\na:c,No,N'],
  ['encoded_twice', Buffer.from('\ufeff"key","english","translation"\n"a:b","Yes","Është"').toString('latin1')],
  ['encoded_twice', Buffer.from('key;english;translation\na:b;Yes;Është').toString('latin1')],
  ['encoded_twice', Buffer.from('\ufeffmsgid ""\nmsgstr "Language: sq\\n"\n').toString('latin1')],
  ['encoded_twice', Buffer.from('\ufeff<?xml version="1.0"?><xliff version="1.2"/>').toString('latin1')],
  ['old_excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4])],
  ['not_spreadsheet', Buffer.from([0xde, 0x12, 0x04, 0x95, 0, 0, 0, 0])],
])('a file that is none of these is refused as %s', async (code, bytes) => {
  expect(await refusal(bytes)).toBe(code);
});
