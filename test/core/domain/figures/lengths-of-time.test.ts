import { expect, test } from 'vitest';
import { hoursOf, LAST_LENGTH, lengthOf, percentileOf } from '../../../../src/core/domain/figures/lengths-of-time.ts';

const HOUR = 3600;

test.each([
  [-1, 0],
  [0, 0],
  [0.04, 0],
  [1.26, 1.3],
  [23.9, 23.9],
  [24, 24],
  [30.4, 30],
  [719.6, 720],
  [731, 720],
  [733, 744],
  [23_999, 24_000],
  [99_999, 24_000],
  // In the middle between two steps the even one, as PostgreSQL rounds.
  [0.05, 0],
  [0.15, 0.2],
  [24.5, 24],
  [25.5, 26],
  [30.5 * 24, 720],
  [31.5 * 24, 768],
])('%s hours are counted as %s', (hours, counted) => {
  expect(hoursOf(lengthOf(hours * HOUR))).toBe(counted);
});

test('every step stands for more than the one before it', () => {
  for (let step = 1; step <= LAST_LENGTH; step += 1) expect(hoursOf(step)).toBeGreaterThan(hoursOf(step - 1));
});

test('the time that a step stands for is counted as that step', () => {
  for (let step = 0; step <= LAST_LENGTH; step += 1) expect(lengthOf(hoursOf(step) * HOUR)).toBe(step);
});

test.each([
  [[], 0.5, null],
  [[3], 0.9, 3],
  [[1, 2], 0.5, 1.5],
  [[1, 2, 10], 0.5, 2],
  [[1, 2, 3, 4], 0.9, 3.7],
  [[200, 200.1], 0.5, 200],
  [[23.8, 23.9], 0.5, 23.9],
  [[2, 2, 2, 50], 0.9, 35.6],
] as const)('of %j hours, %s lie under %s', (hours, share, under) => {
  const counted = new Uint32Array(LAST_LENGTH + 1);
  for (const one of hours) (counted[lengthOf(one * HOUR)] as number) += 1;
  expect(percentileOf(counted, share)).toBe(under);
});
