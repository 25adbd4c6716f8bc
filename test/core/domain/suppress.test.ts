import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Column, markOf, partHidden, protect } from '../../../src/core/domain/suppress.ts';

const BELOW = 5;

/** All values that a hidden count may have for somebody who knows the marks, the shown counts and the total. */
function possible(column: Column, hidden: boolean[], cell: number): Set<number> {
  const mark = markOf(column, hidden);
  const others = hidden.filter((is, index) => is && index !== cell).length;
  const sum = column.counts.reduce((total, count, index) => total + (hidden[index] ? count : 0), 0);
  const most = mark === `<${column.below}` ? column.below - 1 : sum;
  const values = new Set<number>();
  for (let value = column.least; value <= most; value += 1) {
    const rest = sum - value;
    if (rest >= others * column.least && rest <= others * most) values.add(value);
  }
  return values;
}

const columnOf = (least: 0 | 1) =>
  fc
    .array(fc.oneof(fc.integer({ min: least, max: 8 }), fc.integer({ min: least, max: 300 })), {
      minLength: 2,
      maxLength: 9,
    })
    .map((counts): Column => ({ counts, hidden: counts.map((count) => count < BELOW), least, below: BELOW }));

test.each([0, 1] as const)(
  'a suppressed count can never be derived from the shown ones and the total (counts from %i)',
  (least) => {
    fc.assert(
      fc.property(columnOf(least), (column) => {
        const hidden = protect(column);
        if (hidden === null) return;
        for (const [cell, count] of column.counts.entries()) {
          if (count < BELOW) expect(hidden[cell]).toBe(true);
          if (hidden[cell]) expect(possible(column, hidden, cell).size).toBeGreaterThan(1);
        }
      }),
      { numRuns: 3000 },
    );
  },
);

test('nothing is hidden where nothing is small', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: BELOW, max: 99 }), { maxLength: 6 }), (counts) => {
      const hidden = protect({ counts, hidden: counts.map(() => false), least: 1, below: BELOW });
      expect(hidden).toEqual(counts.map(() => false));
    }),
  );
});

const rows = (counts: number[]) =>
  protect({ counts, hidden: counts.map((count) => count < BELOW), least: 1, below: BELOW });

test.each([
  { counts: [3, 60, 20], hidden: [true, false, true], why: 'one small count takes the smallest of the rest with it' },
  { counts: [4, 4, 50], hidden: [true, true, true], why: 'two that must both be four' },
  { counts: [1, 1, 50], hidden: [true, true, true], why: 'two that must both be one' },
  { counts: [2, 3, 50], hidden: [true, true, false], why: 'two that cannot be told apart' },
  { counts: [4, 4], hidden: null, why: 'nothing left to hide behind' },
  { counts: [3], hidden: [true], why: 'the total itself' },
  { counts: [], hidden: [], why: 'no rows' },
])('$counts: $why', ({ counts, hidden }) => expect(rows(counts)).toEqual(hidden));

test.each([
  [4, 100, true],
  [0, 100, true],
  [97, 100, true],
  [100, 100, false],
  [50, 100, false],
])('a part of %i in a shown %i is hidden: %s', (part, whole, hidden) => {
  expect(partHidden(part, whole, BELOW)).toBe(hidden);
});
