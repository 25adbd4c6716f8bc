import { expect, test } from 'vitest';
import { daysBefore, stretchOf, weekOf, yearBefore } from '../../../../src/core/domain/figures/compared-periods.ts';

test.each([
  ['2026-01-01', '2026-03-31', '2025-10-01', '2025-12-31'],
  ['2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['2024-02-01', '2024-02-29', '2024-01-01', '2024-01-31'],
  ['2026-01-01', '2026-12-31', '2025-01-01', '2025-12-31'],
  ['2026-01-02', '2026-03-31', '2025-10-05', '2026-01-01'],
  ['2026-03-29', '2026-03-29', '2026-03-28', '2026-03-28'],
  ['2026-01-05', '2026-01-11', '2025-12-29', '2026-01-04'],
])(
  'before %s to %s comes %s to %s: whole months where these are whole months, else as many days',
  (from, to, first, last) => {
    expect(daysBefore({ from, to })).toEqual({ from: first, to: last });
  },
);

test.each([
  ['2026-01-01', '2026-03-31', '2025-01-01', '2025-03-31'],
  ['2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
  ['2024-02-29', '2024-02-29', '2023-02-28', '2023-02-28'],
  ['2024-02-10', '2024-02-20', '2023-02-10', '2023-02-20'],
])('a year before %s to %s is %s to %s', (from, to, first, last) => {
  expect(yearBefore({ from, to })).toEqual({ from: first, to: last });
});

test('a day on which the clock changes is as long as it is', () => {
  const hours = (day: string) => {
    const { from, to } = stretchOf({ from: day, to: day });
    return (to.getTime() - from.getTime()) / 3_600_000;
  };
  expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-06-01')]).toEqual([23, 25, 24]);
});

test('a week begins on its Monday', () => {
  expect(['2026-01-01', '2026-01-04', '2026-01-05'].map(weekOf)).toEqual(['2025-12-29', '2025-12-29', '2026-01-05']);
});
