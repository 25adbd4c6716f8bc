import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serbianCyrillic, serbianLatin } from '../../../../src/core/domain/text/serbian-script.ts';

describe('Serbian scripts', () => {
  it.each([
    ['injekcija', 'инјекција'],
    ['Nadživeti', 'Надживети'],
    ['nadživela', 'надживела'],
    ['konjugacija', 'конјугација'],
    ['konjunktura', 'конјунктура'],
    ['Tanjug', 'Танјуг'],
    ['TANJUG', 'ТАНЈУГ'],
    ['odžaliti', 'оджалити'],
    ['odžak', 'оџак'],
    ['vanjezički', 'ванјезички'],
    ['podžanr', 'поджанр'],
    ['konj', 'коњ'],
    ['Ljubav LJUBAV ljubav', 'Љубав ЉУБАВ љубав'],
    ['Njega, Džep, DŽEP', 'Њега, Џеп, ЏЕП'],
    ['Đorđe čita: šta će žaba', 'Ђорђе чита: шта ће жаба'],
    ['Zvečan, Severna Mitrovica, Južna Mitrovica', 'Звечан, Северна Митровица, Јужна Митровица'],
  ])('writes %s as %s and back', (latin, cyrillic) => {
    expect(serbianCyrillic(latin)).toBe(cyrillic);
    expect(serbianLatin(cyrillic)).toBe(latin);
  });

  it.each([
    'Broj: {{reference}}',
    '/my i /language_x',
    'https://primer.rs/njega?x=lj',
    'osoba@primer.rs',
    '@njegov_bot',
    '<b>nož</b> &amp; nož',
    'WHO, UNICEF i UNDP',
    '20 MB',
  ])('leaves alone what is not Serbian in %s', (latin) => {
    const kept = latin.match(/\{\{.*?\}\}|\/[a-z_]+|https\S+|\S+@\S+|@\w+|<[^>]+>|&amp;|WHO|UNICEF|UNDP|MB/g) ?? [];
    const cyrillic = serbianCyrillic(latin);
    expect(kept.length).toBeGreaterThan(0);
    for (const part of kept) expect(cyrillic).toContain(part);
    expect(serbianCyrillic(cyrillic)).toBe(cyrillic);
  });

  it('reads decomposed letters like composed ones', () => {
    expect(serbianCyrillic('ćao šta'.normalize('NFD'))).toBe('ћао шта');
  });

  const letters = 'a b v g d đ e ž z i j k l m n o p r s t ć u f h c č š lj nj dž'.split(' ');
  const lower = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 }).map((word) => word.join(''));

  it('gives every Latin word back, in small letters, with a capital first, and in capitals of more than one letter', () => {
    fc.assert(
      fc.property(lower, (word) => {
        expect(serbianLatin(serbianCyrillic(word))).toBe(word);
        const capital = word.charAt(0).toUpperCase() + word.slice(1);
        // A digraph that stands alone reads as one capital letter; in a word of capitals its neighbour tells.
        expect(serbianLatin(serbianCyrillic(`${capital}a`))).toBe(`${capital}a`);
        expect(serbianLatin(serbianCyrillic(`A${word.toUpperCase()}A`))).toBe(`A${word.toUpperCase()}A`);
      }),
    );
  });

  // A number stands apart from what follows: a unit behind it stays Latin.
  it('leaves no Latin letter of a Serbian word behind, and changes nothing else', () => {
    fc.assert(
      fc.property(lower, fc.constantFrom(' ', ', ', '! ', ' 12; ', '\n', ' 👍 '), lower, (first, between, second) => {
        const cyrillic = serbianCyrillic(first + between + second);
        expect(cyrillic).not.toMatch(/\p{Script=Latin}/u);
        expect(cyrillic).toContain(between);
      }),
    );
  });

  it('gives every text back that has neither script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const other = text.normalize('NFC').replace(/[\p{L}\u{F8FF}]/gu, '');
        expect(serbianLatin(other)).toBe(other.normalize('NFC'));
        expect(serbianCyrillic(other)).toBe(other.normalize('NFC'));
      }),
    );
  });
});
