import { expect, test } from 'vitest';
import { afterQuiet, type QuietHours } from '../../../../src/core/domain/time/quiet-hours.ts';

const NIGHT: QuietHours = { from: '22:00', to: '06:00' };

/** Mitrovica is an hour ahead of UTC in winter, two in summer. */
const TABLE: [at: string, quiet: QuietHours, told: string][] = [
  ['2026-11-20T20:59:59Z', NIGHT, '2026-11-20T20:59:59Z'],
  ['2026-11-20T21:00:00Z', NIGHT, '2026-11-21T05:00:00Z'],
  ['2026-11-20T23:30:00Z', NIGHT, '2026-11-21T05:00:00Z'],
  ['2026-11-21T04:59:00Z', NIGHT, '2026-11-21T05:00:00Z'],
  ['2026-11-21T05:00:00Z', NIGHT, '2026-11-21T05:00:00Z'],
  ['2026-07-01T20:30:00Z', NIGHT, '2026-07-02T04:00:00Z'],
  // Across both changes of the clock.
  ['2026-03-28T23:00:00Z', NIGHT, '2026-03-29T04:00:00Z'],
  ['2026-10-24T22:00:00Z', NIGHT, '2026-10-25T05:00:00Z'],
  ['2026-11-20T11:30:00Z', { from: '12:00', to: '13:30' }, '2026-11-20T12:30:00Z'],
  ['2026-11-20T12:30:00Z', { from: '12:00', to: '13:30' }, '2026-11-20T12:30:00Z'],
  ['2026-11-20T23:30:00Z', { from: '08:00', to: '08:00' }, '2026-11-20T23:30:00Z'],
];
test.each(TABLE)('at %s with quiet hours %j, staff are told at %s', (at, quiet, told) => {
  expect(afterQuiet(new Date(at), quiet)).toEqual(new Date(told));
});
