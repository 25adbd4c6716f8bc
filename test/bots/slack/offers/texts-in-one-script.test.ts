import { expect, test } from 'vitest';
import { inEveryScript } from '../../../../src/bots/slack/offers/text-fields.ts';
import { textFor } from '../../../../src/core/domain/offers/offer.ts';
import { mixesScripts } from '../../../../src/core/domain/text/one-script.ts';

const text = (title: string) => ({ title, place: 'Youth Center', description: 'Excel i WhatsApp za žene.' });

test('an offer in Latin is read in Cyrillic with the names of things as they are', () => {
  expect(textFor({ 'sr-Latn': text('Kurs za Excel') }, 'sr-Cyrl', null)?.text).toEqual({
    title: 'Курс за Excel',
    place: 'Youth Center',
    description: 'Excel и WhatsApp за жене.',
  });
});

test.each([
  ['sr-Latn', 'Оbuka za rad'],
  ['sr-Cyrl', 'Обукa за рад'],
  ['sq', 'Тrajnim për gra'],
] as const)(
  'whatever stands in an offer in %s mixes no scripts within a word in any language: %s',
  (written, title) => {
    for (const language of ['sq', 'sr-Latn', 'sr-Cyrl', 'rom', 'en'] as const) {
      const read = textFor({ [written]: text(title) }, language, null)?.text;
      expect(Object.values(read ?? {}).filter(mixesScripts)).toEqual([]);
    }
  },
);

test('staff see beside what they type what is made of it', () => {
  expect(inEveryScript('Kurs za Excel', 'sr-Latn')).toBe('Kurs za Excel\n\nКурс за Excel');
  expect(inEveryScript('Kurs për Excel', 'sq')).toBe('Kurs për Excel');
  expect(inEveryScript('', 'sr-Latn')).toBe('');
});
