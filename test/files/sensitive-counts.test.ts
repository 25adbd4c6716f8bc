import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { markSensitive } from '../../src/core/items/hidden/mark-sensitive.ts';
import { countQueue } from '../../src/core/items/list-queue.ts';
import { REPORT_KINDS } from '../../src/core/reports/report.ts';
import { lastSensitiveTotal } from '../../src/core/reports/sensitive-totals.ts';
import type { OfPeriod } from '../../src/core/reports/take-report.ts';
import { exportReport } from '../../src/files/export-report.ts';
import { enterSample } from '../support/items.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { makeStaff } from '../support/staff.ts';

let line: TestLine;
let staff: StaffMember;
let clock = new Date('2026-01-01T10:00:00Z');
const DAY_MS = 86_400_000;

beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  staff = await makeStaff(line, ['triage', 'protection']);
  // 28 weeks: every fourth item is sensitive, by its type or because staff said so.
  for (let week = 0; week < 28; week += 1) {
    const sensitive = week % 4 === 3;
    await enter(sensitive && week % 8 === 3 ? 'sensitive_report' : 'complaint', sensitive && week % 8 !== 3);
    await enter('question', false);
    clock = new Date(clock.getTime() + 7 * DAY_MS);
  }
});
afterAll(() => line.close());

async function enter(type: 'sensitive_report' | 'complaint' | 'question', mark: boolean) {
  const { reference } = await enterSample(line, staff, { type });
  if (mark) expect((await markSensitive(line, staff, reference)).ok).toBe(true);
}
async function table(
  request: Omit<OfPeriod, 'withText'> & { what: 'items' | 'summary' },
): Promise<Record<string, string>[]> {
  const made = await exportReport(line, loadTexts(), 'console', { ...request, withText: false, audience: 'internal' });
  if (!made.ok) throw new Error(made.code);
  return parse((await buffer(made.value.stream)).toString('utf8'), { bom: true, columns: true });
}
const figures = (rowsOf: Record<string, string>[]) =>
  rowsOf.filter(({ breakdown }) => breakdown !== 'note' && breakdown !== 'sensitive');

const PERIODS = [
  ['2026-01-01', '2026-03-31'],
  ['2026-01-01', '2026-03-30'],
  ['2026-02-01', '2026-02-28'],
  ['2026-01-28', '2026-01-29'],
  ['2026-01-01', '2026-12-31'],
  ['2026-04-01', '2026-06-30'],
] as const;

test.each(PERIODS)(
  'a summary from %s to %s says, exact, what the line list of that period does, in every breakdown and kind',
  async (from, to) => {
    for (const kind of REPORT_KINDS) {
      const items = await table({ what: 'items', kind, from, to });
      for (const row of figures(await table({ what: 'summary', kind, from, to }))) {
        const { breakdown = '', group } = row;
        if (breakdown !== 'total' && !(breakdown in (items[0] ?? {}))) continue;
        const same = items.filter((item) => breakdown === 'total' || (item[breakdown] || 'not_given') === group);
        expect([breakdown, group, row.received]).toEqual([breakdown, group, String(same.length)]);
      }
    }
  },
);

const ofSensitive = async (from: string, to: string) =>
  (await table({ what: 'summary', kind: 'all', from, to }))
    .filter(({ breakdown }) => breakdown === 'sensitive')
    .map(({ group, received }) => [group, received]);

test('sensitive items are one line of their own for each finished quarter, rounded, and the same in whatever period it stands', async () => {
  expect(clock.toISOString().slice(0, 7)).toBe('2026-07');
  const quarters = [
    ['2026-Q1', '5'],
    ['2026-Q2', '5'],
  ];
  expect(await ofSensitive('2026-01-01', '2026-06-30')).toEqual(quarters);
  expect(await ofSensitive('2025-12-31', '2026-12-31')).toEqual(quarters);
  expect(await ofSensitive('2026-01-01', '2026-03-31')).toEqual(quarters.slice(0, 1));
  for (const kind of REPORT_KINDS) {
    const rowsOf = await table({ what: 'summary', kind, from: '2026-01-01', to: '2026-03-31' });
    expect(rowsOf.filter(({ breakdown }) => breakdown === 'sensitive').map(({ received }) => received)).toEqual(['5']);
  }
});

test('a part of a quarter, or one that is not over, says nothing of sensitive items', async () => {
  for (const [from, to] of [
    ['2026-01-01', '2026-03-30'],
    ['2026-01-02', '2026-03-31'],
    ['2026-07-01', '2026-09-30'],
    ['2026-03-18', '2026-03-20'],
  ] as const)
    expect(await ofSensitive(from, to)).toEqual([]);
});

test('a sensitive item that comes now changes no figure that anybody can ask for before its quarter is over', async () => {
  const everything = async () => ({
    summary: await table({ what: 'summary', kind: 'all', from: '2026-01-01', to: '2026-12-31' }),
    items: await table({ what: 'items', kind: 'all', from: '2026-01-01', to: '2026-12-31' }),
    open: await countQueue(line, staff, 'open'),
    unassigned: await countQueue(line, staff, 'unassigned'),
    overdue: await countQueue(line, staff, 'overdue'),
    total: await lastSensitiveTotal(line),
  });
  const before = await everything();
  for (let time = 0; time < 6; time += 1) await enter('sensitive_report', false);
  expect(await everything()).toEqual(before);
});
