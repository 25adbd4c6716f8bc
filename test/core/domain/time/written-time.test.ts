import { describe, expect, test } from 'vitest';
import {
  isEitherWay,
  readDay,
  readSession,
  readUntil,
  readUntilDate,
} from '../../../../src/core/domain/time/written-time.ts';

const iso = (instant: Date): string => instant.toISOString().replace(/:00\.000Z$/, 'Z');
const MARCH_ENDS = '2027-03-01T22:59Z';

describe('a day', () => {
  test.each([
    ['2027-03-01', '2027-03-01'],
    ['2027-3-1', '2027-03-01'],
    ['2027/03/01', '2027-03-01'],
    ['2027.03.01.', '2027-03-01'],
    ['1.3.2027.', '2027-03-01'],
    ['1.3.2027', '2027-03-01'],
    ['01. 03. 2027.', '2027-03-01'],
    ['01/03/2027', '2027-03-01'],
    ['1-3-2027', '2027-03-01'],
    ['1 3 2027', '2027-03-01'],
    ['1.3.27', '2027-03-01'],
    ['01/03/27', '2027-03-01'],
    ['1. mart 2027.', '2027-03-01'],
    ['1. marta 2027. godine', '2027-03-01'],
    ['1. март 2027.', '2027-03-01'],
    ['1 mars 2027', '2027-03-01'],
    ['e hënë, 1 mars 2027', '2027-03-01'],
    ['ponedeljak, 1. mart 2027.', '2027-03-01'],
    ['5 dhjetor 2026', '2026-12-05'],
    ['5. децембра 2026', '2026-12-05'],
    ['1 nëntor 2026', '2026-11-01'],
    ['1. III 2027', '2027-03-01'],
    ['1.XII.2026.', '2026-12-01'],
    ['1 March 2027', '2027-03-01'],
    ['March 1, 2027', '2027-03-01'],
    ['1-Mar-2027', '2027-03-01'],
    ['1st March 2027', '2027-03-01'],
    ['０１．０３．２０２７', '2027-03-01'],
    ['1\u00a0.3\u00a0.2027', '2027-03-01'],
    ['2027\u201103\u201101', '2027-03-01'],
    ['29.2.2028', '2028-02-29'],
    ['31/12/2026', '2026-12-31'],
  ])('%j is %s', (text, day) => expect(readDay(text)).toEqual({ ok: true, value: day }));

  test.each([
    ['soon', 'date_wrong'],
    ['', 'date_wrong'],
    ['5.12.', 'date_wrong'],
    ['46361', 'date_wrong'],
    ['2027-03-01 10:00', 'date_wrong'],
    ['1 blerim 2027', 'date_wrong'],
    ['29.2.2027', 'no_such_day'],
    ['31.11.2026', 'no_such_day'],
    ['03/25/2027', 'no_such_day'],
    ['2026-02-30', 'no_such_day'],
  ])('%j: %s', (text, code) => expect(readDay(text)).toMatchObject({ ok: false, code }));

  test.each([
    ['01/03/2027', true],
    ['03/03/2027', false],
    ['25/03/2027', false],
    ['1.3.2027', false],
  ])('the day of %s could be read in two ways: %s', (text, either) => expect(isEitherWay(text)).toBe(either));
});

describe('a deadline', () => {
  test.each([
    // A day without a time, in every form in which it comes: it ends with that day.
    ['2027-03-01', MARCH_ENDS],
    ['2027-03-01 00:00:00', MARCH_ENDS],
    ['2027-03-01 00:00', MARCH_ENDS],
    ['2027-03-01T00:00:00', MARCH_ENDS],
    ['2027-03-01T00:00:00.000', MARCH_ENDS],
    ['2027-03-01T00:00:00Z', MARCH_ENDS],
    ['2027-03-01T00:00:00.000Z', MARCH_ENDS],
    ['2027-03-01T00:00:00+01:00', MARCH_ENDS],
    ['1.3.2027. 00:00:00', MARCH_ENDS],
    ['01/03/2027 0:00', MARCH_ENDS],
    ['3/1/2027 12:00:00 AM'.replace('3/1', '1/3'), MARCH_ENDS],
    ['1.3.2027. u 24:00', MARCH_ENDS],
    ['2027-03-01 24:00', MARCH_ENDS],
    ['2027-03-01 23:59', MARCH_ENDS],
    ['2027-03-01 23:59:59', MARCH_ENDS],
    ['1. marta 2027.', MARCH_ENDS],
    // With a time.
    ['2027-03-01 10:00', '2027-03-01T09:00Z'],
    ['2027-03-01T10:00:00', '2027-03-01T09:00Z'],
    ['2027-03-01T10:00:00Z', '2027-03-01T10:00Z'],
    ['2027-03-01T10:00:00+02:00', '2027-03-01T08:00Z'],
    ['2027-03-01, 10.00 h', '2027-03-01T09:00Z'],
    ['1.3.2027. u 10 časova', '2027-03-01T09:00Z'],
    ['1.3.2027. у 10 сати', '2027-03-01T09:00Z'],
    ['1 mars 2027 në ora 10:00', '2027-03-01T09:00Z'],
    ['1/3/2027 2:30 PM', '2027-03-01T13:30Z'],
    ['1/3/2027 12:15 a.m.', '2027-02-28T23:15Z'],
    // Summer, and both nights on which the clock changes.
    ['2027-07-01', '2027-07-01T21:59Z'],
    ['2027-03-28', '2027-03-28T21:59Z'],
    ['2027-03-28 01:59', '2027-03-28T00:59Z'],
    ['2027-03-28 03:00', '2027-03-28T01:00Z'],
    ['2027-03-28 24:00', '2027-03-28T21:59Z'],
    ['2027-10-31', '2027-10-31T22:59Z'],
    ['2027-10-31 02:30', '2027-10-31T00:30Z'],
    ['2027-10-31 24:00', '2027-10-31T22:59Z'],
  ])('%j is at %s', (text, at) => {
    const read = readUntil(text);
    expect(read.ok ? iso(read.value) : read.code).toBe(at);
  });

  test.each([
    ['2027-03-28 02:30', 'time_skipped'],
    ['2027-03-28 02:00', 'time_skipped'],
    ['2027-03-01 24:30', 'no_such_time'],
    ['2027-03-01 25:00', 'no_such_time'],
    ['2027-03-01 10:60', 'no_such_time'],
    ['1/3/2027 13:00 PM', 'no_such_time'],
    ['2027-02-30 10:00', 'no_such_day'],
    ['2027-03-01 10:00-14:00', 'date_wrong'],
    ['2027-03-01 noon', 'date_wrong'],
    ['soon', 'date_wrong'],
  ])('%j: %s', (text, code) => expect(readUntil(text)).toMatchObject({ ok: false, code }));

  test.each([
    ['2027-03-01T00:00:00.000Z', MARCH_ENDS],
    ['2027-03-01T23:59:59.000Z', MARCH_ENDS],
    ['2027-03-01T10:00:00.000Z', '2027-03-01T09:00Z'],
    // A fraction of a day that is nearly ten o'clock.
    ['2027-03-01T09:59:59.400Z', '2027-03-01T09:00Z'],
    ['2027-03-01T10:00:00.300Z', '2027-03-01T09:00Z'],
    ['2027-02-28T23:59:59.999Z', MARCH_ENDS],
    ['2027-07-01T00:00:00.000Z', '2027-07-01T21:59Z'],
  ])('of a date cell, %s on the clock is at %s', (cell, at) => {
    const read = readUntilDate(new Date(cell));
    expect(read.ok ? iso(read.value) : read.code).toBe(at);
  });
});

describe('a session', () => {
  test.each([
    ['2026-12-05 10:00-14:00', '2026-12-05T09:00Z', '2026-12-05T13:00Z'],
    ['2026-12-05T10:00:00 – 14:00:00', '2026-12-05T09:00Z', '2026-12-05T13:00Z'],
    ['5. 12. 2026. 10:00—14:00', '2026-12-05T09:00Z', '2026-12-05T13:00Z'],
    ['05/12/2026, 10.00-14.00 h', '2026-12-05T09:00Z', '2026-12-05T13:00Z'],
    ['5.12.2026. od 10 do 14 časova', '2026-12-05T09:00Z', '2026-12-05T13:00Z'],
    ['5 dhjetor 2026 nga ora 10:00 deri në 14:00', '2026-12-05T09:00Z', '2026-12-05T13:00Z'],
    ['5.12.2026. 10-14h', '2026-12-05T09:00Z', '2026-12-05T13:00Z'],
    ['5 December 2026 10:00 AM - 2:00 PM', '2026-12-05T09:00Z', '2026-12-05T13:00Z'],
    ['2026-12-05 20:00-24:00', '2026-12-05T19:00Z', '2026-12-05T23:00Z'],
    ['2026-12-05 20:00-00:00', '2026-12-05T19:00Z', '2026-12-05T23:00Z'],
    ['2026-12-05 20:00 - 2026-12-06 00:00', '2026-12-05T19:00Z', '2026-12-05T23:00Z'],
    ['2026-12-01 08:00 - 2027-02-28 16:00', '2026-12-01T07:00Z', '2027-02-28T15:00Z'],
    ['1.12.2026. 08:00 - 28.2.2027. 16:00', '2026-12-01T07:00Z', '2027-02-28T15:00Z'],
    ['2027-03-28 01:00-04:00', '2027-03-28T00:00Z', '2027-03-28T02:00Z'],
    ['2027-10-31 01:00-04:00', '2027-10-30T23:00Z', '2027-10-31T03:00Z'],
  ])('%j is from %s to %s', (text, from, to) => {
    const read = readSession(text);
    expect(read.ok ? [iso(read.value.startsAt), iso(read.value.endsAt)] : read.code).toEqual([from, to]);
  });

  test.each([
    ['2026-12-05', 'session_wrong'],
    ['2026-12-05 10:00', 'session_wrong'],
    ['2026-12-05 10:00-25:00', 'session_wrong'],
    ['2026-12-05 14:00-10:00', 'session_backwards'],
    ['2026-02-30 10:00-14:00', 'no_such_day'],
    ['2027-03-28 02:30-05:00', 'time_skipped'],
    ['next Monday', 'session_wrong'],
  ])('%j: %s', (text, code) => expect(readSession(text)).toMatchObject({ ok: false, code }));
});
