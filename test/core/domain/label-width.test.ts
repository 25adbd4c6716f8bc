import { describe, expect, it } from 'vitest';
import { fitsIn, labelWidth, roomFor, rowsThatFit } from '../../../src/core/domain/text/label-width.ts';

describe('the width of a label', () => {
  /** Of Roboto Medium at 15 px, without kerning. */
  it.each([
    ['', 0],
    ['i', 4],
    ['Menu', 39],
    ['Мени', 39],
    ['Ju lutem zgjidhni', 115],
  ])('of %j is about %i px', (label, expected) => {
    expect(Math.abs(labelWidth(label) - expected)).toBeLessThanOrEqual(3);
  });

  it('counts a family, a flag and a letter under marks once, and what it does not know as wide', () => {
    expect(labelWidth('👨‍👩‍👧‍👦')).toBe(labelWidth('🏠'));
    expect(labelWidth('🇽🇰')).toBe(labelWidth('🏠'));
    expect(labelWidth('e\u0308')).toBe(labelWidth('e'));
    expect(labelWidth('語')).toBeGreaterThan(labelWidth('m'));
  });

  it('leaves less room the more stand beside each other', () => {
    expect([1, 2, 3, 4].map(roomFor)).toEqual([255, 120, 75, 0]);
    expect(fitsIn('Menu', 3)).toBe(true);
    expect(fitsIn('a'.repeat(40), 1)).toBe(false);
  });
});

describe('rows of buttons', () => {
  const long = 'Numrat e urgjencës për të gjithë';
  it.each<[string, string[][], string[][]]>([
    ['two short ones stay beside each other', [['Po', 'Jo']], [['Po', 'Jo']]],
    ['a long one takes its neighbour down too', [['Po', long]], [['Po'], [long]]],
    ['three short ones stay', [['👍 Po', 'Pak', '👎 Jo']], [['👍 Po', 'Pak', '👎 Jo']]],
    [
      'three of which one is too long stand under each other',
      [['👍 Да', 'Делимично', '👎 Не']],
      [['👍 Да'], ['Делимично'], ['👎 Не']],
    ],
    ['what stands alone does, and the others close up', [['Po', 'ALONE', 'Jo']], [['Po', 'Jo'], ['ALONE']]],
    ['one by itself stays, however long', [[long]], [[long]]],
    ['none stays none', [], []],
  ])('%s', (_name, rows, expected) => {
    expect(
      rowsThatFit(
        rows,
        (label) => label,
        (label) => label === 'ALONE',
      ),
    ).toEqual(expected);
  });
});
