import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportStrings } from '../../../src/core/i18n/export.ts';
import { importStrings, withReviews, writeStrings } from '../../../src/core/i18n/import.ts';
import { loadReview, Review, sourceHash, textHash } from '../../../src/core/i18n/review.ts';
import { LOCALES_DIR, loadTexts } from '../../../src/core/i18n/texts.ts';

const english = new Map([
  ['a:hello', 'Hello {{name}}'],
  ['a:sum', '=1+1'],
]);
const header = ['key', 'english', 'translation', 'state', 'reviewer', 'note'];
const table = (...rows: string[][]) => stringify([header, ...rows]);
const refused = (csv: string) => {
  const result = importStrings(csv, english);
  return result.ok ? [] : result.problems.map(({ row, key, message }) => `${row} ${key}: ${message}`);
};

describe('a spreadsheet of one language', () => {
  const awkward = fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(
        '=1+1',
        '+383',
        '-5',
        '@name',
        "'=quoted",
        "''@",
        "'",
        '\tTab',
        '\rReturn',
        'two\nlines',
        'two\r\nlines',
        'say "yes"',
        'a,b;c',
        '😀',
        '👩‍👩‍👧',
        '\u200Fمرحبا\u200E',
        '\uFEFFmark',
        ' spaces ',
        '"',
        '""',
      ),
    )
    .map((text) => text.replace(/\{\{|\}\}/g, '').normalize('NFC'));

  it('comes back with every string as it was, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(awkward, awkward), { minLength: 1, maxLength: 8 }), (pairs) => {
        const source = new Map(pairs.map(([text], index) => [`a:key${index}`, text]));
        const own = new Map(
          pairs.map(([, text], index) => [`a:key${index}`, text]).filter(([, text]) => text !== '') as [
            string,
            string,
          ][],
        );
        const back = importStrings(exportStrings(source, own, 'sq', {}), source);
        expect(back).toEqual({ ok: true, strings: own, reviewed: {} });
      }),
      { numRuns: 300 },
    );
  });

  it('holds no cell that a spreadsheet would run, and begins with the mark that Excel needs', () => {
    const csv = exportStrings(new Map([['a:x', '=1+1']]), new Map([['a:x', '@SUM(A1)']]), 'sq', {});
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).not.toMatch(/(^|,|")[=+\-@]/m);
  });

  it('carries the state, the reviewer and the note there and back', () => {
    const hashes = { sourceHash: sourceHash('Hello {{name}}'), textHash: textHash('Lačho dive {{name}}') };
    const entry = {
      note: '-> ask again',
      readings: ['Invented Reviewer', 'Second Invented'].map((reader) => ({ reader, ...hashes })),
    };
    const review = { rom: { default: { state: 'machine' as const }, strings: { 'a:hello': entry } } };
    const back = importStrings(
      exportStrings(english, new Map([['a:hello', 'Lačho dive {{name}}']]), 'rom', review),
      english,
    );
    expect(back.ok && back.reviewed).toEqual({ 'a:hello': entry });
    expect(back.ok && withReviews(review, 'rom', back.reviewed)).toEqual(review);
  });

  it('carries a note there and back that stands alone, with no reader', () => {
    const review = Review.parse({
      rom: { default: { state: 'machine' }, strings: { 'a:hello': { state: 'machine', note: 'MA only' } } },
    });
    const out = exportStrings(english, new Map([['a:hello', 'Lačho dive {{name}}']]), 'rom', review);
    expect(out).toContain('"machine","","MA only"');
    const back = importStrings(out, english);
    expect(back.ok && withReviews(review, 'rom', back.reviewed)).toEqual(review);
  });

  it.each([
    ['an unknown key', [['a:nowhere', 'x', 'y', 'machine', '', '']], '2 a:nowhere: there is no text with this key'],
    [
      'a changed placeholder',
      [['a:hello', 'Hello {{name}}', 'Zdravo {{ime}}', 'machine', '', '']],
      '2 a:hello: the placeholders must stay as they are: {{name}}',
    ],
    [
      'an English that has changed',
      [['a:hello', 'Hi {{name}}', 'Zdravo {{name}}', 'machine', '', '']],
      '2 a:hello: the English has changed',
    ],
    [
      'an unknown state',
      [['a:hello', 'Hello {{name}}', 'Zdravo {{name}}', 'perfect', '', '']],
      '2 a:hello: the state must be one of',
    ],
    [
      'a review by nobody',
      [['a:hello', 'Hello {{name}}', 'Zdravo {{name}}', 'approved', ' ', '']],
      '2 a:hello: a reviewed text needs the reviewer',
    ],
  ])('is refused with the row named for %s', (_name, rows, message) => {
    expect(refused(table(...rows))).toEqual([expect.stringContaining(message)]);
  });

  it('names every bad row at once, also a key that comes twice', () => {
    const good = ['a:sum', "'=1+1", 'x', 'machine', '', ''];
    expect(refused(table(good, good, ['a:z', '', '', 'machine', '', '']))).toEqual([
      '3 a:sum: the key comes twice',
      '4 a:z: there is no text with this key',
    ]);
  });

  it('is refused when it is no such table', () => {
    expect(refused('key,english\na,b')).toEqual([expect.stringContaining('columns are missing: translation')]);
    expect(refused('"never closed')).toHaveLength(1);
    expect(refused('')).toHaveLength(1);
  });
});

describe('the files of this line', () => {
  const texts = loadTexts();

  it.each(texts.languages.filter((language) => language !== 'en'))(
    'hold the same texts after %s went out and came back',
    (language) => {
      const folder = mkdtempSync(join(tmpdir(), 'locales-'));
      try {
        cpSync(LOCALES_DIR, folder, { recursive: true });
        const review = loadReview(folder);
        const back = importStrings(
          exportStrings(texts.strings('en'), texts.strings(language), language, review),
          texts.strings('en'),
        );
        if (!back.ok) throw new Error(JSON.stringify(back.problems));
        writeStrings(folder, language, back.strings);
        for (const file of readdirSync(join(LOCALES_DIR, language))) {
          const read = (from: string) => JSON.parse(readFileSync(join(from, language, file), 'utf8'));
          expect(read(folder)).toEqual(read(LOCALES_DIR));
        }
        expect(withReviews(review, language, back.reviewed)).toEqual(review);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  it('come back in the shape and order of the English', () => {
    const folder = mkdtempSync(join(tmpdir(), 'locales-'));
    try {
      cpSync(LOCALES_DIR, folder, { recursive: true });
      const before = readFileSync(join(folder, 'en', 'forms.json'), 'utf8');
      const back = importStrings(
        exportStrings(texts.strings('en'), texts.strings('en'), 'en', {}),
        texts.strings('en'),
      );
      if (!back.ok) throw new Error(JSON.stringify(back.problems));
      writeStrings(folder, 'en', back.strings);
      expect(readFileSync(join(folder, 'en', 'forms.json'), 'utf8')).toBe(before);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
