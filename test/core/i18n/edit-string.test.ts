import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { editString } from '../../../src/core/i18n/edit-string.ts';
import { loadReview, loadReviewed } from '../../../src/core/i18n/review.ts';
import { LOCALES_DIR, loadTexts, readLocales } from '../../../src/core/i18n/texts.ts';
import { textRows } from '../../../src/core/i18n/translating/text-rows.ts';

let locales: string;
beforeEach(() => {
  locales = mkdtempSync(join(tmpdir(), 'community-line-locales-'));
  cpSync(LOCALES_DIR, locales, { recursive: true });
  writeFileSync(
    join(locales, 'readers.json'),
    JSON.stringify([
      { name: 'Sample Reviewer', languages: ['sq', 'rom'], local: true },
      { name: 'Second Sample', languages: ['rom'], local: false },
    ]),
  );
});
afterEach(() => rmSync(locales, { recursive: true, force: true }));

const everything = () =>
  JSON.stringify([...readLocales(locales).strings].map(([language, own]) => [language, [...own]]));

test('a changed text is said from the next message on, and nothing else in its file is touched', () => {
  const texts = loadTexts(locales);
  const before = readFileSync(join(locales, 'sq', 'common.json'), 'utf8');
  expect(editString(locales, { language: 'sq', key: 'common:skip', text: 'Kalo' })).toEqual({
    ok: true,
    languages: ['sq'],
  });
  expect(texts.say('sq', 'common:skip')).toBe('Kapërceni');
  texts.reload();
  expect(texts.say('sq', 'common:skip')).toBe('Kalo');
  expect(readFileSync(join(locales, 'sq', 'common.json'), 'utf8')).toBe(before.replace('"Kapërceni"', '"Kalo"'));
});

test('with two readers it counts as approved until it changes; without one nobody has read it', () => {
  const key = 'common:skip';
  const edit = { language: 'rom', key, text: 'Nakhav' };
  editString(locales, { ...edit, reviewer: ' Sample Reviewer ' });
  expect(loadReview(locales).rom?.strings[key]?.readings).toMatchObject([{ reader: 'Sample Reviewer' }]);
  expect(loadTexts(locales).isApproved('rom', key)).toBe(false);
  editString(locales, { ...edit, reviewer: 'Second Sample' });
  expect(loadTexts(locales).isApproved('rom', key)).toBe(true);
  editString(locales, { ...edit, text: 'Nakhav dureder' });
  expect(loadTexts(locales).isApproved('rom', key)).toBe(false);
});

test('a reader whom nobody knows changes nothing, and is told so', () => {
  const before = everything();
  const edit = { language: 'sq', key: 'common:skip', text: 'Kalo', reviewer: 'Somebody Else' };
  expect(editString(locales, edit)).toMatchObject({ ok: false, problem: expect.stringContaining('readers.json') });
  expect(everything()).toBe(before);
});

test('Serbian in Cyrillic follows the Latin text, and is not changed by itself', () => {
  const edited = editString(locales, { language: 'sr-Latn', key: 'common:skip', text: 'Preskoči ovo' });
  expect(edited).toEqual({ ok: true, languages: ['sr-Latn', 'sr-Cyrl'] });
  expect(loadTexts(locales).say('sr-Cyrl', 'common:skip')).toBe('Прескочи ово');
  const refused = editString(locales, { language: 'sr-Cyrl', key: 'common:skip', text: 'Прескочи' });
  expect(refused).toMatchObject({ ok: false, problem: expect.stringContaining('Latin') });
});

describe('a text that breaks a rule changes nothing, and the sentence says which', () => {
  test.each<[string, { language: string; key: string; text: string }, string]>([
    ['a lost placeholder', { language: 'sq', key: 'common:edit', text: 'Ndrysho' }, 'placeholders'],
    ['a button too long for a phone', { language: 'sq', key: 'common:yes', text: 'Po '.repeat(20).trim() }, 'button'],
    ['nothing', { language: 'sq', key: 'common:yes', text: ' ' }, 'empty'],
    ['Cyrillic in Albanian', { language: 'sq', key: 'common:yes', text: 'Да' }, 'Cyrillic'],
    ['a key that is not there', { language: 'sq', key: 'common:no_such_key', text: 'Po' }, 'no translation'],
    ['a path out of the folder', { language: '../..', key: 'package:name', text: 'x' }, 'no translation'],
    ['a path out of it by the key', { language: 'sq', key: '../../package:name', text: 'x' }, 'no translation'],
    ['the source', { language: 'en', key: 'common:yes', text: 'Yep' }, 'no translation'],
    ['a text of staff', { language: 'sq', key: 'staff:help', text: 'x' }, 'no translation'],
  ])('%s', (_name, edit, part) => {
    const before = everything();
    expect(editString(locales, edit)).toMatchObject({ ok: false, problem: expect.stringContaining(part) });
    expect(everything()).toBe(before);
  });
});

test('what was changed on the page is in the next spreadsheet for translators', () => {
  editString(locales, { language: 'sq', key: 'common:skip', text: 'Kalo', reviewer: 'Sample Reviewer' });
  const { strings } = readLocales(locales);
  expect(textRows(loadReviewed(locales, strings), 'sq').find(({ key }) => key === 'common:skip')).toMatchObject({
    translation: 'Kalo',
    state: 'reviewed',
    reviewer: 'Sample Reviewer',
  });
});

test('a mistake that stands elsewhere already does not let in the same mistake here', () => {
  const file = join(locales, 'sq', 'common.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), skip: '', no: '' }));
  const before = everything();
  for (const key of ['common:yes', 'common:skip'])
    expect(editString(locales, { language: 'sq', key, text: '' })).toMatchObject({
      ok: false,
      problem: 'This text is empty.',
    });
  expect(everything()).toBe(before);
});
