import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Role } from '../../../src/core/domain/codes.ts';
import { OWED, type Topic, TRIES } from '../../../src/core/domain/owed.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { areaOf, type Cause } from '../../../src/core/domain/work/stuck.ts';
import { listStuck } from '../../../src/core/stuck/list-stuck.ts';
import { tryAgain } from '../../../src/core/stuck/try-again.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { count, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
const members = {} as Record<Role, StaffMember>;
const now = new Date('2026-11-20T10:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => now });
  for (const role of ['triage', 'protection', 'lead', 'admin'] as const) members[role] = await makeStaff(line, [role]);
});
afterAll(() => line.close());
beforeEach(() => rows(line, 'delete from outbox returning id'));

const owes = (
  topic: Topic,
  state: 'parked' | 'waiting',
  reason: string | null,
  more: { key?: string; attempts?: number } = {},
) =>
  rows(
    line,
    `insert into outbox (topic, lane, payload, merge_key, state, run_at, attempts, reason) values
      ('${topic}', '${OWED[topic].lane}', '{}', ${more.key ? `'${more.key}'` : 'null'}, '${state}', '2026-12-01', ${more.attempts ?? TRIES},
      ${reason === null ? 'null' : `'${reason}'`}) returning id`,
  );
const listed = async (member: StaffMember | null) => {
  const found = await listStuck(line, member);
  return found.ok ? found.value.map(({ area, state, reason, count: many }) => [area, state, reason, many]) : found.code;
};
const cause = (area: Cause['area'], state: Cause['state'], reason: string): Cause => ({ area, state, reason });

it('who mends the line sees what was given up and what is promised and fails, and nobody else does', async () => {
  await owes('card', 'parked', 'channel_not_found');
  await owes('resident', 'waiting', 'no_answer', { attempts: TRIES });
  await owes('thread', 'waiting', 'no_answer', { attempts: TRIES - 1 });
  const shown = [
    ['answers', 'tried_on', 'no_answer', 1],
    ['cards', 'given_up', 'channel_not_found', 1],
  ];
  expect(await listed(members.lead)).toEqual(shown);
  expect(await listed(members.admin)).toEqual(shown);
  expect(await listed(members.triage)).toBe('role_needed');
  expect(await listed(null)).toBe('role_needed');
  expect(await tryAgain(line, members.triage, cause('cards', 'given_up', 'channel_not_found'))).toMatchObject({
    code: 'role_needed',
  });
});

it('that a report waits is seen and tried again by protection alone', async () => {
  for (const topic of ['envelope', 'danger_call', 'urgent_card', 'named_notice'] as const)
    await owes(topic, 'parked', 'error');
  expect(await listed(members.admin)).toEqual([]);
  const given = cause('protection', 'given_up', 'error');
  expect(await tryAgain(line, members.admin, given)).toMatchObject({ code: 'role_needed' });
  expect(await count(line, `outbox where state = 'parked'`)).toBe(4);
  expect(await listed(members.protection)).toEqual([['protection', 'given_up', 'error', 4]]);
  expect(await tryAgain(line, members.protection, given)).toEqual({ ok: true, value: 4 });
  expect(await count(line, `outbox where state = 'waiting'`)).toBe(4);
});

it('no topic of the urgent lane is told to others than protection', () => {
  const urgent = Object.entries(OWED).filter(([, { lane }]) => lane === 'urgent');
  expect(urgent.map(([topic]) => areaOf(topic))).toEqual(urgent.map(() => 'protection'));
});

it('one press has all of one cause tried at once, and only that; of two at once one does it, and it is written down', async () => {
  await owes('card', 'parked', 'channel_not_found', { key: 'card:a' });
  await owes('thread', 'parked', 'channel_not_found');
  await owes('card', 'parked', 'is_archived');
  await owes('resident', 'waiting', 'no_answer', { key: 'resident:a' });
  // A newer row of the same card waits already: it stands for both.
  await owes('card', 'waiting', null, { key: 'card:a', attempts: 0 });
  const given = cause('cards', 'given_up', 'channel_not_found');
  const both = await Promise.all([tryAgain(line, members.lead, given), tryAgain(line, members.admin, given)]);
  expect(both.map((tried) => tried.ok && tried.value).sort()).toEqual([0, 2]);
  expect(await listed(members.lead)).toEqual([
    ['answers', 'tried_on', 'no_answer', 1],
    ['cards', 'given_up', 'is_archived', 1],
  ]);
  expect(await count(line, `outbox where merge_key = 'card:a'`)).toBe(1);
  expect(await tryAgain(line, members.lead, cause('answers', 'tried_on', 'no_answer'))).toEqual({ ok: true, value: 1 });
  expect(await count(line, `outbox where topic = 'resident' and run_at = '${now.toISOString()}'`)).toBe(1);
  expect(await count(line, `events where kind = 'work_tried_again'`)).toBe(3);
});
