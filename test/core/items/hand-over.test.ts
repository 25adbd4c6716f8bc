import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { assignItem } from '../../../src/core/items/assign-item.ts';
import { claimItem } from '../../../src/core/items/claim-item.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { readStaffNews } from '../../../src/core/items/staff-news/read-staff-news.ts';
import { removeStaff } from '../../../src/core/staff/remove-staff.ts';
import { showHistory } from '../../../src/core/views/show-history.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
let ben: StaffMember;
let vera: StaffMember;
let lea: StaffMember;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage']);
  ben = await makeStaff(line, ['triage'], 'WHO');
  vera = await makeStaff(line, ['protection'], 'OHCHR');
  lea = await makeStaff(line, ['lead']);
});
afterAll(() => line.close());
beforeEach(() => rows(line, `delete from outbox where topic = 'staff_news' returning id`));

async function sent(type = 'complaint') {
  clock = new Date(clock.getTime() + 1000);
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('nuk ka ujë', { type });
  return lastItem(line);
}
const hand = (
  by: StaffMember,
  reference: string,
  to: StaffMember | { slackUserId: string | null },
  remark = '',
  changeKey: string = randomUUID(),
) => assignItem(line, by, reference, { slackUserId: to.slackUserId, remark, changeKey });
const assignee = async (id: string) =>
  (await row(line, `select assignee_id from items where id = '${id}'`)).assignee_id;
const owedTo = async (person: StaffMember) => {
  const [news] = await rows(
    line,
    `select payload->>'about' as about from outbox where topic = 'staff_news' and payload->>'staffId' = '${person.id}'`,
  );
  return news ? readStaffNews(line, { staffId: person.id, about: news.about as string }) : null;
};

it('whoever is given an item has it, is told, and reads what they should know', async () => {
  const { id, reference } = await sent();
  await claimItem(line, ana, reference);
  expect(await hand(ana, reference, ben, ' ring the waterworks first ')).toEqual({
    ok: true,
    value: { itemId: id, name: ben.displayName },
  });
  expect(await assignee(id)).toBe(ben.id);
  expect((await owedTo(ben))?.lines).toEqual([{ itemId: id, reference, said: 'assigned' }]);
  expect(await owedTo(ana)).toBeNull();
  const shown = await showItem(line, ben, reference);
  const notes = shown.ok ? shown.value.messages.filter(({ direction }) => direction === 'note') : [];
  expect(notes.map(({ body, staffName }) => [body?.text, staffName])).toEqual([
    ['ring the waterworks first', ana.displayName],
  ]);
  const told = await showHistory(line, ana, reference);
  expect(told.ok && told.value.find(({ kind }) => kind === 'item_assigned')).toMatchObject({
    staffName: ana.displayName,
    toName: ben.displayName,
  });
});

it('the form that is sent twice hands over once, and says so twice', async () => {
  const { id, reference } = await sent();
  const key = randomUUID();
  const both = await Promise.all([
    hand(ana, reference, ben, 'a remark', key),
    hand(ana, reference, ben, 'a remark', key),
  ]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await count(line, `messages where item_id = '${id}' and direction = 'note'`)).toBe(1);
  expect(await count(line, `events where item_id = '${id}' and kind = 'item_assigned'`)).toBe(1);
});

it('of two who hand it on at once the second has the last word, and only who has it is told', async () => {
  const { id, reference } = await sent();
  await Promise.all([hand(ana, reference, ben), hand(ben, reference, ana)]);
  const holder = (await assignee(id)) === ana.id ? ana : ben;
  const other = holder === ana ? ben : ana;
  expect((await owedTo(holder))?.lines ?? []).toHaveLength(1);
  expect(await owedTo(other)).toBeNull();
});

it('one takes over what a colleague has, and nobody is told of what they did themselves', async () => {
  const { id, reference } = await sent();
  await claimItem(line, ana, reference);
  expect((await hand(ben, reference, ben)).ok).toBe(true);
  expect(await assignee(id)).toBe(ben.id);
  expect(await owedTo(ben)).toBeNull();
});

it('given to nobody it is everybody’s again, with what they should know', async () => {
  const { id, reference } = await sent();
  await claimItem(line, ana, reference);
  expect(await hand(ana, reference, { slackUserId: null }, 'on leave')).toEqual({
    ok: true,
    value: { itemId: id, name: null },
  });
  expect(await assignee(id)).toBeNull();
  expect(await count(line, `messages where item_id = '${id}' and direction = 'note'`)).toBe(1);
  expect((await hand(ben, reference, { slackUserId: null })).ok).toBe(true);
});

describe('it is refused', () => {
  it.each<[string, () => StaffMember, () => StaffMember | { slackUserId: string }, string]>([
    ['to somebody who is not staff', () => ana, () => ({ slackUserId: 'U0NOBODY' }), 'not_on_the_line'],
    ['to who may not work on items', () => ana, () => lea, 'may_not_work_on_it'],
    ['by who may not', () => lea, () => ana, 'role_needed'],
  ])('%s', async (_, by, to, code) => {
    const { id, reference } = await sent();
    expect(await hand(by(), reference, to(), 'a remark')).toMatchObject({ ok: false, code });
    expect(await assignee(id)).toBeNull();
    expect(await count(line, `messages where item_id = '${id}' and direction = 'note'`)).toBe(0);
  });

  it('of a sensitive item to anybody but protection, and to others it is not there', async () => {
    const { id, reference } = await sent('sensitive_report');
    expect(await hand(vera, reference, ana)).toMatchObject({ code: 'may_not_work_on_it' });
    expect(await hand(ana, reference, ben)).toMatchObject({ code: 'not_found' });
    expect((await hand(vera, reference, vera)).ok).toBe(true);
    expect(await assignee(id)).toBe(vera.id);
  });

  it('to somebody who left, and of what was closed meanwhile', async () => {
    const gone = await makeStaff(line, ['triage']);
    const admin = await makeStaff(line, ['admin']);
    await removeStaff(line, admin, gone.slackUserId);
    const { reference } = await sent();
    expect(await hand(ana, reference, gone)).toMatchObject({ code: 'not_on_the_line' });
    await closeItem(line, ana, reference, { reason: 'answered', whatWasDone: 'u rregullua', changeKey: randomUUID() });
    expect(await hand(ana, reference, ben)).toMatchObject({ code: 'already_closed' });
  });
});
