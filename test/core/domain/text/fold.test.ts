import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asCode, oneLine, plain, searchableWords, visible, written } from '../../../../src/core/domain/text/fold.ts';

describe('what people typed is read one way for each use', () => {
  test.each([
    ['  Ujë\r\nnuk ka\rprej dje ', 'Ujë\nnuk ka\nprej dje'],
    ['uje\u0308', 'ujë'],
  ])('%j is kept as %j', (typed, kept) => expect(written(typed)).toBe(kept));

  test.each([
    [' Arben \n Krasniqi\t', 'Arben Krasniqi'],
    ['Dragana\u202e Petrović', 'Dragana Petrović'],
    ['Ujë\u0000', 'Ujë'],
    ['Luljete\u0308', 'Luljetë'],
  ])('%j is kept on one line as %j', (typed, kept) => expect(oneLine(typed)).toBe(kept));

  test.each([
    ['+383\u200b44 123 456\u202c', '+38344 123 456'],
    ['F-7K3\u00adQM2', 'F-7K3QM2'],
  ])('%j is seen as %j', (typed, seen) => expect(visible(typed)).toBe(seen));

  test.each([
    ['Звечан', 'zvecan'],
    ['ZVEÇAN', 'zvecan'],
    ['zve\u00adčan', 'zvecan'],
    ['Zvec\u030can!', 'zvecan'],
    ['Северна Митровица', 'severna mitrovica'],
    ['  Đorđe, «Ђорђе»  ', 'djordje djordje'],
    ['љубав њива џеп', 'ljubav njiva dzep'],
    ['👍 Po', 'po'],
    ['60+', '60'],
    ['Ӑ Ӂ Ѓ', 'a z g'],
    ['…', ''],
  ])('%j is compared as %j', (typed, compared) => expect(plain(typed)).toBe(compared));

  test.each([
    ['Title (SR-Latn)', 'title_sr_latn'],
    ['sr-Latn', 'sr_latn'],
    ['Mitrovica North', 'mitrovica_north'],
    ['yes no', 'yes_no'],
    ['WHO', 'who'],
    ['\ufeffcode', 'code'],
  ])('%j is read as the code %j', (typed, code) => expect(asCode(typed)).toBe(code));

  test.each([
    ['Nema vode u Zvečanu, nema!', ['nema', 'vode', 'zvecanu']],
    ['вода voda VODA', ['voda']],
  ])('%j is searched by %j', (typed, words) => expect(searchableWords(typed)).toEqual(words));
});

test.each([
  ['written', written],
  ['oneLine', oneLine],
  ['visible', visible],
  ['plain', plain],
  ['asCode', asCode],
] as const)('%s of what it gave is the same again, whatever was typed', (_, fold) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});
