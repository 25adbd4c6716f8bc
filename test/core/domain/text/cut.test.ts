import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytes, cut, pieces } from '../../../../src/core/domain/text/cut.ts';

const FAMILY = '👨‍👩‍👧‍👦';
const FLAG = '🇽🇰';
const WAVE = '👋🏽';
const LETTER = 'e\u0308';
const graphemes = (text: string) => [...new Intl.Segmenter('und').segment(text)].map(({ segment }) => segment);

describe('a text that is too long is cut where a reader sees that something ends', () => {
  test.each([
    // The question of an offer, cut at 39 units within the emoji.
    ['A keni biznes apo keni plan për një të🚀 ri këtë vit?', 40, 'A keni biznes apo keni plan për një të…'],
    ['plani 🚀🚀', 8, 'plani…'],
    ['plani 🚀🚀', 9, 'plani 🚀…'],
    [`abc${FAMILY}d`, 8, 'abc…'],
    [`abc${FAMILY}de`, 15, `abc${FAMILY}…`],
    [`Kosovë ${FLAG}${FLAG}`, 12, `Kosovë ${FLAG}…`],
    [`Kosovë ${FLAG}${FLAG}`, 11, 'Kosovë…'],
    [`tung ${WAVE}${WAVE}`, 8, 'tung…'],
    [`uj${LETTER} nuk vjen`, 4, 'uj…'],
    [`uj${LETTER} nuk vjen`, 5, `uj${LETTER}…`],
    ['1️⃣2️⃣3️⃣', 7, '1️⃣2️⃣…'],
    ['ок\r\nда', 4, 'ок…'],
    ['voda', 4, 'voda'],
    ['voda', 3, 'vo…'],
    ['voda', 1, '…'],
    ['', 5, ''],
    ['👨‍👩‍👧‍👦 voda', 5, '…'],
    ['👨‍👩‍👧‍👦 voda', 12, '👨‍👩‍👧‍👦…'],
    ['🇽🇰🇷🇸', 4, '…'],
    ['🏴󠁧󠁢󠁳󠁣󠁴󠁿', 10, '…'],
  ])('%j within %i is %j', (text, most, expected) => expect(cut(text, most)).toBe(expected));

  test('what a service counts in bytes is cut by bytes', () => {
    expect(cut('Звечан 🚀', 12, { measure: bytes, ending: '' })).toBe('Звечан');
    expect(cut('Звечан 🚀', 17, { measure: bytes, ending: '' })).toBe('Звечан 🚀');
    expect(cut('Звечан 🚀', 16, { measure: bytes, ending: '' })).toBe('Звечан');
  });

  test('markup that must stay whole is one piece', () => {
    const whole = /&amp;|<[^<>]*>/g;
    expect(cut('a &amp; b', 6, { whole })).toBe('a…');
    expect(cut('a &amp; b', 8, { whole })).toBe('a &amp;…');
    expect(cut('<!date^1^{date}|2027> sot', 22, { whole })).toBe('<!date^1^{date}|2027>…');
    expect(cut('<!date^1^{date}|2027> sot', 20, { whole })).toBe('…');
  });

  test('a letter under more marks than there is room for keeps what fits', () => {
    const zalgo = `a${'\u0301'.repeat(500)}`;
    expect(cut(zalgo, 10)).toBe(`a${'\u0301'.repeat(8)}…`);
  });

  test('half of a character is never left, whatever came', () => {
    expect(cut('abc\ud83d', 10)).toBe('abc\ufffd');
    expect(cut('abc\ud83ddef', 5)).toBe('abc\ufffd…');
    expect(pieces('\ude80abc\ud83d', 3)).toEqual(['\ufffdab', 'c\ufffd']);
  });

  test('never longer, never a part of a character, never anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), fc.integer({ min: 1, max: 60 }), (text, most) => {
        const short = cut(text, most);
        expect(short.length).toBeLessThanOrEqual(most);
        if (short === text) return;
        expect(short.endsWith('…')).toBe(true);
        const kept = graphemes(short.slice(0, -1));
        // Not where one character is longer than all the room there is.
        if (kept.length > 0 && (graphemes(text)[0] ?? '').length < most)
          expect(graphemes(text).slice(0, kept.length)).toEqual(kept);
        expect(/\p{Surrogate}/u.test(short)).toBe(false);
      }),
    );
  });
});

describe('a text for several messages goes on where it was cut', () => {
  test.each([
    ['nema vode\nod juče', 12, ['nema vode\n', 'od juče']],
    ['nema vode od juče', 12, ['nema vode od', ' juče']],
    ['nema vode od juče', 11, ['nema vode ', 'od juče']],
    ['nemavodeodjuče', 10, ['nemavodeod', 'juče']],
    [`abc${FAMILY}def`, 12, ['abc', `${FAMILY}d`, 'ef']],
    [`${FLAG}${FLAG}${FLAG}`, 9, [`${FLAG}${FLAG}`, FLAG]],
    ['voda', 4, ['voda']],
    ['', 4, []],
  ])('%j by %i is %j', (text, most, expected) => expect(pieces(text, most)).toEqual(expected));

  test('no character is lost or parted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 16, max: 60 }), (text, most) => {
        const parts = pieces(text, most);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(most);
        expect(parts.join('')).toBe(text);
      }),
    );
  });
});
