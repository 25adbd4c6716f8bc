import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadReaders, type Reader, withReader } from '../../../src/core/i18n/readers.ts';
import { recordReading } from '../../../src/core/i18n/record-reading.ts';
import {
  approvedStrings,
  loadReview,
  Review,
  type Reviewed,
  readingsOf,
  reviewOf,
  saveReview,
  sourceHash,
} from '../../../src/core/i18n/review.ts';
import { secondUnder } from '../../../src/core/i18n/second-under.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'review-'));
afterAll(() => rmSync(folder, { recursive: true }));

const READERS: Reader[] = [
  { name: 'Sample Readers', languages: ['sq', 'rom', 'sr-Latn'], local: false },
  { name: 'Sample Radio of Here', languages: ['sq', 'rom', 'sr-Latn'], local: true },
  { name: 'Sample Albanian Reader', languages: ['sq'], local: true },
];

const texts = (sq = 'A e fshijmë?', en = 'Shall we delete it?') =>
  new Map([
    ['en', new Map(Object.entries({ 'a:ask': en, 'a:n_one': '{{count}} day', 'a:n_other': '{{count}} days' }))],
    ['sq', new Map(Object.entries({ 'a:ask': sq }))],
    [
      'sr-Latn',
      new Map(
        Object.entries({ 'a:ask': 'Brišemo?', 'a:n_one': '1', 'a:n_few': '2', 'a:n_other': '5', 'staff:x': 'X' }),
      ),
    ],
    ['sr-Cyrl', new Map(Object.entries({ 'a:ask': 'Бришемо?' }))],
  ]);
const nobody = (strings = texts()): Reviewed => ({ review: {}, readers: READERS, strings });

function read(by: [language: string, key: string, reader: string][], from = nobody()): Reviewed {
  let { review } = from;
  for (const [language, key, reader] of by) {
    const recorded = recordReading({ ...from, review }, { language, key, reader });
    if (!recorded.ok) throw new Error(recorded.problem);
    review = recorded.review;
  }
  return { ...from, review };
}

describe('a text counts as approved', () => {
  const [one, here, other] = ['Sample Readers', 'Sample Radio of Here', 'Sample Albanian Reader'];
  it.each<[string, string[], string]>([
    ['with nobody', [], 'machine'],
    ['with one reader', [one], 'reviewed'],
    ['with one from here alone', [here], 'reviewed'],
    ['with the same reader twice, however written', [here, ' sample  radio of here '], 'reviewed'],
    ['with two, one from here', [one, here], 'approved'],
    ['with two from here', [here, other], 'approved'],
  ])('%s: %s', (_name, readers, state) => {
    const after = read(readers.map((reader) => ['sq', 'a:ask', reader]));
    expect(reviewOf(after, 'sq', 'a:ask')).toBe(state);
    expect(approvedStrings(after)('sq', 'a:ask')).toBe(state === 'approved');
  });

  it('with two from elsewhere: not', () => {
    const elsewhere = READERS.map((reader) => ({ ...reader, local: false }));
    const after = read(
      [
        ['sq', 'a:ask', one],
        ['sq', 'a:ask', here],
      ],
      { ...nobody(), readers: elsewhere },
    );
    expect(reviewOf(after, 'sq', 'a:ask')).toBe('reviewed');
  });

  const approved = () =>
    read([
      ['sq', 'a:ask', one],
      ['sq', 'a:ask', here],
    ]);
  it.each<[string, Partial<Reviewed>, string]>([
    ['until the text changes', { strings: texts('A i fshijmë?') }, 'machine'],
    ['until the English changes', { strings: texts(undefined, 'Delete all of it?') }, 'machine'],
    ['until it is gone', { strings: new Map() }, 'machine'],
    ['while its readers may approve', { readers: READERS.slice(0, 1) }, 'reviewed'],
    [
      'while its readers may approve in this language',
      { readers: [{ ...READERS[0], languages: ['rom'] } as Reader] },
      'reviewed',
    ],
    ['again, once it reads as it was', { strings: texts() }, 'approved'],
  ])('%s', (_name, over, state) => {
    expect(reviewOf({ ...approved(), ...over }, 'sq', 'a:ask')).toBe(state);
  });

  it('in every form of a sentence that counts', () => {
    const two = (key: string): [string, string, string][] => [
      ['sr-Latn', key, one],
      ['sr-Latn', key, here],
    ];
    const most = read([...two('a:n_one'), ...two('a:n_few')]);
    expect(approvedStrings(most)('sr-Latn', 'a:n')).toBe(false);
    expect(approvedStrings(read(two('a:n_other'), most))('sr-Latn', 'a:n')).toBe(true);
    expect(approvedStrings(most)('sr-Latn', 'a:nowhere')).toBe(false);
  });

  it('in Cyrillic with the Latin text that it is made from, by the same readers', () => {
    const after = read([
      ['sr-Latn', 'a:ask', one],
      ['sr-Latn', 'a:ask', here],
    ]);
    expect(reviewOf(after, 'sr-Cyrl', 'a:ask')).toBe('approved');
    const changed = new Map(after.strings).set('sr-Cyrl', new Map([['a:ask', 'Брише се?']]));
    expect(reviewOf({ ...after, strings: changed }, 'sr-Cyrl', 'a:ask')).toBe('machine');
  });
});

describe('a reading is refused in a sentence, and nothing is written down,', () => {
  it.each<[string, [string, string, string], string]>([
    [
      'by who is not among the readers',
      ['sq', 'a:ask', 'Somebody'],
      'not among the readers of sq in locales/readers.json',
    ],
    [
      'by a reader of another language',
      ['sr-Latn', 'a:ask', 'Sample Albanian Reader'],
      'Those are: Sample Readers, Sample Radio of Here.',
    ],
    ['by nobody', ['sq', 'a:ask', ' '], 'not among the readers'],
    ['of a text that is not there', ['sq', 'a:nowhere', 'Sample Readers'], 'no translation “a:nowhere” in sq'],
    ['of the English', ['en', 'a:ask', 'Sample Readers'], 'no translation'],
    ['of a text of staff', ['sr-Latn', 'staff:x', 'Sample Readers'], 'no translation'],
    ['of Cyrillic by itself', ['sr-Cyrl', 'a:ask', 'Sample Readers'], 'Latin letters'],
  ])('%s', (_name, [language, key, reader], part) => {
    const before = nobody();
    expect(recordReading(before, { language, key, reader })).toEqual({
      ok: false,
      problem: expect.stringContaining(part),
    });
    expect(before.review).toEqual({});
  });
});

describe('what is written down', () => {
  it('keeps the note and the dialect, and one reading a reader', () => {
    const noted = Review.parse({
      sq: {
        default: { state: 'machine' },
        strings: { 'a:ask': { state: 'machine', note: 'ask a speaker', dialect: 'north' } },
      },
    });
    const first = read([['sq', 'a:ask', 'Sample Readers']], { ...nobody(), review: noted });
    const again = read([['sq', 'a:ask', 'Sample Readers']], { ...first, strings: texts('A i fshijmë?') });
    expect(again.review.sq?.strings['a:ask']).toMatchObject({ note: 'ask a speaker', dialect: 'north' });
    expect(again.review.sq?.strings['a:ask']?.readings).toHaveLength(1);
    saveReview(folder, again.review);
    expect(loadReview(folder)).toEqual(again.review);
    expect(readFileSync(join(folder, 'review.json'), 'utf8')).not.toContain('"state": "reviewed"');
  });

  it('is read as it was written when one reader was enough: one reading, whatever it called itself', () => {
    const entry = (state: string) => ({
      state,
      reviewer: 'Sample Readers',
      sourceHash: sourceHash('Shall we delete it?'),
    });
    const review = Review.parse({
      sq: { default: { state: 'machine' }, strings: { 'a:ask': { ...entry('approved'), note: 'why' } } },
      'sr-Latn': { default: { state: 'machine' }, strings: { 'a:ask': entry('reviewed') } },
    });
    const old = { ...nobody(), review };
    expect([reviewOf(old, 'sq', 'a:ask'), reviewOf(old, 'sr-Latn', 'a:ask')]).toEqual(['reviewed', 'reviewed']);
    expect(readingsOf(old, 'sq', 'a:ask')).toEqual([{ reader: 'Sample Readers', counts: false, local: false }]);
    expect(review.sq?.strings['a:ask']?.note).toBe('why');
    const more = read([['sq', 'a:ask', 'Sample Radio of Here']], old);
    expect(reviewOf(more, 'sq', 'a:ask')).toBe('reviewed');
    expect(reviewOf(read([['sq', 'a:ask', 'Sample Readers']], more), 'sq', 'a:ask')).toBe('approved');
  });
});

describe('the readers', () => {
  it('of the line are read', () => {
    expect(loadReaders(join(import.meta.dirname, '../../../locales'))).toBeInstanceOf(Array);
  });

  it.each([
    ['an address', [{ name: 'a@b.example', languages: ['sq'] }]],
    ['a number', [{ name: 'Sample 044 123 456', languages: ['sq'] }]],
    ['nothing', [{ name: ' ', languages: ['sq'] }]],
    ['a language that is none', [{ name: 'Sample', languages: ['fr'] }]],
    ['one who stands there twice', [READERS[0], { ...READERS[0], name: 'sample readers' }]],
  ])('are refused with %s', (_name, readers) => {
    writeFileSync(join(folder, 'readers.json'), JSON.stringify(readers));
    expect(() => loadReaders(folder)).toThrow();
  });

  it('take one more, or one more language of one', () => {
    const first = withReader([], { name: ' Sample Readers ', language: 'rom', local: false });
    if (!first.ok) throw new Error(first.problem);
    expect(first.readers).toEqual([{ name: 'Sample Readers', languages: ['rom'], local: false }]);
    const second = withReader(first.readers, { name: 'sample readers', language: 'sq', local: true });
    expect(second).toEqual({ ok: true, readers: [{ name: 'Sample Readers', languages: ['sq', 'rom'], local: true }] });
    expect(withReader([], { name: '@somebody', language: 'sq', local: true })).toMatchObject({ ok: false });
  });
});

it('the second language stands under a critical Romani text until two have read it, one of them from here', () => {
  const locales = join(import.meta.dirname, '../../../locales');
  const real = loadTexts(locales);
  const speaker = { language: 'rom', secondLanguage: 'sq' } as const;
  expect(secondUnder(real, { lines: [{ key: 'forget:ask' }] }, speaker)).toBe('sq');
  expect(secondUnder({ ...real, isApproved: () => true }, { lines: [{ key: 'forget:ask' }] }, speaker)).toBeNull();
});
