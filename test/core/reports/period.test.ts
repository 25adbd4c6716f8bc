import { expect, test } from 'vitest';
import { startOfDay } from '../../../src/core/reports/period.ts';

test.each([
  ['2026-01-15', '2026-01-14T23:00:00Z'],
  ['2026-07-15', '2026-07-14T22:00:00Z'],
  ['2026-03-29', '2026-03-28T23:00:00Z'],
  ['2026-03-30', '2026-03-29T22:00:00Z'],
  ['2026-10-25', '2026-10-24T22:00:00Z'],
  ['2026-10-26', '2026-10-25T23:00:00Z'],
  ['2028-02-29', '2028-02-28T23:00:00Z'],
])('the day %s begins in Mitrovica at %s', (day, instant) => {
  expect(startOfDay(day)?.toISOString().replace('.000', '')).toBe(instant);
});

test.each([
  ['2026-03-29', 23],
  ['2026-10-25', 25],
  ['2026-06-01', 24],
])('%s has %i hours, none lost and none counted twice', (day, hours) => {
  const from = startOfDay(day) as Date;
  const to = startOfDay(day, 1) as Date;
  expect((to.getTime() - from.getTime()) / 3_600_000).toBe(hours);
});

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '2026-01-01T00:00', '', "'; drop table"])(
  '%j is no day',
  (text) => expect(startOfDay(text)).toBeNull(),
);
