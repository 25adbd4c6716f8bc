import { describe, expect, it, test } from 'vitest';
import { readNumber } from '../../../src/core/domain/numbers/read-number.ts';
import { lasting, spanOfDays, spanOfHours, within } from '../../../src/core/domain/time/spans.ts';
import { sayValue } from '../../../src/core/i18n/say-line.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { formatEuros, formatNumber } from '../../../src/core/i18n/write-figures.ts';

const texts = loadTexts(undefined, { strict: true });
const LANGUAGES = ['sq', 'sr-Latn', 'sr-Cyrl', 'rom', 'en'] as const;
/** A space that does not break is one to who reads. */
const read = (text: string) => text.replaceAll('\u00a0', ' ');

describe('figures are written as each language writes them', () => {
  test.each<[number, string, string, string, string]>([
    [0, '0', '0', '0', '0'],
    [1, '1', '1', '1', '1'],
    [14, '14', '14', '14', '14'],
    [101, '101', '101', '101', '101'],
    [1000, '1 000', '1.000', '1 000', '1,000'],
    [12_500.5, '12 500,5', '12.500,5', '12 500,5', '12,500.5'],
    [1_234_567, '1 234 567', '1.234.567', '1 234 567', '1,234,567'],
    [-1500, '−1 500', '−1.500', '−1 500', '−1,500'],
  ])('the number %d', (number, sq, sr, rom, en) =>
    expect(LANGUAGES.map((language) => read(formatNumber(language, number)))).toEqual([sq, sr, sr, rom, en]),
  );

  test.each<[number, string, string, string, string]>([
    [0, '0 €', '0 €', '0 €', '€0.00'],
    [50, '0,50 €', '0,50 €', '0,50 €', '€0.50'],
    [100_000, '1 000 €', '1.000 €', '1 000 €', '€1,000.00'],
    [1_250_050, '12 500,50 €', '12.500,50 €', '12 500,50 €', '€12,500.50'],
  ])('%d cents', (cents, sq, sr, rom, en) =>
    expect(LANGUAGES.map((language) => read(formatEuros(language, cents)))).toEqual([sq, sr, sr, rom, en]),
  );

  test('what is printed of an amount is read back, and no line of a text breaks in it', () => {
    for (const cents of [1, 99, 100, 99_999, 100_000, 150_050, 250_000, 1_250_050, 123_456_789])
      for (const language of LANGUAGES) {
        const printed = formatEuros(language, cents);
        expect(printed).not.toMatch(/[ \n]/);
        expect([printed, readNumber(printed, { unit: 'euro' })]).toEqual([printed, { ok: true, value: cents / 100 }]);
        if (language === 'en')
          expect(readNumber(printed, { unit: 'euro', strict: true })).toEqual({ ok: true, value: cents / 100 });
      }
  });

  it('the same on a machine that speaks another language', () => {
    // Nothing is asked of the machine's locale: the rules stand in the table of languages.
    expect(formatNumber('rom', 1000)).toBe('1\u00a0000');
    expect(formatNumber('unknown', 1000)).toBe('1000');
  });
});

describe('how long something is', () => {
  test.each<[number, string, number]>([
    [1, 'days', 1],
    [14, 'days', 14],
    [30, 'days', 30],
    [45, 'days', 45],
    [60, 'months', 2],
    [90, 'months', 3],
    [180, 'months', 6],
    [183, 'months', 6],
    [200, 'days', 200],
    [365, 'years', 1],
    [366, 'years', 1],
    [548, 'months', 18],
    [730, 'years', 2],
    [731, 'years', 2],
    [740, 'days', 740],
    [1095, 'years', 3],
    [1096, 'years', 3],
    [1461, 'years', 4],
    [3650, 'years', 10],
  ])('%d days', (days, unit, count) => expect(spanOfDays(days)).toEqual({ unit, count }));

  test.each<[number, string, number]>([
    [1, 'hours', 1],
    [1.5, 'hours', 1.5],
    [24, 'hours', 24],
    [36, 'hours', 36],
    [48, 'hours', 48],
    [72, 'days', 3],
    [100, 'hours', 100],
    [336, 'days', 14],
    [8760, 'years', 1],
  ])('%d hours', (hours, unit, count) => expect(spanOfHours(hours)).toEqual({ unit, count }));

  const said = (language: string, value: Parameters<typeof sayValue>[1]) => sayValue(texts, value, { language });
  const COUNTS = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 100, 101, 111, 1000];

  test.each<['hours' | 'days' | 'months' | 'years', string]>([
    [
      'hours',
      '0 sati, 1 sat, 2 sata, 4 sata, 5 sati, 11 sati, 12 sati, 14 sati, 21 sat, 22 sata, 25 sati, 100 sati, 101 sat, 111 sati, 1.000 sati',
    ],
    [
      'days',
      '0 dana, 1 dan, 2 dana, 4 dana, 5 dana, 11 dana, 12 dana, 14 dana, 21 dan, 22 dana, 25 dana, 100 dana, 101 dan, 111 dana, 1.000 dana',
    ],
    [
      'months',
      '0 meseci, 1 mesec, 2 meseca, 4 meseca, 5 meseci, 11 meseci, 12 meseci, 14 meseci, 21 mesec, 22 meseca, 25 meseci, 100 meseci, 101 mesec, 111 meseci, 1.000 meseci',
    ],
    [
      'years',
      '0 godina, 1 godinu, 2 godine, 4 godine, 5 godina, 11 godina, 12 godina, 14 godina, 21 godinu, 22 godine, 25 godina, 100 godina, 101 godinu, 111 godina, 1.000 godina',
    ],
  ])('%s in Serbian', (unit, all) =>
    expect(COUNTS.map((count) => said('sr-Latn', lasting({ unit, count }))).join(', ')).toBe(all),
  );

  test.each<[string, 'sq' | 'sr-Latn' | 'sr-Cyrl' | 'rom' | 'en', ReturnType<typeof lasting>]>([
    ['2 vjet', 'sq', lasting(spanOfDays(730))],
    ['1 vit', 'sq', lasting(spanOfDays(365))],
    ['6 muaj', 'sq', lasting(spanOfDays(180))],
    ['24 orë', 'sq', lasting(spanOfHours(24))],
    ['14 ditësh', 'sq', within(spanOfHours(336))],
    ['1 viti', 'sq', within(spanOfDays(365))],
    ['2 vjetësh', 'sq', within(spanOfDays(730))],
    ['1 ore', 'sq', within(spanOfHours(1))],
    ['2 godine', 'sr-Latn', lasting(spanOfDays(730))],
    ['1 godine', 'sr-Latn', within(spanOfDays(365))],
    ['21 dana', 'sr-Latn', within(spanOfDays(21))],
    ['24 sata', 'sr-Latn', within(spanOfHours(24))],
    ['1,5 sati', 'sr-Latn', within(spanOfHours(1.5))],
    ['2 године', 'sr-Cyrl', lasting(spanOfDays(730))],
    ['2 years', 'en', lasting(spanOfDays(730))],
    ['1 hour', 'en', within(spanOfHours(1))],
  ])('%s (%s)', (expected, language, value) => expect(said(language, value)).toBe(expected));
});

describe('dates', () => {
  const due = { date: '2026-12-05T12:00:00Z' };
  test.each([
    ['sq', '5 dhjetor 2026', '5 dhjetor 2026, 10:00'],
    ['sr-Latn', '5.12.2026.', '5.12.2026. u 10:00'],
    ['sr-Cyrl', '5.12.2026.', '5.12.2026. у 10:00'],
    ['rom', '5.12.2026', '5.12.2026, 10:00'],
    ['en', '5 December 2026', '5 December 2026, 10:00'],
  ])('in %s', (language, day, moment) => {
    expect(texts.formatDate(language, due.date)).toBe(day);
    expect(texts.formatDateTime(language, '2026-12-05T09:00:00Z')).toBe(moment);
  });

  it('end in one full stop, also at the end of a sentence', () => {
    for (const language of LANGUAGES) {
      const keys = [...texts.strings(language)].filter(([, text]) => /\{\{(due|date|until|when)\}\}\./.test(text));
      for (const [key, text] of keys) {
        const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => [
          name,
          texts.formatDate(language, due.date),
        ]);
        expect(texts.say(language, key, Object.fromEntries(names))).not.toContain('..');
      }
    }
    expect(texts.say('sr-Latn', 'feedback:sent.due', { due: '5.12.2026.' })).toMatch(/(?<!\.)\.$|5\.12\.2026\.$/);
  });
});

test.each<[number, string]>([
  [150_000.4, '1.500 €'],
  [150_000.5, '1.500,01 €'],
  [-0.4, '0 €'],
  [-149.6, '−1,50 €'],
  [0.1 + 0.2, '0 €'],
])('%d cents, as a mean comes to, are rounded to whole ones: %s', (cents, said) =>
  expect(formatEuros('sr-Latn', cents).replaceAll('\u00a0', ' ')).toBe(said),
);

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no amount, and is told to nobody as one', (cents) =>
  expect(() => formatEuros('sq', cents)).toThrow('no amount'),
);
