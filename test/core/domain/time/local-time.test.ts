import { expect, test } from 'vitest';
import { localInstant, localParts, shiftDays, startOfDay } from '../../../../src/core/domain/time/local-time.ts';

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

test.each([
  ['2026-12-05', '10:00', '2026-12-05T09:00:00Z'],
  ['2027-03-28', '01:59', '2027-03-28T00:59:00Z'],
  ['2027-03-28', '03:00', '2027-03-28T01:00:00Z'],
  ['2026-10-25', '01:30', '2026-10-24T23:30:00Z'],
  ['2026-10-25', '03:30', '2026-10-25T02:30:00Z'],
  ['2026-10-25', '12:00', '2026-10-25T11:00:00Z'],
])('%s at %s on the clock in Mitrovica is %s', (day, time, instant) => {
  const found = localInstant(day, time);
  expect(found?.toISOString().replace('.000', '')).toBe(instant);
  expect(localParts(found as Date)).toEqual({ day, time });
});

test('of an hour that comes twice the first is meant, and an hour that the clock skips does not exist', () => {
  expect(localInstant('2026-10-25', '02:30')?.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  expect(localInstant('2027-03-28', '02:30')).toBeNull();
});

test.each(['24:00', '10', '10:60', '', '10:00:00', 'noon'])('%j is no time', (time) =>
  expect(localInstant('2026-12-05', time)).toBeNull(),
);

test('a day before is the same time on the clock, across a clock change too', () => {
  const start = localInstant('2027-03-28', '10:00') as Date;
  expect(localParts(shiftDays(start, -1))).toEqual({ day: '2027-03-27', time: '10:00' });
  expect(localParts(shiftDays(start, -3))).toEqual({ day: '2027-03-25', time: '10:00' });
});
