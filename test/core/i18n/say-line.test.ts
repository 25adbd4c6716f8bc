import { expect, test } from 'vitest';
import type { SayLine } from '../../../src/core/domain/say.ts';
import { sayLine } from '../../../src/core/i18n/say-line.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';

const texts = loadTexts();
const inOneLine: SayLine = {
  key: 'privacy:communities',
  values: { value: { list: ['albanian', 'roma', 'ashkali'].map((code) => ({ key: `codes:community.${code}` })) } },
};

test.each([
  ['sq', 'Komuniteti: shqiptar / shqiptare, rom / rome, ashkali'],
  ['sr-Latn', 'Zajednica: Albanac / Albanka, Rom / Romkinja, Aškalija'],
  ['en', 'Community: Albanian, Roma, Ashkali'],
])('in %s the names of peoples stand in a line as the language writes them', (language, said) => {
  expect(sayLine(texts, inOneLine, { language })).toBe(said);
});

test.each([
  ['sq', 'sq', 'Gjuha: shqip'],
  ['sq', 'sr-Latn', 'Gjuha: srpski (latinica)'],
  ['en', 'sq', 'Language: Shqip'],
])('in %s a language too: %s', (language, named, said) => {
  const line = { key: 'privacy:language', values: { language: { key: `codes:language.${named}` } } };
  expect(sayLine(texts, line, { language })).toBe(said);
});

test('a button of its own begins as buttons do', () => {
  expect(sayLine(texts, { key: 'codes:community.albanian' }, { language: 'sq' })).toBe('Shqiptar / Shqiptare');
});

test('chosen among several it is still a button', () => {
  const chosen = { key: 'common:chosen', values: { label: { key: 'codes:community.roma' } } };
  expect(sayLine(texts, chosen, { language: 'sq' })).toBe('✔️ Rom / Rome');
});

test('so is the one that changes the language', () => {
  const change = { key: 'common:switch_language', values: { language: { key: 'codes:language.sr-Latn' } } };
  expect(sayLine(texts, change, { language: 'sq' })).toBe('🔁 Srpski (latinica)');
});
