import { expect, test } from 'vitest';
import { startOfDay } from '../../../../src/core/domain/time/local-time.ts';
import { finishedQuarters, lastFinishedQuarter, roundToFive } from '../../../../src/core/domain/time/quarter.ts';

/** First and last day of a period, the day of asking, and the quarters of which something may be said. */
test.each([
  ['2026-01-01', '2026-03-31', '2026-04-01', ['2026-Q1']],
  ['2026-01-01', '2026-03-31', '2026-03-31', []],
  ['2026-01-01', '2026-03-30', '2026-08-01', []],
  ['2026-01-02', '2026-03-31', '2026-08-01', []],
  ['2026-01-02', '2026-07-15', '2026-08-01', ['2026-Q2']],
  ['2025-10-01', '2026-06-30', '2026-08-01', ['2025-Q4', '2026-Q1', '2026-Q2']],
  ['2025-10-01', '2026-12-31', '2026-08-01', ['2025-Q4', '2026-Q1', '2026-Q2']],
  ['2026-07-01', '2026-09-30', '2026-08-01', []],
  ['1000-01-01', '2020-06-30', '2026-08-01', ['2020-Q1', '2020-Q2']],
])('from %s to %s, asked on %s, these quarters are whole and over: %j', (first, last, asked, names) => {
  const period = { from: startOfDay(first) as Date, to: startOfDay(last, 1) as Date };
  expect(finishedQuarters(period, startOfDay(asked) as Date).map(({ name }) => name)).toEqual(names);
});

test('the last quarter that is over is of the year before until April begins on the clock there', () => {
  expect(lastFinishedQuarter(new Date('2026-03-31T21:59:59Z')).name).toBe('2025-Q4');
  expect(lastFinishedQuarter(new Date('2026-03-31T22:00:00Z')).name).toBe('2026-Q1');
});

test('counts are rounded to the nearest five', () => {
  expect([0, 1, 2, 3, 4, 5, 7, 8, 12, 13].map(roundToFive)).toEqual([0, 0, 0, 5, 5, 5, 5, 10, 10, 15]);
});
