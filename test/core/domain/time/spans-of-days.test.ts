import { expect, test } from 'vitest';
import { lastMonth, lastQuarter, lastWeek, quickSpan } from '../../../../src/core/domain/time/spans-of-days.ts';

test.each([
  [
    '2026-01-01T12:00:00Z',
    '2025-12-01 2025-12-31',
    '2025-10-01 2025-12-31',
    '2025-12-22 2025-12-28',
    '2026-01-01 2026-01-01',
  ],
  [
    '2026-03-31T12:00:00Z',
    '2026-02-01 2026-02-28',
    '2025-10-01 2025-12-31',
    '2026-03-23 2026-03-29',
    '2026-03-01 2026-03-31',
  ],
  [
    '2028-03-06T05:00:00Z',
    '2028-02-01 2028-02-29',
    '2027-10-01 2027-12-31',
    '2028-02-28 2028-03-05',
    '2028-03-01 2028-03-06',
  ],
  [
    '2026-11-28T23:30:00Z',
    '2026-10-01 2026-10-31',
    '2026-07-01 2026-09-30',
    '2026-11-16 2026-11-22',
    '2026-11-01 2026-11-29',
  ],
  [
    '2026-11-29T23:30:00Z',
    '2026-10-01 2026-10-31',
    '2026-07-01 2026-09-30',
    '2026-11-23 2026-11-29',
    '2026-11-01 2026-11-30',
  ],
])('at %s', (at, month, quarter, week, running) => {
  const now = new Date(at);
  const written = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;
  expect([lastMonth(now), lastQuarter(now), lastWeek(now), quickSpan('this_month', now)].map(written)).toEqual([
    ...[month, quarter, week, running],
  ]);
});
