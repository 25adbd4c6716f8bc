import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holesIn, onDuty, type Rota } from '../../../../src/core/domain/staff/rota.ts';
import { clockInstant, localParts, nextDay, weekdayOf } from '../../../../src/core/domain/time/local-time.ts';

const h = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const shift = (staffId: string, weekday: number, from: string, to: string) => ({
  ...{ staffId, weekday, from: h(from), to: h(to) },
});
const everyNight = (staffId: string) => [1, 2, 3, 4, 5, 6, 7].map((day) => shift(staffId, day, '20:00', '08:00'));
const everyDay = (staffId: string) => [1, 2, 3, 4, 5, 6, 7].map((day) => shift(staffId, day, '08:00', '20:00'));
const at = (day: string, clock: string) => clockInstant(day, h(clock));
const day = (staffId: string, kind: 'on' | 'off', on: string, from = '00:00', to = '00:00') => ({
  ...{ staffId, kind, day: on, from: h(from), to: h(to) },
});

// 29 March 2026: the clock goes from 02:00 to 03:00. 25 October 2026: from 03:00 back to 02:00. Both Sundays.
test.each([
  ['on a Monday morning', '2026-03-02', '09:00', ['day']],
  ['at the minute of the change', '2026-03-02', '20:00', ['night']],
  ['a minute before it', '2026-03-02', '19:59', ['day']],
  ['after midnight, of a shift begun the day before', '2026-03-03', '03:00', ['night']],
  ['in the night without 02:30', '2026-03-29', '02:30', ['night']],
  ['at 08:00 after the short night', '2026-03-29', '08:00', ['day']],
  ['at 07:59 after the long night', '2026-10-25', '07:59', ['night']],
])('who is on duty %s', (_name, on, clock, expected) => {
  const rota: Rota = { weekly: [...everyDay('day'), ...everyNight('night')], days: [] };
  expect(onDuty(rota, at(on, clock))).toEqual(expected);
});

test('in the hour that comes twice somebody is on duty both times', () => {
  const rota: Rota = { weekly: everyNight('night'), days: [] };
  for (const utc of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']) {
    expect(localParts(new Date(utc)).time).toBe('02:30');
    expect(onDuty(rota, new Date(utc))).toEqual(['night']);
  }
});

test.each([
  ['a day off', [day('day', 'off', '2026-03-02')], []],
  ['a day off, and another instead', [day('day', 'off', '2026-03-02'), day('more', 'on', '2026-03-02')], ['more']],
  ['an hour off that is over', [day('day', 'off', '2026-03-02', '08:00', '09:00')], ['day']],
  ['somebody else off', [day('more', 'off', '2026-03-02')], ['day']],
  ['one more', [day('more', 'on', '2026-03-02', '11:00', '13:00')], ['day', 'more']],
  ['a night off that lasts into the next morning', [day('day', 'off', '2026-03-01', '20:00', '13:00')], []],
])('at noon with %s', (_name, days, expected) => {
  expect(onDuty({ weekly: everyDay('day'), days }, at('2026-03-02', '12:00'))).toEqual(expected);
});

test('a whole week has no hole across both clock changes, and each gap is one hole', () => {
  const rota: Rota = { weekly: [...everyDay('a'), ...everyNight('b')], days: [] };
  for (const from of ['2026-03-23', '2026-10-19'])
    expect(holesIn(rota, at(from, '00:00'), at(nextDay(from, 14), '00:00'))).toEqual([]);
  const gap = holesIn(
    { weekly: rota.weekly, days: [day('a', 'off', '2026-03-29')] },
    at('2026-03-28', '00:00'),
    at('2026-04-01', '00:00'),
  );
  expect(gap).toEqual([{ from: at('2026-03-29', '08:00'), to: at('2026-03-29', '20:00') }]);
});

test('without anybody the whole time is a hole', () => {
  const span = { from: at('2026-03-02', '00:00'), to: at('2026-03-09', '00:00') };
  expect(holesIn({ weekly: [], days: [] }, span.from, span.to)).toEqual([span]);
});

test('an instant is in a hole exactly when nobody is on duty', () => {
  const minutes = fc.integer({ min: 0, max: 1439 });
  const who = fc.constantFrom('a', 'b');
  const weekly = fc.array(
    fc.record({ staffId: who, weekday: fc.integer({ min: 1, max: 7 }), from: minutes, to: minutes }),
  );
  const days = fc.array(
    fc.record({
      staffId: who,
      kind: fc.constantFrom('on' as const, 'off' as const),
      day: fc.integer({ min: 0, max: 9 }).map((days) => nextDay('2026-10-20', days)),
      from: minutes,
      to: minutes,
    }),
    { maxLength: 4 },
  );
  const from = at('2026-10-20', '00:00');
  const to = at('2026-10-30', '00:00');
  const instant = fc.integer({ min: from.getTime(), max: to.getTime() - 1 }).map((ms) => new Date(ms));
  fc.assert(
    fc.property(weekly, days, instant, (weekly, days, now) => {
      const hole = holesIn({ weekly, days }, from, to).some((one) => one.from <= now && now < one.to);
      expect(hole).toBe(onDuty({ weekly, days }, now).length === 0);
    }),
  );
});

test.each([
  ['2026-03-02', 1],
  ['2026-03-08', 7],
  ['2026-10-25', 7],
])('%s is weekday %i', (on, weekday) => {
  expect(weekdayOf(on)).toBe(weekday);
});
