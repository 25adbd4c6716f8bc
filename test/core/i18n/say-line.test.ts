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

const on = { date: '2026-11-28T11:00:00Z' };
const NO_STOP_BEFORE_ANOTHER_MARK: [language: string, line: SayLine, said: string][] = [
  [
    'sr-Latn',
    { key: 'items:show.state_since', values: { since: on, state: 'Otvoreno' } },
    'Stanje od 28.11.2026: Otvoreno',
  ],
  [
    'sr-Cyrl',
    { key: 'items:show.state_since', values: { since: on, state: 'Отворено' } },
    'Стање од 28.11.2026: Отворено',
  ],
  [
    'sr-Latn',
    { key: 'privacy:file.referral_state.offered', values: { agency: 'UNDP', date: on } },
    'UNDP, 28.11.2026: zatraženo',
  ],
  ['sr-Latn', { key: 'join:until', values: { until: on } }, 'Može da se upotrebi samo jednom, do 28.11.2026.'],
  ['sr-Latn', { key: 'items:anonymous_answer', values: { date: on } }, 'Odgovor od 28.11.2026.'],
  [
    'sq',
    { key: 'items:show.state_since', values: { since: on, state: 'E hapur' } },
    'Gjendja që nga 28 nëntor 2026: E hapur',
  ],
  // What people wrote stays as they wrote it.
  [
    'sr-Latn',
    { key: 'privacy:file.referral_state.offered', values: { agency: 'Vrata br. 2.', date: on } },
    'Vrata br. 2., 28.11.2026: zatraženo',
  ],
];
test.each(NO_STOP_BEFORE_ANOTHER_MARK)('in %s a date ends in one mark: %j', (language, line, said) => {
  expect(sayLine(texts, line, { language })).toBe(said);
});
