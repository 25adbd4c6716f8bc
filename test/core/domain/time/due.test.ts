import { expect, test } from 'vitest';
import { dueAt } from '../../../../src/core/domain/time/due.ts';

const hours = { urgent: 48, complaint: 240, other: 336, sensitiveSeen: 24, danger: 2 };
const receivedAt = new Date('2026-03-28T20:00:00Z');
const after = (wait: number) => new Date(receivedAt.getTime() + wait * 3_600_000);

test.each([
  ['a question', { type: 'question', priority: 'normal', sensitive: false }, 336],
  ['nothing said of its type', { type: null, priority: 'low', sensitive: false }, 336],
  ['a complaint', { type: 'complaint', priority: 'normal', sensitive: false }, 240],
  ['an urgent complaint', { type: 'complaint', priority: 'urgent', sensitive: false }, 48],
  ['a sensitive report', { type: 'sensitive_report', priority: 'urgent', sensitive: true }, 24],
  ['somebody in danger', { type: 'sensitive_report', priority: 'urgent', sensitive: true, safety: 'not_safe' }, 2],
  ['somebody who is safe', { type: 'sensitive_report', priority: 'urgent', sensitive: true, safety: 'safe' }, 24],
  [
    'somebody who did not say',
    { type: 'sensitive_report', priority: 'urgent', sensitive: true, safety: 'skipped' },
    24,
  ],
  ['a complaint marked sensitive', { type: 'complaint', priority: 'low', sensitive: true }, 24],
] as const)('the first answer to %s is due in its own time', (_, item, wait) => {
  expect(dueAt({ receivedAt, ...item }, hours)).toEqual(after(wait));
});
