import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asCode,
  isBlank,
  oneLine,
  plain,
  searchableWords,
  visible,
  written,
} from '../../../../src/core/domain/text/fold.ts';

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
    ['A\u00adgron', 'Agron'],
    ['A\u200bgron\u2060 Ho\u200dxha', 'Agron Hoxha'],
    ['\ufeffMi\ufe0floš\u200f', 'Miloš'],
    ['Be\u034fs\u115fa', 'Besa'],
    ['Agron\u00a0\u2800\u3164 Hoxha', 'Agron Hoxha'],
    ['\u2066Ana\u2069\u2028Marija', 'Ana Marija'],
    ['Agron 👨\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f⃣', 'Agron 👨\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f⃣'],
    ['\u200b\u3164\u2800', ''],
  ])('%j is kept on one line as %j', (typed, kept) => expect(oneLine(typed)).toBe(kept));

  test.each([
    ['+383\u200b44 123 456\u202c', '+38344 123 456'],
    ['F-7K3\u00adQM2', 'F-7K3QM2'],
    ['u\u034fjë\ufe0f', 'ujë'],
  ])('%j is seen as %j', (typed, seen) => expect(visible(typed)).toBe(seen));

  test.each([
    ['Звечан', 'zvecan'],
    ['ZVEÇAN', 'zvecan'],
    ['zve\u00adčan', 'zvecan'],
    ['zve\u034fčan\ufe0f', 'zvecan'],
    ['zveča\u3164n', 'zvecan'],
    ['Zvec\u030can!', 'zvecan'],
    ['Северна Митровица', 'severna mitrovica'],
    ['  Đorđe, «Ђорђе»  ', 'djordje djordje'],
    ['љубав њива џеп', 'ljubav njiva dzep'],
    ['👍 Po', 'po'],
    ['60+', '60'],
    ['Ӑ Ӂ Ѓ', 'a z g'],
    ['…', ''],
    ['Ｗater', 'water'],
    ['𝐯𝐨𝐝𝐚', 'voda'],
    ['ﬁlm', 'film'],
    ['Ǆemal', 'dzemal'],
  ])('%j is compared as %j', (typed, compared) => expect(plain(typed)).toBe(compared));

  test.each([
    ['Title (SR-Latn)', 'title_sr_latn'],
    ['ｔｒａｉｎｉｎｇ', 'training'],
    ['sr-Latn', 'sr_latn'],
    ['Mitrovica North', 'mitrovica_north'],
    ['yes no', 'yes_no'],
    ['WHO', 'who'],
    ['\ufeffcode', 'code'],
    ['train\u200bing', 'training'],
    ['Mitrovica\u00a0North\u2060', 'mitrovica_north'],
  ])('%j is read as the code %j', (typed, code) => expect(asCode(typed)).toBe(code));

  test.each([
    ['Nema vode u Zvečanu, nema!', ['nema', 'vode', 'zvecanu']],
    ['вода voda VODA', ['voda']],
  ])('%j is searched by %j', (typed, words) => expect(searchableWords(typed)).toEqual(words));
});

test.each(['', ' \n', '\u200b', '\u00ad\u2060\ufeff', '\u3164', '\u2800 \u2800', '\u034f\ufe0f', '\u202a\u202c'])(
  'there is nothing to see in %j',
  (text) => expect(isBlank(text)).toBe(true),
);
test.each(['a', '.', '👍', '❤\ufe0f', ' ë'])('there is something to see in %j', (text) =>
  expect(isBlank(text)).toBe(false),
);

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
