import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whomToCall } from '../../../src/core/danger/whom-to-call.ts';
import type { Role } from '../../../src/core/domain/codes.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { forgetResident } from '../../../src/core/forgetting/forget-resident.ts';
import { claimItem } from '../../../src/core/items/claim-item.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { decideLikeness } from '../../../src/core/items/hidden/decide-likeness.ts';
import { examineSight } from '../../../src/core/items/hidden/examine-sight.ts';
import { excludeStaff } from '../../../src/core/items/hidden/exclude-staff.ts';
import { readNamedNotice } from '../../../src/core/items/hidden/read-named-notice.ts';
import { listQueue } from '../../../src/core/items/list-queue.ts';
import { addStaff } from '../../../src/core/staff/add-staff.ts';
import { approveRoleRequest } from '../../../src/core/staff/approve-role-request.ts';
import { findStaffMember } from '../../../src/core/staff/find-staff-member.ts';
import { removeStaff } from '../../../src/core/staff/remove-staff.ts';
import { showHistory } from '../../../src/core/views/show-history.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { dump } from '../../support/dump.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let vera: StaffMember;
let mira: StaffMember;
let admin: StaffMember;
beforeAll(async () => {
  line = await openTestLine();
  vera = await makeStaff(line, ['protection']);
  mira = await makeStaff(line, ['protection']);
  admin = await makeStaff(line, ['admin']);
});
afterAll(() => line.close());
beforeEach(async () => {
  await rows(line, 'delete from outbox returning id');
});

async function report() {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('fjalë e rëndë', { type: 'sensitive_report' });
  return lastItem(line);
}
let next = 1;
const slackUser = () => `U0NAMED${next++}`;
/** Somebody who is given these roles as the line does it, `protection` by approval. */
async function join(
  displayName: string,
  roles: Role[] = ['protection'],
  slackUserId = slackUser(),
): Promise<StaffMember> {
  const added = await addStaff(line, admin, { slackUserId, displayName, agency: 'UNICEF', roles });
  if (!added.ok) throw new Error(added.code);
  for (const { id } of await rows(
    line,
    `select id from role_grants where staff_id = '${added.value.id}' and state = 'asked'`,
  ))
    expect((await approveRoleRequest(line, vera, id as string)).ok).toBe(true);
  return (await findStaffMember(line, slackUserId)) as StaffMember;
}
const name = (reference: string, ...names: string[]) =>
  excludeStaff(line, vera, reference, [], { slackUserIds: [], names });
async function sees(member: StaffMember, item: { id: string; reference: string }): Promise<boolean> {
  const queue = await listQueue(line, member, 'open', 1000);
  const ways = [
    queue.ok && queue.value.entries.some(({ id }) => id === item.id),
    (await showItem(line, member, item.reference)).ok,
    (await showHistory(line, member, item.reference)).ok,
    (await whomToCall(line.database.read, { id: item.id }, 'everybody', line.now())).some(({ id }) => id === member.id),
  ];
  expect(new Set(ways).size).toBe(1);
  return ways[0] as boolean;
}
const asked = async (itemId: string, staffId: string): Promise<string[]> =>
  (
    await rows(
      line,
      `select payload->>'toId' as id from outbox where topic = 'named_notice' and payload->>'itemId' = '${itemId}' and payload->>'staffId' = '${staffId}'`,
    )
  ).map(({ id }) => id as string);

describe('somebody who is not staff yet', () => {
  it('and is excluded by their Slack user never sees it when they are given protection, whatever they are called', async () => {
    const item = await report();
    const user = slackUser();
    expect((await excludeStaff(line, vera, item.reference, [], { slackUserIds: [user], names: [] })).ok).toBe(true);
    const person = await join('Sample Person of no report', ['triage', 'protection'], user);
    expect(await sees(person, item)).toBe(false);
    expect(await sees(await join('Sample Person of no report'), item)).toBe(true);
    expect(await decideLikeness(line, vera, item.reference, person.id, false)).toMatchObject({
      code: 'already_decided_named',
    });
  });

  it('and is excluded by name sees it no more than nobody until another decides, who is asked and told nothing else', async () => {
    const item = await report();
    expect((await name(item.reference, 'Арбен Хоџа')).ok).toBe(true);
    const person = await join('Hoxha Arben');
    expect(await sees(person, item)).toBe(false);
    expect(await asked(item.id, person.id)).toEqual(expect.arrayContaining([vera.id, mira.id]));
    expect(await asked(item.id, person.id)).not.toContain(person.id);
    expect(await readNamedNotice(line, { itemId: item.id, staffId: person.id, toId: vera.id })).toEqual({
      to: vera.slackUserId,
      reference: item.reference,
      person: { name: 'Hoxha Arben', agency: 'UNICEF' },
    });
    expect(await readNamedNotice(line, { itemId: item.id, staffId: person.id, toId: person.id })).toBeNull();
    const shown = await showItem(line, vera, item.reference);
    expect(shown.ok && shown.value.likelyNamed).toMatchObject([{ id: person.id, name: 'Hoxha Arben' }]);
  });

  it.each([
    [true, false],
    [false, true],
  ])('is that person: %s; may see it then: %s, and it is decided once', async (same, may) => {
    const item = await report();
    await name(item.reference, 'Selma Berisha');
    const person = await join('Selma Beriša');
    expect(await decideLikeness(line, person, item.reference, person.id, false)).toMatchObject({ code: 'not_found' });
    // Who lacks the role for any item hears which, and the same of one that is not there.
    const byAdmin = await decideLikeness(line, admin, item.reference, person.id, false);
    expect(byAdmin).toMatchObject({ ok: false, code: 'role_needed' });
    expect(byAdmin).toEqual(await decideLikeness(line, admin, 'F-000000', person.id, false));
    expect(await decideLikeness(line, vera, item.reference, 'no-uuid', false)).toMatchObject({
      code: 'already_decided_named',
    });
    const answers = await Promise.all([
      decideLikeness(line, vera, item.reference, person.id, same),
      decideLikeness(line, mira, item.reference, person.id, same),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await sees(person, item)).toBe(may);
    const kind = same ? 'likeness_confirmed' : 'likeness_denied';
    expect(await count(line, `events where item_id = '${item.id}' and kind = '${kind}'`)).toBe(1);
    // Being called so again changes nothing of what was decided.
    await join('Selma Beriša', ['protection', 'triage'], person.slackUserId);
    expect(await sees(person, item)).toBe(may);
  });

  it('by a name that came later is asked about anew', async () => {
    const item = await report();
    await name(item.reference, 'Besa Gashi');
    const person = await join('Besa Gaši Krasnići');
    await decideLikeness(line, vera, item.reference, person.id, false);
    expect(await sees(person, item)).toBe(true);
    await name(item.reference, 'Krasniqi Besa');
    expect(await sees(person, item)).toBe(false);
    expect(await decideLikeness(line, vera, item.reference, person.id, true)).toMatchObject({ ok: true });
    expect(await sees(person, item)).toBe(false);
  });

  it('is compared before the first act also where the row was written by another way than the line', async () => {
    const item = await report();
    await name(item.reference, 'Fadil Demiri');
    const user = slackUser();
    await rows(
      line,
      `insert into staff (id, slack_user_id, display_name, agency, roles, created_at, updated_at) values ('${randomUUID()}', '${user}', 'Demiri Fadil', 'WHO', '{protection}', now(), now()) returning id`,
    );
    const person = (await findStaffMember(line, user)) as StaffMember;
    expect(await sees(person, item)).toBe(false);
  });
});

describe('somebody who is staff', () => {
  it('and likely named loses it at once, with what they had claimed', async () => {
    const item = await report();
    const person = await join('Xhevdet Hoxha');
    await claimItem(line, person, item.reference);
    expect(await sees(person, item)).toBe(true);
    await name(item.reference, 'Dževdet Hodža');
    expect(await sees(person, item)).toBe(false);
    expect(await row(line, `select assignee_id from items where id = '${item.id}'`)).toEqual({ assignee_id: null });
    expect(await claimItem(line, person, item.reference)).toMatchObject({ code: 'not_found' });
  });

  it('and excluded stays so when they are removed and come back, under another name too', async () => {
    const item = await report();
    const person = await join('Ilir Sample');
    expect(
      (await excludeStaff(line, vera, item.reference, [], { slackUserIds: [person.slackUserId], names: [] })).ok,
    ).toBe(true);
    await removeStaff(line, admin, person.slackUserId);
    expect(await sees(await join('Another Name', ['protection'], person.slackUserId), item)).toBe(false);
  });

  it('and excluded sees it by no second account of the same name either, until it is decided', async () => {
    const item = await report();
    const person = await join('Driton Mustafa');
    await excludeStaff(line, vera, item.reference, [person.id]);
    expect(await sees(await join('Mustafa Driton'), item)).toBe(false);
  });

  it('who is called otherwise goes on seeing it', async () => {
    const item = await report();
    await name(item.reference, 'Driton Krasniqi');
    expect([await sees(vera, item), await sees(mira, item)]).toEqual([true, true]);
  });
});

it('a report in which all who hold protection are named is told by the doctor, for nobody reads it', async () => {
  const item = await report();
  expect(await examineSight(line.database.read)).toMatchObject({ level: 'ok' });
  const holding = await rows(line, "select id from staff where active and 'protection' = any(roles)");
  await excludeStaff(
    line,
    vera,
    item.reference,
    holding.map(({ id }) => id as string),
  );
  expect(await examineSight(line.database.read)).toMatchObject({
    level: 'bad',
    say: expect.stringContaining('1 open'),
  });
  await makeStaff(line, ['protection']);
  expect(await examineSight(line.database.read)).toMatchObject({ level: 'ok' });
});

describe('the name itself', () => {
  it('lies in the database sealed, at one length, and goes with the words of the item', async () => {
    const item = await report();
    const { resident_id } = await row(line, `select resident_id from items where id = '${item.id}'`);
    await name(item.reference, 'Zyhdije Kungulleshka', 'Ana');
    expect(await dump(line)).not.toMatch(/Zyhdije|Kungulleshka/i);
    const lengths = await rows(
      line,
      `select distinct length(sealed) as n from item_named where item_id = '${item.id}'`,
    );
    expect(lengths).toHaveLength(1);
    await closeItem(line, vera, item.reference, { reason: 'answered', whatWasDone: 'u bë', changeKey: randomUUID() });
    await line.database.transaction((tx) => forgetResident(tx, line, resident_id as string, 'resident'));
    expect(await count(line, `item_named where item_id = '${item.id}'`)).toBe(0);
  });

  it.each([
    [[' ', ''], 'nobody_named'],
    [['Agim Krasniqi', '…'], 'not_a_name'],
    [['Dr.'], 'not_a_name'],
    [Array.from({ length: 21 }, (_, n) => `Sample Name${n}`), 'too_many_names'],
  ])('is refused where it is none (%j)', async (names, code) => {
    const item = await report();
    expect(await name(item.reference, ...names)).toMatchObject({ code });
    expect(await count(line, `item_named where item_id = '${item.id}'`)).toBe(0);
  });
});
