import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchableWords } from '../../../../src/core/domain/text/fold.ts';

test.each([
  ['вода', 'voda'],
  ['Звечан', 'Zvečan'],
  ['Zveçan', 'zvecan'],
  ['Ђорђе', 'Đorđe'],
  ['Đorđe', 'djordje'],
  ['љубав њива џеп', 'ljubav njiva dzep'],
  ['NËNËS', 'nenes'],
  ['Ćevap ћевап', 'cevap'],
  ['ujë', 'uje\u0308'],
])('%s is found by %s', (written, typed) => {
  for (const word of searchableWords(typed)) expect(searchableWords(written)).toContain(word);
  expect(searchableWords(typed).length).toBeGreaterThan(0);
});

test('emoji, marks and single letters are no words', () => {
  expect(searchableWords('😀 !!! a — … ć')).toEqual([]);
});

test('each word counts once, however often and in whatever script it stands', () => {
  expect(searchableWords('voda вода VODA')).toEqual(['voda']);
});

test('no text makes a word that is too long or empty, and a found word finds itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      for (const word of searchableWords(text)) {
        expect(word.length).toBeGreaterThan(1);
        expect(word.length).toBeLessThanOrEqual(40);
      }
    }),
  );
});
