import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/core/domain/codes.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { decideLikeness } from '../../../src/core/items/hidden/decide-likeness.ts';
import { excludeStaff } from '../../../src/core/items/hidden/exclude-staff.ts';
import { addStaff } from '../../../src/core/staff/add-staff.ts';
import { approveRoleRequest } from '../../../src/core/staff/approve-role-request.ts';
import { dump } from '../../support/dump.ts';
import { submitSample } from '../../support/items.ts';
import { count, row, rows } from '../../support/rows.ts';
import { CHANNEL, openDesk, PEOPLE } from './offers/offer-desk.ts';

/** Who is named in a report is on the staff list under another name than Slack's. All people are invented. */
let desk: Awaited<ReturnType<typeof openDesk>>;
let admin: StaffMember;
beforeAll(async () => {
  desk = await openDesk();
  admin = await joinHere('U0ADMINHERE', 'Sample admin', ['admin']);
});
beforeEach(() => desk.slack.clearFaults());
afterAll(() => desk.close());

const MINUTE = 60_000;
/** On the staff list under a name that is in no report, by another admin or, of `protection`, by approval. */
async function joinHere(slackUserId: string, displayName: string, roles: Role[], by?: StaffMember) {
  const added = await addStaff(desk.line, by ?? 'console', { slackUserId, displayName, agency: 'UNDP', roles });
  if (!added.ok) throw new Error(added.code);
  for (const { id } of await rows(
    desk.line,
    `select id from role_grants where staff_id = '${added.value.id}' and state = 'asked'`,
  ))
    expect(await approveRoleRequest(desk.line, desk.staff.protection, String(id))).toMatchObject({ ok: true });
  return { ...added.value, roles } as StaffMember;
}
let serial = 0;
/** Somebody whom Slack calls so, with protection under another name. */
async function colleague(names: { real_name?: string; display_name?: string }, roles: Role[] = ['protection']) {
  const slackUserId = `U0COLLEAGUE${++serial}`;
  const other = { name: 'Sample Colleague' };
  desk.slack.addStaff({ id: slackUserId, ...other, ...names });
  return joinHere(slackUserId, 'Sample Colleague', roles, admin);
}
async function report(...names: string[]) {
  const serious = { type: 'sensitive_report', sensitive: true, by: { kind: 'resident' } } as const;
  const { itemId, reference } = await submitSample(desk.line, undefined, serious);
  if (names.length > 0) await exclude(reference, names);
  return { itemId, reference };
}
const exclude = async (reference: string, names: string[]) =>
  expect(
    await excludeStaff(desk.line, desk.staff.protection, reference, [], { slackUserIds: [], names }),
  ).toMatchObject({ ok: true });
/** What they are shown when they ask for their queue, as they do it in Slack. */
async function sees(slackUserId: string, reference: string): Promise<boolean> {
  const before = desk.slack.ephemerals(slackUserId).length;
  await desk.slack.slash(slackUserId, CHANNEL, '/line', 'queue');
  await desk.slack.waitForEphemeral(slackUserId, () => desk.slack.ephemerals(slackUserId).length > before);
  return JSON.stringify(desk.slack.ephemerals(slackUserId).at(-1)).includes(reference);
}
const askedAbout = ({ itemId }: { itemId: string }, { id }: StaffMember) =>
  count(
    desk.line,
    `outbox where topic = 'named_notice' and payload->>'itemId' = '${itemId}' and payload->>'staffId' = '${id}' and payload->>'toId' = '${desk.staff.protection.id}'`,
  );

describe('somebody who is named in a report, and on the staff list under another name', () => {
  it.each([
    ['real name', { real_name: 'Hoxha Arben' }],
    ['display name', { display_name: 'arben hodža' }],
  ])('sees it no more by their %s in Slack, until another has decided', async (_, names) => {
    const named = await report('Арбен Хоџа');
    const other = await report('Somebody Else');
    const person = await colleague(names);
    expect(await sees(person.slackUserId, named.reference)).toBe(false);
    expect(await askedAbout(named, person)).toBe(1);
    expect(await sees(person.slackUserId, other.reference)).toBe(true);
    expect(await decideLikeness(desk.line, desk.staff.protection, named.reference, person.id, false)).toMatchObject({
      ok: true,
    });
    expect(await sees(person.slackUserId, named.reference)).toBe(true);
    desk.advance(6 * MINUTE);
    expect(await sees(person.slackUserId, named.reference)).toBe(true);
  });

  it('sees it no more when they were known already, and the command line gives them the role', async () => {
    const named = await report('Fadil Demiri');
    const person = await colleague({ real_name: 'Demiri Fadil' }, ['triage']);
    expect(await sees(person.slackUserId, named.reference)).toBe(false);
    await rows(desk.line, `update staff set roles = '{protection}', names_checked = false where id = '${person.id}'`);
    expect(await sees(person.slackUserId, named.reference)).toBe(false);
    expect(await askedAbout(named, person)).toBe(1);
  });

  it('sees it no more once Slack calls them so', async () => {
    const named = await report('Selma Berisha');
    const person = await colleague({});
    expect(await sees(person.slackUserId, named.reference)).toBe(true);
    desk.slack.addStaff({ id: person.slackUserId, name: 'Sample Colleague', real_name: 'Selma Beriša' });
    desk.advance(6 * MINUTE);
    expect(await sees(person.slackUserId, named.reference)).toBe(false);
    expect(await askedAbout(named, person)).toBe(1);
  });

  it('sees it no more when the name is given later, also while Slack says nothing', async () => {
    const person = await colleague({ real_name: 'Besa Gashi' });
    const named = await report();
    expect(await sees(person.slackUserId, named.reference)).toBe(true);
    desk.slack.fault({ method: 'users.info', kind: '500', times: 1000 });
    desk.advance(6 * MINUTE);
    await exclude(named.reference, ['Гаши Беса']);
    expect(await sees(person.slackUserId, named.reference)).toBe(false);
  });

  it('loses it at once by the form itself, before they do anything, with what they had claimed', async () => {
    const person = await colleague({ real_name: 'Driton Mustafa' });
    const named = await report();
    await rows(desk.line, `update items set assignee_id = '${person.id}' where id = '${named.itemId}'`);
    const open = await desk.slack.slash(PEOPLE.protection, CHANNEL, '/line', `show ${named.reference}`);
    expect(open).toBeDefined();
    await desk.seen(PEOPLE.protection, 'fjalë e shpikur');
    await desk.slack.clickInView(PEOPLE.protection, 'exclude');
    await desk.form(PEOPLE.protection, 'exclude');
    await desk.slack.fillAndSubmit(PEOPLE.protection, { names: 'Mustafa Driton' });
    await desk.leave(PEOPLE.protection);
    expect(await row(desk.line, `select assignee_id from items where id = '${named.itemId}'`)).toEqual({
      assignee_id: null,
    });
    expect(await askedAbout(named, person)).toBe(1);
  });

  it('is called so in no row', async () => {
    const named = await report('Unmistakable Uniqueperson');
    const person = await colleague({ real_name: 'Uniqueperson Unmistakable', display_name: 'Onlyinslack' });
    expect(await sees(person.slackUserId, named.reference)).toBe(false);
    expect(await dump(desk.line)).not.toMatch(/unmistakable|uniqueperson|onlyinslack/i);
  });
});
