import { expect, test } from 'vitest';
import { callsForHelp, decideCall, isInDanger, unopenedMinutes } from '../../../src/core/domain/danger.ts';

const item = {
  sensitive: true,
  safety: 'not_safe' as 'not_safe' | 'safe' | 'skipped' | null,
  status: 'open' as 'open' | 'closed',
  redactedAt: null as Date | null,
  assigneeId: null as string | null,
  opened: false,
};

test.each([
  ['says that they are not safe', {}, true, true],
  ['is safe', { safety: 'safe' as const }, false, false],
  ['did not say', { safety: 'skipped' as const }, false, false],
  ['was not asked', { safety: null }, false, false],
  ['is had by somebody', { assigneeId: 'vera' }, true, false],
  ['is closed', { status: 'closed' as const }, false, false],
  ['has no words any more', { redactedAt: new Date(0) }, false, false],
  ['is not for protection', { sensitive: false }, false, false],
])('an item that %s', (_name, changes, danger, calls) => {
  expect(isInDanger({ ...item, ...changes })).toBe(danger);
  expect(callsForHelp({ ...item, ...changes })).toBe(calls);
});

test.each([
  ['at once', 'at_once', 1, {}, 'duty', null],
  ['at once, of an item opened in an earlier calling', 'at_once', 1, { opened: true }, 'duty', null],
  ['unopened after a quarter', 'unopened', 1, {}, 'everybody', { stage: 'unopened', round: 2, after: 30 }],
  ['still unopened', 'unopened', 7, {}, 'everybody', { stage: 'unopened', round: 8, after: 30 }],
  ['opened in time', 'unopened', 1, { opened: true }, null, null],
  ['opened and not claimed', 'unclaimed', 1, { opened: true }, 'duty', { stage: 'unclaimed', round: 2, after: 30 }],
  ['still not claimed', 'unclaimed', 2, { opened: true }, 'everybody', { stage: 'unclaimed', round: 3, after: 30 }],
  ['claimed meanwhile', 'unopened', 1, { assigneeId: 'vera' }, null, null],
  ['claimed after it was opened', 'unclaimed', 1, { opened: true, assigneeId: 'vera' }, null, null],
  ['closed meanwhile', 'at_once', 1, { status: 'closed' as const }, null, null],
] as const)('a call %s', (_name, stage, round, changes, whom, next) => {
  const decided = decideCall({ ...item, ...changes }, { stage, round }, 2);
  expect(decided.whom).toBe(whom);
  expect(decided.next && { ...decided.next.call, after: decided.next.afterMinutes }).toEqual(next);
});

test('a quarter of the time is counted from the setting', () => {
  expect([unopenedMinutes(2), unopenedMinutes(1), unopenedMinutes(0.5)]).toEqual([30, 15, 7.5]);
});
