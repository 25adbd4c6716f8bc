import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverCard } from '../../../../src/bots/slack/deliver/deliver-card.ts';
import { deliverOverdueDay } from '../../../../src/bots/slack/deliver/overdue-day.ts';
import { readPayload } from '../../../../src/core/domain/owed.ts';
import type { StaffMember } from '../../../../src/core/domain/staff/permissions.ts';
import { escalateOverdue } from '../../../../src/core/items/escalate-overdue.ts';
import { markSensitive } from '../../../../src/core/items/hidden/mark-sensitive.ts';
import { referItem } from '../../../../src/core/items/refer-item.ts';
import { rows } from '../../../support/rows.ts';
import { CHANNELS, type DeliveryTest, makeStaff, startDeliveryTest, submit } from '../deliver-item.ts';

let here: DeliveryTest;
let ana: StaffMember;
beforeAll(async () => {
  here = await startDeliveryTest();
  ana = await makeStaff(here.line);
});
afterAll(() => here.close());

async function overdue(changes: { sensitive?: boolean; sector?: 'health' } = {}) {
  const item = await submit(here.line, [{ kind: 'text', text: 'fjalëshpikur' }], changes);
  await deliverCard(here.to, item.itemId);
  await rows(here.line, `update items set due_at = now() - interval '1 hour' where id = '${item.itemId}'`);
  return item;
}
/** What comes round, and then what is owed of it; gives how many posts were owed. */
async function comeRound(): Promise<number> {
  await escalateOverdue(here.line);
  const owed = await rows(here.line, `delete from outbox where topic = 'overdue_day' returning payload`);
  for (const { payload } of owed) {
    const read = readPayload('overdue_day', payload);
    if (read) expect(await deliverOverdueDay(here.to, read)).toEqual({ kind: 'done' });
  }
  return owed.length;
}
const posts = (channel: string) =>
  here.slack.in(channel).filter(({ metadata }) => metadata?.event_type === 'community_line_overdue');

test('what is overdue on a day is one post to the leads, with kind, place, agency and a link, and what comes later joins it', async () => {
  const first = [await overdue(), await overdue({ sector: 'health' })];
  const hidden = await overdue({ sensitive: true });
  expect(await comeRound()).toBe(2);
  const later = await overdue();
  expect(await comeRound()).toBe(1);
  const [post, ...more] = posts(CHANNELS.leads);
  expect(more).toEqual([]);
  expect(post?.text).toBe('OVERDUE today: 3 items had no first answer in time.');
  const said = JSON.stringify(post?.blocks);
  for (const { reference } of [...first, later])
    expect(said).toMatch(
      new RegExp(`<https://slack.invalid/C0MAIN/[0-9.]+\\|${reference}> · Complaint · Zvečan/Zveçan · `),
    );
  expect(said).toContain('WHO');
  expect(said).not.toContain('fjalëshpikur');
  expect(said).not.toContain(hidden.reference);
  expect(posts(CHANNELS.main)).toEqual([]);
});

test('of a hidden one protection alone is told, with its number and a link and nothing of what it is about', async () => {
  const [post, ...more] = posts(CHANNELS.sensitive);
  expect(more).toEqual([]);
  const said = JSON.stringify(post?.blocks);
  expect(said).toMatch(/<https:\/\/slack.invalid\/C0SENS\/[0-9.]+\|F-[0-9A-Z]{6}> · due/);
  expect(said).not.toMatch(/Complaint|Zve|UNDP|fjalë/);
});

test('what becomes hidden goes from the post of the leads to that of protection', async () => {
  const [one] = await rows(
    here.line,
    `select reference from items where escalated_at is not null and not sensitive limit 1`,
  );
  const reference = String(one?.reference);
  expect(JSON.stringify(posts(CHANNELS.leads))).toContain(reference);
  expect((await markSensitive(here.line, ana, reference)).ok).toBe(true);
  expect(await comeRound()).toBe(2);
  expect(JSON.stringify(posts(CHANNELS.leads))).not.toContain(reference);
  expect(JSON.stringify(posts(CHANNELS.sensitive))).toContain(reference);
  expect([posts(CHANNELS.leads).length, posts(CHANNELS.sensitive).length]).toEqual([1, 1]);
});

test('a referral that nobody answered in time stands in the same post, from whom to whom, once; hidden, with its number alone', async () => {
  const item = await submit(here.line, [{ kind: 'text', text: 'fjalëshpikur' }]);
  await deliverCard(here.to, item.itemId);
  await referItem(here.line, ana, item.reference, { toAgency: 'UNICEF', remark: 'fjalëshpikur' });
  expect(await comeRound()).toBe(0);
  await rows(
    here.line,
    `update referrals set due_at = now() - interval '1 hour' where item_id = '${item.itemId}' returning id`,
  );
  expect(await comeRound()).toBe(1);
  expect(await comeRound()).toBe(0);
  const line = () =>
    JSON.stringify(posts(CHANNELS.leads))
      .split('\\n')
      .find((one) => one.includes(item.reference)) ?? '';
  expect(line()).toMatch(/· Complaint · Zve.*\w+ → UNICEF · referral due/);
  expect(JSON.stringify(posts(CHANNELS.leads))).not.toContain('fjalëshpikur');
  expect((await markSensitive(here.line, ana, item.reference)).ok).toBe(true);
  await comeRound();
  expect(line()).toBe('');
  const hidden = JSON.stringify(posts(CHANNELS.sensitive));
  expect(hidden).toContain(item.reference);
  expect(hidden).not.toMatch(/UNICEF|Complaint/);
});
