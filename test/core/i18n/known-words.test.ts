import { describe, expect, it } from 'vitest';
import {
  checkWords,
  countWords,
  readWordLists,
  withWordNotes,
  wordListFrom,
  wordsIn,
} from '../../../src/core/i18n/known-words.ts';
import type { Review } from '../../../src/core/i18n/review.ts';
import { LOCALES_DIR } from '../../../src/core/i18n/texts.ts';
import { sampleOffers } from '../../../src/sandbox/samples/sample-offers.ts';

const SOURCES = 'code,source\nKA,A dictionary\nRTG,An organisation\n';
const WORDS = `form,headword,source,why
čhib,čhib,KA RTG,
i,i,RTG,
fajli,fajli,unsure,"loan, in Albanian fajll"
boti,boti,unsure,loan
zvečan,Zvečan,name,
`;
const { words } = wordListFrom(WORDS, SOURCES);
const lists = new Map([['rom', words]]);

const textsWith = (text: string) => new Map([['rom', new Map([['a:b', text]])]]);
const reviewWith = (note?: string): Review => ({
  rom: { default: { state: 'machine' }, strings: note === undefined ? {} : { 'a:b': { state: 'machine', note } } },
});
const said = (text: string, note?: string) =>
  checkWords(textsWith(text), reviewWith(note), lists).map(({ key, message }) => `${key} ${message}`);

describe('the words of a text', () => {
  it.each([
    ['Zamenin i čhib.', 'zamenin i čhib'],
    ['✅ {{title}}: i čhib ({{reference}})', 'i čhib'],
    ['Šaj te odgovorine prekal /privacy.', 'šaj te odgovorine prekal'],
    ['O manuša kotar UN thaj WHO', 'o manuša kotar thaj'],
    ['20 MB, 18–24', ''],
    ['ℹ️ „Va“, va', 'va'],
  ])('of “%s” are “%s”', (text, expected) => {
    expect(wordsIn(text).join(' ')).toBe(expected);
  });
});

describe('a list of words', () => {
  it.each([
    ['no columns', 'word\nčhib\n', 'has no words under'],
    ['a missing file', '', 'has no words under'],
    ['a source that nobody listed', 'form,headword,source,why\nčhib,čhib,XY,\n', 'row 2, “čhib”: its source is none'],
    ['one good source and one unknown', 'form,headword,source,why\nčhib,čhib,KA XY,\n', 'none that is listed: XY'],
    ['no source', 'form,headword,source,why\nčhib,čhib,,\n', 'none that is listed: nothing'],
    ['unsure without a reason', 'form,headword,source,why\nboti,boti,unsure,\n', 'does not say why'],
    ['a word twice', 'form,headword,source,why\ni,i,KA,\ni,i,KA,\n', 'row 3, “i”: stands in it twice'],
    ['a capital', 'form,headword,source,why\nI,i,KA,\n', 'is written small'],
    ['no headword', 'form,headword,source,why\ni,,KA,\n', 'has no headword'],
    ['brackets in the reason', 'form,headword,source,why\ni,i,unsure,[x]\n', 'has brackets'],
  ])('with %s is named wrong', (_what, csv, message) => {
    expect(wordListFrom(csv, SOURCES).problems.join('\n')).toContain(message);
  });

  it('may be quoted, in another order and with a byte order mark', () => {
    const read = wordListFrom('\uFEFF"source","form","why","headword"\r\n"KA","čhib","","čhib"\r\n', SOURCES);
    expect(read.problems).toEqual([]);
    expect(read.words.get('čhib')).toEqual({ form: 'čhib', headword: 'čhib', source: 'KA', why: '' });
  });
});

describe('locales check on words', () => {
  it.each([
    ['words that a source has', 'I čhib', undefined],
    ['a name', 'Zvečan', undefined],
    ['an unsure word that its note names', 'I fajli', '[unsure: fajli (loan, in Albanian fajll)]'],
    ['a note of a person before it', 'I fajli', 'Ask Ana. [unsure: fajli (loan, in Albanian fajll)]'],
    ['a note of a person alone', 'I čhib', 'Ask Ana.'],
  ])('has nothing to say of %s', (_what, text, note) => {
    expect(said(text, note)).toEqual([]);
  });

  it.each([
    ['a word of no list, by key and word', 'I čhib taro Zvečan', undefined, 'a:b has the word “taro”'],
    ['an unsure word without a note', 'I fajli', undefined, 'does not name its unsure words'],
    ['one of two that is not named', 'Boti, fajli', '[unsure: boti (loan)]', 'does not name its unsure words'],
    ['another reason than the list has', 'Boti', '[unsure: boti (ours)]', 'does not name its unsure words'],
    ['a note on a word that is gone', 'I čhib', '[unsure: boti (loan)]', 'does not name its unsure words'],
  ])('finds %s', (_what, text, note, message) => {
    expect(said(text, note).join('\n')).toContain(message);
  });

  it('counts the words of the texts, names left out, and the texts with an unsure one', () => {
    const strings = new Map([
      [
        'rom',
        new Map([
          ['a:b', 'I čhib: fajli'],
          ['a:c', 'Fajli, Zvečan'],
          ['a:d', 'I čhib'],
          ['staff:e', 'boti'],
        ]),
      ],
    ]);
    expect(countWords(strings, lists)).toEqual([{ language: 'rom', attested: 2, unsure: 1, texts: 2 }]);
  });
});

describe('notes on unsure words', () => {
  const made = '[unsure: fajli (loan, in Albanian fajll)]';
  it.each([
    ['are written where there is none', 'I fajli', undefined, made],
    ['stand behind what a person wrote', 'I fajli', 'Ask Ana.', `Ask Ana. ${made}`],
    ['take the place of older ones', 'I fajli', 'Ask Ana. [unsure: boti (loan)]', `Ask Ana. ${made}`],
    ['go with the word, and what a person wrote stays', 'I čhib', `Ask Ana. ${made}`, 'Ask Ana.'],
    ['go without a trace where they stood alone', 'I čhib', made, undefined],
  ])('%s', (_what, text, before, after) => {
    const once = withWordNotes(reviewWith(before), textsWith(text), lists);
    expect(once.rom?.strings['a:b']?.note).toBe(after);
    expect(Object.keys(once.rom?.strings ?? {})).toHaveLength(after === undefined ? 0 : 1);
    expect(withWordNotes(once, textsWith(text), lists)).toEqual(once);
  });

  it('leave readings and the dialect as they are', () => {
    const readings = [{ reader: 'A', sourceHash: 'x', textHash: 'y' }];
    const review = {
      rom: { default: { state: 'machine' as const }, strings: { 'a:b': { dialect: 'Gurbet', readings } } },
    };
    const after = withWordNotes(review, textsWith('I fajli'), lists);
    expect(after.rom?.strings['a:b']).toEqual({ dialect: 'Gurbet', readings, note: made });
  });
});

describe('our own list', () => {
  const own = readWordLists(LOCALES_DIR);
  const romani = own.lists.get('rom') ?? new Map();

  it('is in order', () => {
    expect(own.problems).toEqual([]);
    expect(romani.size).toBeGreaterThan(500);
  });

  it('has the words of the invented offers too', () => {
    const texts = sampleOffers(new Date('2026-01-05T09:00:00Z')).flatMap((offer) => [
      ...Object.values(offer.texts.rom ?? {}),
      ...[...offer.questions, ...offer.papers].map(({ texts }) => texts.rom ?? ''),
    ]);
    expect(texts.length).toBeGreaterThan(15);
    expect(texts.flatMap(wordsIn).filter((word) => !romani.has(word))).toEqual([]);
  });

  it.each(
    'bašo baši baš taro tari dičhel dičhela jekh kate kerel vakeriba snimisarel kobor ačhavaja našavava arakhlam falinela čuvinaja šuru ađar adalake svako prekalo'.split(
      ' ',
    ),
  )('has no %s, which is another dialect’s, nobody’s, or says something else here', (word) => {
    expect(romani.has(word)).toBe(false);
  });
});
