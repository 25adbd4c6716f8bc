import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { addShifts } from '../../../src/core/duty/add-shifts.ts';
import { claimItem } from '../../../src/core/items/claim-item.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { excludeStaff } from '../../../src/core/items/hidden/exclude-staff.ts';
import { releaseItem } from '../../../src/core/items/release-item.ts';
import { reopenItem } from '../../../src/core/items/reopen-item.ts';
import { mixRows } from '../../../src/core/residents/mix-rows.ts';
import { removeStaff } from '../../../src/core/staff/remove-staff.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { type DangerDesk, openDangerDesk } from '../../support/danger.ts';
import { rows } from '../../support/rows.ts';

let desk: DangerDesk;
let chief: StaffMember;
let vera: StaffMember;
let luan: StaffMember;
beforeEach(async () => {
  // A Monday night in Mitrovica: 23:00.
  desk = await openDangerDesk();
  chief = await desk.staff(['protection', 'lead']);
  vera = await desk.staff(['protection']);
  luan = await desk.staff(['protection', 'triage']);
});
afterEach(() => desk.close());

const told = () => [chief, vera, luan].map((member) => desk.calls.to(member).length);
const onDuty = (member: StaffMember) =>
  addShifts(desk.line, chief, {
    ...{ changeKey: randomUUID(), slackUserId: member.slackUserId },
    ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: 18 * 60, to: 8 * 60 },
  });
const owed = () => rows(desk.line, `select topic, payload, run_at from outbox where topic like 'danger%'`);
const posts = () => rows(desk.line, `select id from slack_posts where kind in ('call', 'alert')`);
const reasoned = { reason: 'answered', whatWasDone: 'Është bërë diçka e shpikur.' } as const;

test('who says that they are not safe heads the restricted card, in its time of two hours, before a word is read', async () => {
  await onDuty(vera);
  const { dueAt } = await desk.report('not_safe');
  await desk.work();
  const [card] = desk.cards();
  expect(card?.blocks[0]).toMatchObject({ type: 'header', text: { text: 'NOT SAFE NOW' } });
  expect(card?.text).toContain('NOT SAFE NOW');
  expect(JSON.stringify(card)).not.toContain('fjalëtshpikura');
  expect(dueAt.getTime() - desk.now().getTime()).toBe(2 * 3_600_000);
});

test.each([
  ['skipped', 'Skipped'],
  ['safe', 'Says: safe'],
] as const)('an answer %s is shown, calls nobody and has the usual time', async (safety, words) => {
  const { itemId, reference, dueAt } = await desk.report(safety);
  await desk.work();
  expect(told()).toEqual([0, 0, 0]);
  expect(dueAt.getTime() - desk.now().getTime()).toBe(24 * 3_600_000);
  const { deliverCard } = await import('../../../src/bots/slack/deliver/deliver-card.ts');
  await deliverCard(desk.delivery, itemId);
  expect(JSON.stringify(desk.cards()[0]?.blocks[0])).toContain(words);
  expect(reference).toMatch(/^F-/);
});

test('who is on duty is called at once, at night, by name in the restricted channel and directly, with neither word nor number', async () => {
  await onDuty(vera);
  const { reference } = await desk.report('not_safe');
  await desk.work();
  expect(told()).toEqual([0, 1, 0]);
  const [post] = desk.calls.inChannel();
  expect(post?.mentions).toEqual([`<@${vera.slackUserId}>`]);
  expect(post?.text).toContain(reference);
  const direct = JSON.stringify(desk.calls.to(vera));
  expect(direct).toContain('NOT SAFE NOW');
  expect(direct).not.toContain(reference);
  for (const said of [direct, JSON.stringify(post)])
    for (const hidden of ['fjalëtshpikura', 'zvecan', 'Zve', 'sensitive_report']) expect(said).not.toContain(hidden);
});

test('nobody on duty: everybody who holds the role is called', async () => {
  await desk.report('not_safe');
  await desk.work();
  expect(told()).toEqual([1, 1, 1]);
});

test('unopened after a quarter of its time everybody is called, and again until somebody opens it', async () => {
  await onDuty(vera);
  const { reference } = await desk.report('not_safe');
  await desk.work();
  desk.pass(29);
  await desk.work();
  expect(told()).toEqual([0, 1, 0]);
  desk.pass(1);
  await desk.work();
  expect(told()).toEqual([1, 2, 1]);
  desk.pass(30);
  await desk.work();
  expect(told()).toEqual([2, 3, 2]);
  await showItem(desk.line, luan, reference);
  desk.pass(29);
  await desk.work();
  expect(told()).toEqual([2, 3, 2]);
});

test('opened and not claimed it calls again after thirty minutes, who is on duty first and then everybody', async () => {
  await onDuty(vera);
  const { reference } = await desk.report('not_safe');
  await desk.work();
  desk.pass(10);
  await showItem(desk.line, vera, reference);
  desk.pass(29);
  await showItem(desk.line, vera, reference);
  await desk.work();
  expect(told()).toEqual([0, 1, 0]);
  desk.pass(1);
  await desk.work();
  expect(told()).toEqual([0, 2, 0]);
  desk.pass(30);
  await desk.work();
  expect(told()).toEqual([1, 3, 1]);
});

describe('the calling ends, and its moment with it, when the item is', () => {
  test.each([
    ['claimed', (reference: string) => claimItem(desk.line, vera, reference)],
    ['closed', (reference: string) => closeItem(desk.line, vera, reference, { ...reasoned, changeKey: randomUUID() })],
  ])('%s', async (_name, end) => {
    const { reference } = await desk.report('not_safe');
    await desk.work();
    await showItem(desk.line, vera, reference);
    expect(await owed()).not.toEqual([]);
    expect(await posts()).not.toEqual([]);
    expect(await end(reference)).toMatchObject({ ok: true });
    expect(await owed()).toEqual([]);
    expect(await posts()).toEqual([]);
    desk.pass(600);
    await desk.work();
    expect(told()).toEqual([1, 1, 1]);
  });
});

test('what is known of the posts of a call that nobody took goes within a day', async () => {
  await desk.report('not_safe');
  await desk.work();
  desk.pass(22 * 60);
  await mixRows(desk.line);
  expect(await posts()).not.toEqual([]);
  desk.pass(4 * 60);
  await mixRows(desk.line);
  expect(await posts()).toEqual([]);
});

test('released again, or opened anew after it was closed, it calls anew', async () => {
  const { reference } = await desk.report('not_safe');
  await desk.work();
  await claimItem(desk.line, vera, reference);
  await releaseItem(desk.line, vera, reference);
  await desk.work();
  expect(told()).toEqual([2, 2, 2]);
  await closeItem(desk.line, vera, reference, { ...reasoned, changeKey: randomUUID() });
  await desk.work();
  expect(told()).toEqual([2, 2, 2]);
  await reopenItem(desk.line, vera, reference);
  // Whoever closed it has it still: only who lets it go makes it call.
  await releaseItem(desk.line, vera, reference);
  await desk.work();
  expect(told()).toEqual([3, 3, 3]);
});

test('a person named in it is neither called nor mentioned at any stage, though alone on duty', async () => {
  await onDuty(luan);
  const { reference } = await desk.report('not_safe');
  await excludeStaff(desk.line, chief, reference, [luan.id]);
  await desk.work();
  desk.pass(30);
  await desk.work();
  expect(desk.calls.to(luan)).toEqual([]);
  expect(desk.calls.to(vera).length).toBeGreaterThan(0);
  for (const post of desk.calls.inChannel()) expect(post.mentions).not.toContain(`<@${luan.slackUserId}>`);
});

test('who is likely the one that a report names is not called before another of protection has decided', async () => {
  const { reference } = await desk.report('not_safe');
  await excludeStaff(desk.line, chief, reference, [], { slackUserIds: [], names: ['Petrit Shpikur'] });
  const other = await desk.staff(['protection']);
  // As a row that came by another way than the line's own: a restored table, a renamed account.
  await rows(
    desk.line,
    `update staff set display_name = 'Shpikur Petrit', names_checked = false where id = '${other.id}' returning id`,
  );
  await desk.work();
  expect(told().some((count) => count > 0)).toBe(true);
  expect(desk.calls.to(other)).toEqual([]);
});

test('who is excluded after the call was owed and before it was said is not told', async () => {
  const { reference } = await desk.report('not_safe');
  desk.slack.fault({ method: 'conversations.open', kind: '500', times: 3 });
  await desk.work();
  await excludeStaff(desk.line, chief, reference, [luan.id]);
  desk.pass(1);
  await desk.work();
  expect(told().map((count) => count > 0)).toEqual([true, true, false]);
});

test('who was removed, or lost the role, is not called', async () => {
  const gone = await desk.staff(['protection']);
  const other = await desk.staff(['triage', 'lead', 'admin']);
  await onDuty(gone);
  await removeStaff(desk.line, 'console', gone.slackUserId);
  await desk.report('not_safe');
  await desk.work();
  expect([desk.calls.to(gone).length, desk.calls.to(other).length]).toEqual([0, 0]);
  // The removed one's shift is nobody's: as if nobody were on duty.
  expect(told()).toEqual([1, 1, 1]);
});

test.each([
  ['has no account in Slack any more', { inSlack: false }],
  ['was deactivated there', { deleted: true }],
  ['is a guest there by now', { is_restricted: true }],
])('who is on duty and %s keeps nobody from being called at once', async (_why, standing) => {
  const gone = await desk.staff(['protection'], standing);
  await onDuty(gone);
  await desk.report('not_safe');
  await desk.work();
  expect(told()).toEqual([1, 1, 1]);
  expect(desk.calls.inChannel()).toHaveLength(1);
  expect(desk.calls.to(gone)).toEqual([]);
});

test('removing who had claimed it makes it call at once', async () => {
  const { reference } = await desk.report('not_safe');
  await desk.work();
  await claimItem(desk.line, luan, reference);
  await removeStaff(desk.line, 'console', luan.slackUserId);
  await desk.work();
  expect(told()).toEqual([2, 2, 1]);
});

describe('each stage is said once, to each one', () => {
  test.each(['answerLost', '429', '500', 'reset'])('although Slack answers the posts with %s', async (kind) => {
    await desk.report('not_safe');
    desk.slack.fault({ method: 'chat.postMessage', kind, times: 5, ...(kind === '429' && { retryAfterSeconds: 20 }) });
    for (let minute = 0; minute < 10; minute += 1) {
      await desk.work();
      desk.pass(1);
    }
    expect(told()).toEqual([1, 1, 1]);
    expect(desk.calls.inChannel()).toHaveLength(1);
    expect(desk.cards()).toHaveLength(1);
  });

  test('although the worker is killed after each step', async () => {
    await desk.report('not_safe');
    const { restrand } = await import('../../../src/db/queries/work/outbox.ts');
    for (let step = 0; step < 4; step += 1) {
      await desk.workAndDie();
      await restrand(desk.line.database.read, desk.now());
    }
    await desk.work();
    expect(told()).toEqual([1, 1, 1]);
    expect(desk.calls.inChannel()).toHaveLength(1);
  });

  test('one who cannot be written to holds up nobody, and is not tried for ever', async () => {
    await desk.staff(['protection'], { inSlack: false });
    await desk.report('not_safe');
    await desk.work();
    expect(told()).toEqual([1, 1, 1]);
    expect(desk.line.logged.some(({ message }) => message.includes('could not be said in Slack'))).toBe(true);
    expect((await owed()).map(({ topic }) => topic)).toEqual(['danger_call']);
  });

  test('without the scope to look into direct messages they are said all the same', async () => {
    desk.slack.fault({ method: 'conversations.history', kind: 'missing_scope', times: 4 });
    await desk.report('not_safe');
    await desk.work();
    expect(told()).toEqual([1, 1, 1]);
  });

  test('an archived restricted channel does not hold the direct messages', async () => {
    desk.slack.setArchived(desk.delivery.channels.sensitive, true);
    await desk.report('not_safe');
    await desk.work();
    expect(told()).toEqual([1, 1, 1]);
    desk.slack.setArchived(desk.delivery.channels.sensitive, false);
    desk.pass(6);
    await desk.work();
    expect(desk.calls.inChannel()).toHaveLength(1);
  });
});
