import { describe, expect, test } from 'vitest';
import { EXACTLY, type Tally, toShare } from '../../../../src/core/domain/figures/protect.ts';
import { roundMoneyRandomly, roundRandomly } from '../../../../src/core/domain/figures/round-randomly.ts';

const drawn = (count: number, money = 0) => ({ count, money });

describe('a count', () => {
  test.each([
    [0, 0, 0],
    [0, 0.999, 0],
    [1, 0, 5],
    [1, 0.199, 5],
    [1, 0.2, 0],
    [4, 0.799, 5],
    [4, 0.8, 0],
    [5, 0, 5],
    [5, 0.999, 5],
    [7, 0.399, 10],
    [7, 0.4, 5],
    [1_000_001, 0.1, 1_000_005],
  ])('%i by the draw %d is shown as %i', (count, draw, shown) => expect(roundRandomly(count, drawn(draw))).toBe(shown));

  test('has the right expectation, whatever it is', () => {
    const draws = 10_000;
    for (let count = 0; count <= 30; count += 1) {
      let sum = 0;
      for (let index = 0; index < draws; index += 1) sum += roundRandomly(count, drawn((index + 0.5) / draws));
      expect(sum / draws).toBeCloseTo(count, 6);
    }
  });
});

test.each([
  [0, 0, 0],
  [250_000, 0.499, 300_000],
  [250_000, 0.5, 200_000],
  [99_999, 0.99998, 100_000],
  [99_999, 0.99999, 0],
  [700_000, 0, 700_000],
])('%i cents by the draw %d are shown as %i', (cents, draw, shown) =>
  expect(roundMoneyRandomly(cents, drawn(0, draw))).toBe(shown),
);

describe('of figures for sharing', () => {
  const down = toShare(() => drawn(0.999, 0.999));
  const up = toShare(() => drawn(0, 0));
  const of = (count: number): Tally => ({ count, sum: '1' });

  test.each([
    [0, null],
    [4, null],
    [9, 'few'],
    [10, 36],
    [14, 36],
  ])('a median of %i contributions, rounded down, is %s', (count, shown) =>
    expect(down.median(40, of(count))).toBe(shown),
  );

  test.each([
    [6, 'few'],
    [15, 'few'],
    [16, 48],
    [20, 48],
  ])('a 90th percentile of %i contributions, rounded up, is %s', (count, shown) =>
    expect(up.percentile90(44, of(count))).toBe(shown),
  );

  test('a share is of rounded counts, at most all, and few where its whole is', () => {
    expect(down.share(of(12), of(24))).toBe(0.5);
    expect(up.share(of(21), of(24))).toBe(1);
    expect(
      toShare((sum) => drawn(sum === '2' ? 0.999 : 0)).share({ count: 21, sum: '1' }, { count: 24, sum: '2' }),
    ).toBe(1);
    expect(down.share(of(3), of(19))).toBe('few');
    expect(down.share(of(0), of(3))).toBe(null);
    expect(down.share(of(0), of(0))).toBe(null);
  });

  test('money is shown from ten contributions on, in thousands', () => {
    expect(down.money({ ...of(9), cents: 1_234_500 })).toBe('few');
    expect(down.money({ ...of(10), cents: 1_234_500 })).toBe(1_200_000);
    expect(up.money({ ...of(10), cents: 1_234_500 })).toBe(1_300_000);
    expect(down.money({ ...of(3), cents: 1_234_500 })).toBe(null);
    expect(down.money({ ...of(0), cents: 0 })).toBe(null);
  });

  test.each([6, 9, 10, 12, 14])(
    'money of %i who all ask for the most tells no more of how many they are than their count',
    (count) => {
      for (const showing of [down, up]) {
        const shown = showing.count(of(count));
        expect(showing.money({ ...of(count), cents: count * 500_000 })).toBe(shown < 10 ? 'few' : shown * 500_000);
      }
    },
  );

  test('whatever its figures are, a few shown as none look like none', () => {
    for (const count of [0, 1, 2, 3, 4])
      expect([
        down.count(of(count)),
        down.share(of(count), of(count)),
        down.median(3, of(count)),
        down.percentile90(3, of(count)),
        down.money({ ...of(count), cents: 5 }),
      ]).toEqual([0, null, null, null, null]);
  });
});

test('leads are shown what is', () => {
  const of = (count: number): Tally => ({ count, sum: '1' });
  expect(EXACTLY.count(of(3))).toBe(3);
  expect(EXACTLY.share(of(1), of(3))).toBeCloseTo(1 / 3);
  expect(EXACTLY.share(of(0), of(0))).toBe(null);
  expect(EXACTLY.median(1.5, of(1))).toBe(1.5);
  expect(EXACTLY.money({ ...of(1), cents: 5 })).toBe(5);
});
