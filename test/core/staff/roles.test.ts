import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/core/domain/codes.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { addStaff } from '../../../src/core/staff/add-staff.ts';
import { approveRoleRequest } from '../../../src/core/staff/approve-role-request.ts';
import { ensureAdmin } from '../../../src/core/staff/ensure-admin.ts';
import { findStaffMember } from '../../../src/core/staff/find-staff-member.ts';
import { lapseRoleRequests } from '../../../src/core/staff/lapse-role-requests.ts';
import { refuseRoleRequest } from '../../../src/core/staff/refuse-role-request.ts';
import { removeStaff } from '../../../src/core/staff/remove-staff.ts';
import { listRoleRequests } from '../../../src/core/staff/role-requests.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { count, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
});
afterAll(() => line.close());
beforeEach(async () => {
  clock = new Date('2026-05-04T08:00:00Z');
  // Everybody of the tests before is gone; what they were given stays written down.
  await rows(line, "update staff set active = false, roles = '{}' returning id");
  await rows(
    line,
    "update role_grants set state = 'ended', ended_at = '2020-01-01' where state in ('asked','given') returning id",
  );
  await rows(line, 'delete from outbox returning id');
});

const pass = (hours: number) => {
  clock = new Date(clock.getTime() + hours * 3_600_000);
};
let next = 1;
const newcomer = () => `U0NEW${next++}`;
const ask = (by: StaffMember | 'console', slackUserId: string, roles: Role[]) =>
  addStaff(line, by, { slackUserId, displayName: `Sample ${slackUserId}`, agency: 'OHCHR', roles });
const rolesOf = async (slackUserId: string) => (await findStaffMember(line, slackUserId))?.roles ?? null;
async function requestOf(slackUserId: string, role: Role): Promise<string> {
  const found = await row(
    line,
    `select g.id from role_grants g join staff s on s.id = g.staff_id where s.slack_user_id = '${slackUserId}' and g.role = '${role}' order by g.asked_at desc, g.ctid desc limit 1`,
  );
  return found.id as string;
}
const stateOf = async (grantId: string) =>
  (await row(line, `select state from role_grants where id = '${grantId}'`)).state;
const told = async (grantId: string, news: string): Promise<string[]> =>
  (
    await rows(
      line,
      `select payload->>'staffId' as id from outbox where topic = 'role_notice' and payload->>'grantId' = '${grantId}' and payload->>'news' = '${news}'`,
    )
  ).map(({ id }) => id as string);
/** Somebody whom an admin asks `protection` for, with nobody's answer yet. */
async function asked(by: StaffMember, role: Role = 'protection') {
  const person = newcomer();
  const result = await ask(by, person, [role]);
  expect(result).toMatchObject({ ok: true, value: { roles: [], waiting: [role] } });
  return { person, grantId: await requestOf(person, role) };
}

describe('an admin alone', () => {
  it.each(['protection', 'admin'] as const)(
    'gives %s to nobody: it waits, and whom it is for may do nothing by it',
    async (role) => {
      const admin = await makeStaff(line, ['admin']);
      await makeStaff(line, ['admin']);
      const { person } = await asked(admin, role);
      expect(await rolesOf(person)).toEqual([]);
      expect(await count(line, `staff where slack_user_id = '${person}' and '${role}' = any(roles)`)).toBe(0);
    },
  );

  it.each([
    ['protection', true],
    ['admin', true],
    ['triage', true],
    ['triage', false],
    ['protection', false],
  ] as const)('gives themselves no %s (another admin there: %s)', async (role, another) => {
    const admin = await makeStaff(line, role === 'admin' ? ['admin', 'triage'] : ['admin']);
    if (another) await makeStaff(line, ['admin']);
    const wanted: Role[] = role === 'admin' ? ['admin', 'protection'] : ['admin', role];
    const result = await ask(admin, admin.slackUserId, wanted);
    // The only admin there is may work too: somebody has to begin.
    if (role === 'triage' && !another) expect(result.ok).toBe(true);
    else expect(result).toMatchObject({ ok: false, code: 'own_role' });
    expect(await rolesOf(admin.slackUserId)).not.toContain('protection');
  });

  it('approves nothing that they asked for, also for a second account of theirs', async () => {
    const [admin, other] = [await makeStaff(line, ['admin']), await makeStaff(line, ['admin'])];
    const second = await asked(admin, 'admin');
    expect((await approveRoleRequest(line, other, second.grantId)).ok).toBe(true);
    const account = (await findStaffMember(line, second.person)) as StaffMember;
    const wanted = await asked(admin);
    expect(await approveRoleRequest(line, admin, wanted.grantId)).toMatchObject({ code: 'own_request' });
    expect(await approveRoleRequest(line, account, wanted.grantId)).toMatchObject({ code: 'not_approver' });
    expect(await rolesOf(wanted.person)).toEqual([]);
    expect((await approveRoleRequest(line, other, wanted.grantId)).ok).toBe(true);
    expect(await rolesOf(wanted.person)).toEqual(['protection']);
  });

  it('nor by a chain of accounts, with the middle one removed again', async () => {
    const [admin, other] = [await makeStaff(line, ['admin']), await makeStaff(line, ['admin'])];
    const first = await asked(admin, 'admin');
    await approveRoleRequest(line, other, first.grantId);
    const second = await asked((await findStaffMember(line, first.person)) as StaffMember, 'admin');
    await approveRoleRequest(line, other, second.grantId);
    await removeStaff(line, admin, first.person);
    const wanted = await asked(admin);
    const far = (await findStaffMember(line, second.person)) as StaffMember;
    expect(await approveRoleRequest(line, far, wanted.grantId)).toMatchObject({ code: 'not_approver' });
  });

  it('who is whom it is for decides nothing either', async () => {
    const [admin, other] = [await makeStaff(line, ['admin']), await makeStaff(line, ['admin'])];
    await ask(admin, other.slackUserId, ['admin', 'protection']);
    const grantId = await requestOf(other.slackUserId, 'protection');
    expect(await approveRoleRequest(line, other, grantId)).toMatchObject({ code: 'own_request' });
    expect(await rolesOf(other.slackUserId)).toEqual(['admin']);
  });
});

describe('while somebody else holds protection', () => {
  it('one of them approves a new one, and no admin does', async () => {
    const [admin, other] = [await makeStaff(line, ['admin']), await makeStaff(line, ['admin', 'triage'])];
    const vera = await makeStaff(line, ['protection']);
    const { person, grantId } = await asked(admin);
    expect(await approveRoleRequest(line, other, grantId)).toMatchObject({ code: 'not_approver' });
    expect(await approveRoleRequest(line, await makeStaff(line, ['triage', 'lead']), grantId)).toMatchObject({
      code: 'role_needed',
    });
    expect(await approveRoleRequest(line, null, grantId)).toMatchObject({ code: 'role_needed' });
    expect(await rolesOf(person)).toEqual([]);
    expect(await approveRoleRequest(line, vera, grantId)).toMatchObject({ ok: true, value: { role: 'protection' } });
    expect(await rolesOf(person)).toEqual(['protection']);
    expect(
      await row(line, `select asked_by_id, decided_by_id, state from role_grants where id = '${grantId}'`),
    ).toEqual({
      asked_by_id: admin.id,
      decided_by_id: vera.id,
      state: 'given',
    });
  });

  it('an admin who holds it too is not enough by themselves', async () => {
    const both = await makeStaff(line, ['admin', 'protection']);
    const { person, grantId } = await asked(both);
    expect(await approveRoleRequest(line, both, grantId)).toMatchObject({ code: 'own_request' });
    expect(await rolesOf(person)).toEqual([]);
  });

  it('the command line gives it to nobody, and every other role to anybody, written down and told', async () => {
    const vera = await makeStaff(line, ['protection']);
    const person = newcomer();
    expect(await ask('console', person, ['protection', 'admin'])).toMatchObject({ code: 'protection_by_approval' });
    expect(await rolesOf(person)).toBeNull();
    expect(await ask('console', person, ['admin', 'lead'])).toMatchObject({ ok: true, value: { waiting: [] } });
    expect(await rolesOf(person)).toEqual(['admin', 'lead']);
    for (const role of ['admin', 'lead'] as const) {
      const grantId = await requestOf(person, role);
      expect(await row(line, `select state, via from role_grants where id = '${grantId}'`)).toEqual({
        state: 'given',
        via: 'console',
      });
      expect(await told(grantId, 'given')).toContain(vera.id);
      expect(await count(line, `events where kind = 'role_given' and data->>'grantId' = '${grantId}'`)).toBe(1);
    }
    // Who holds it already keeps it when their name is changed.
    expect((await ask('console', vera.slackUserId, ['protection', 'triage'])).ok).toBe(true);
    expect(await rolesOf(vera.slackUserId)).toEqual(['protection', 'triage']);
  });
});

describe('while nobody holds protection', () => {
  it('the command line gives it, and the admins are told', async () => {
    const admin = await makeStaff(line, ['admin']);
    const person = newcomer();
    expect((await ask('console', person, ['protection'])).ok).toBe(true);
    expect(await rolesOf(person)).toEqual(['protection']);
    expect(await told(await requestOf(person, 'protection'), 'given')).toContain(
      (await findStaffMember(line, person))?.id,
    );
    expect(await ask('console', newcomer(), ['protection'])).toMatchObject({ code: 'protection_by_approval' });
    expect((await asked(admin)).person).toBeTruthy();
  });

  it('an admin who is the only one is told that nobody may approve it', async () => {
    const admin = await makeStaff(line, ['admin']);
    expect(await ask(admin, newcomer(), ['protection'])).toMatchObject({ ok: true, value: { stuck: ['protection'] } });
    await makeStaff(line, ['admin']);
    expect(await ask(admin, newcomer(), ['protection'])).toMatchObject({ ok: true, value: { stuck: [] } });
  });

  it('because an admin took it from all: they are told, and the taker neither gives it nor lets a friend of theirs', async () => {
    const [taker, friend, third] = [
      await makeStaff(line, ['admin']),
      await makeStaff(line, ['admin']),
      await makeStaff(line, ['admin']),
    ];
    const [vera, mira] = [await makeStaff(line, ['protection']), await makeStaff(line, ['protection', 'triage'])];
    expect((await removeStaff(line, taker, vera.slackUserId)).ok).toBe(true);
    expect((await ask(taker, mira.slackUserId, ['triage'])).ok).toBe(true);
    expect(await rolesOf(mira.slackUserId)).toEqual(['triage']);
    expect(await told(await requestOf(vera.slackUserId, 'protection'), 'ended')).toEqual(
      expect.arrayContaining([vera.id, mira.id]),
    );
    expect(await told(await requestOf(mira.slackUserId, 'protection'), 'ended')).toEqual(
      expect.arrayContaining([vera.id, mira.id, third.id]),
    );
    const one = await asked(taker);
    expect(await approveRoleRequest(line, taker, one.grantId)).toMatchObject({ code: 'own_request' });
    const two = await asked(friend);
    expect(await told(two.grantId, 'asked')).toEqual(expect.arrayContaining([vera.id, mira.id, third.id]));
    expect(await approveRoleRequest(line, taker, two.grantId)).toMatchObject({ code: 'not_approver' });
    expect(await rolesOf(two.person)).toEqual([]);
    expect((await approveRoleRequest(line, third, two.grantId)).ok).toBe(true);
    expect(await told(two.grantId, 'given')).toEqual(expect.arrayContaining([vera.id, mira.id, friend.id]));
  });
});

describe('a request', () => {
  it('of two who answer at the same moment the first decides, and the other learns so', async () => {
    const admin = await makeStaff(line, ['admin']);
    const [vera, mira] = [await makeStaff(line, ['protection']), await makeStaff(line, ['protection'])];
    for (let round = 0; round < 5; round += 1) {
      const { person, grantId } = await asked(admin);
      const answers = await Promise.all([
        approveRoleRequest(line, vera, grantId),
        refuseRoleRequest(line, mira, grantId),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'request_decided' });
      expect(await rolesOf(person)).toEqual(answers[0].ok ? ['protection'] : []);
      expect(
        await count(line, `events where data->>'grantId' = '${grantId}' and kind in ('role_given','role_refused')`),
      ).toBe(1);
    }
  });

  it('refused gives nothing, is told to all of protection and to who asked, and can be asked for anew', async () => {
    const admin = await makeStaff(line, ['admin']);
    const [vera, mira] = [await makeStaff(line, ['protection']), await makeStaff(line, ['protection'])];
    const { person, grantId } = await asked(admin);
    expect(await told(grantId, 'asked')).toEqual(expect.arrayContaining([vera.id, mira.id]));
    expect((await refuseRoleRequest(line, vera, grantId)).ok).toBe(true);
    expect(await told(grantId, 'refused')).toEqual(expect.arrayContaining([vera.id, mira.id, admin.id]));
    expect(await approveRoleRequest(line, mira, grantId)).toMatchObject({ code: 'request_decided' });
    expect((await ask(admin, person, ['protection'])).ok).toBe(true);
    expect(await requestOf(person, 'protection')).not.toBe(grantId);
  });

  it('lapses after seven days: an answer that comes later gives nothing, and all of protection is told', async () => {
    const admin = await makeStaff(line, ['admin']);
    const vera = await makeStaff(line, ['protection']);
    const [late, forgotten] = [await asked(admin), await asked(admin)];
    pass(7 * 24 - 1);
    expect(await lapseRoleRequests(line)).toBe(0);
    pass(1);
    expect(await approveRoleRequest(line, vera, late.grantId)).toMatchObject({ code: 'request_lapsed' });
    expect(await lapseRoleRequests(line)).toBe(1);
    for (const { person, grantId } of [late, forgotten]) {
      expect(await stateOf(grantId)).toBe('lapsed');
      expect(await told(grantId, 'lapsed')).toEqual(expect.arrayContaining([vera.id, admin.id]));
      expect(await rolesOf(person)).toEqual([]);
    }
  });

  it.each([
    ['is removed', (admin: StaffMember, other: StaffMember) => removeStaff(line, other, admin.slackUserId)],
    ['loses the role of admin', (admin: StaffMember, other: StaffMember) => ask(other, admin.slackUserId, ['triage'])],
  ])('is withdrawn when who asked %s', async (_, lose) => {
    const [admin, other] = [await makeStaff(line, ['admin']), await makeStaff(line, ['admin'])];
    const vera = await makeStaff(line, ['protection']);
    const { person, grantId } = await asked(admin);
    expect((await lose(admin, other)).ok).toBe(true);
    expect(await stateOf(grantId)).toBe('withdrawn');
    expect(await told(grantId, 'withdrawn')).toContain(vera.id);
    expect(await approveRoleRequest(line, vera, grantId)).toMatchObject({ code: 'request_decided' });
    expect(await rolesOf(person)).toEqual([]);
  });

  it('is withdrawn when whom it is for is removed, and comes back with nobody', async () => {
    const admin = await makeStaff(line, ['admin']);
    const vera = await makeStaff(line, ['protection']);
    const { person, grantId } = await asked(admin);
    await removeStaff(line, admin, person);
    expect(await approveRoleRequest(line, vera, grantId)).toMatchObject({ code: 'request_decided' });
    await ask(admin, person, ['triage']);
    expect(await rolesOf(person)).toEqual(['triage']);
  });

  it('is not answered by who lost the role meanwhile, though the button was drawn for them', async () => {
    const admin = await makeStaff(line, ['admin']);
    const [vera, mira] = [await makeStaff(line, ['protection']), await makeStaff(line, ['protection'])];
    const { person, grantId } = await asked(admin);
    await removeStaff(line, admin, mira.slackUserId);
    // As the process still knows her.
    expect(await approveRoleRequest(line, mira, grantId)).toMatchObject({ code: 'not_approver' });
    expect(await rolesOf(person)).toEqual([]);
    expect((await approveRoleRequest(line, vera, grantId)).ok).toBe(true);
  });

  it('by who was an admin until now is none', async () => {
    const [admin, other] = [await makeStaff(line, ['admin']), await makeStaff(line, ['admin'])];
    await removeStaff(line, other, admin.slackUserId);
    expect(await ask(admin, newcomer(), ['triage'])).toMatchObject({ code: 'role_needed' });
    expect(await removeStaff(line, admin, other.slackUserId)).toMatchObject({ code: 'role_needed' });
  });

  it.each(['', 'x', "' or true --", randomUUID()])('that is none (%s) is found by nobody', async (forged) => {
    const vera = await makeStaff(line, ['protection']);
    expect(await approveRoleRequest(line, vera, forged)).toMatchObject({ code: 'request_not_found' });
    expect(await refuseRoleRequest(line, vera, forged)).toMatchObject({ code: 'request_not_found' });
  });

  it('is listed for admins and for protection, and says who may decide', async () => {
    const admin = await makeStaff(line, ['admin']);
    const vera = await makeStaff(line, ['protection']);
    const { grantId } = await asked(admin);
    expect(await listRoleRequests(line, admin)).toMatchObject({
      value: [{ grantId, role: 'protection', decides: false }],
    });
    expect(await listRoleRequests(line, vera)).toMatchObject({ value: [{ grantId, decides: true }] });
    for (const member of [null, await makeStaff(line, ['triage', 'lead'])])
      expect(await listRoleRequests(line, member)).toMatchObject({ code: 'role_needed' });
  });
});

describe('who comes back', () => {
  it('has nothing of what they held before, and their items are free', async () => {
    const admin = await makeStaff(line, ['admin']);
    const vera = await makeStaff(line, ['protection', 'triage']);
    await makeStaff(line, ['protection']);
    await removeStaff(line, admin, vera.slackUserId);
    expect(await row(line, `select roles, active from staff where id = '${vera.id}'`)).toEqual({
      roles: [],
      active: false,
    });
    expect(await ask(admin, vera.slackUserId, ['triage', 'protection'])).toMatchObject({
      value: { roles: ['triage'], waiting: ['protection'] },
    });
    expect(await rolesOf(vera.slackUserId)).toEqual(['triage']);
  });

  it('named in SLACK_ADMINS is an admin at the first act, told to all of protection; once taken away it stays away', async () => {
    const vera = await makeStaff(line, ['protection']);
    const first = newcomer();
    const meet = () => ensureAdmin(line, { slackUserId: first, displayName: 'Sample admin' }, [first]);
    await meet();
    await meet();
    expect(await rolesOf(first)).toEqual(['admin']);
    expect(await told(await requestOf(first, 'admin'), 'given')).toContain(vera.id);
    const other = await makeStaff(line, ['admin']);
    await ask(other, first, ['lead']);
    await meet();
    expect(await rolesOf(first)).toEqual(['lead']);
    await removeStaff(line, other, first);
    await meet();
    expect(await rolesOf(first)).toBeNull();
  });
});
