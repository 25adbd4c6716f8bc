import { expect, it } from 'vitest';
import { byCause, reasonCode } from '../../../../src/core/domain/work/stuck.ts';

const since = new Date('2026-11-20T10:00:00Z');
const earlier = new Date('2026-11-19T10:00:00Z');

it('work of one area that one reason holds is one cause, since the oldest of it', () => {
  const rows = [
    { topic: 'thread', state: 'given_up', reason: 'channel_not_found', count: 3, since },
    { topic: 'card', state: 'given_up', reason: 'channel_not_found', count: 12, since: earlier },
    { topic: 'card', state: 'given_up', reason: 'is_archived', count: 90, since },
    { topic: 'resident', state: 'tried_on', reason: 'no_answer', count: 1, since },
    { topic: 'card', state: 'tried_on', reason: 'channel_not_found', count: 2, since },
  ] as const;
  expect(byCause(rows)).toEqual([
    { area: 'answers', state: 'tried_on', reason: 'no_answer', count: 1, since },
    { area: 'cards', state: 'given_up', reason: 'is_archived', count: 90, since },
    { area: 'cards', state: 'given_up', reason: 'channel_not_found', count: 15, since: earlier },
    { area: 'cards', state: 'tried_on', reason: 'channel_not_found', count: 2, since },
  ]);
});

it.each([
  ['channel_not_found', 'channel_not_found'],
  [null, 'error'],
  ['', 'error'],
  ['Somebody wrote: I live in…', 'error'],
  ['a:b', 'error'],
  ['x'.repeat(81), 'error'],
])('a reason is a code, never words: %s', (reason, shown) => {
  expect(reasonCode(reason)).toBe(shown);
});
