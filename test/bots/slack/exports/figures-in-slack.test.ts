import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverMondayFigures } from '../../../../src/bots/slack/deliver/monday-figures.ts';
import { statsOfLeads } from '../../../../src/bots/slack/exports/stats-of-leads.ts';
import { foldSurfaces } from '../../../../src/bots/slack/host/fold.ts';
import type { Asked, StaffBot } from '../../../../src/bots/slack/surface.ts';
import { SURFACES } from '../../../../src/bots/slack/surfaces.ts';
import { localInstant, localParts } from '../../../../src/core/domain/time/local-time.ts';
import { loadTexts } from '../../../../src/core/i18n/texts.ts';
import { oweMondayFigures } from '../../../../src/core/reports/owe-monday-figures.ts';
import { changeSetting } from '../../../../src/core/settings/change-setting.ts';
import { addStaff } from '../../../../src/core/staff/add-staff.ts';
import { count, rows } from '../../../support/rows.ts';
import { CHANNELS, type DeliveryTest, startDeliveryTest, submit } from '../deliver-item.ts';

const DAY_MS = 86_400_000;
const texts = loadTexts();
let home: DeliveryTest;
let monday: string;

beforeAll(async () => {
  home = await startDeliveryTest();
  const { line } = home;
  for (let item = 0; item < 13; item += 1) await submit(line, [{ kind: 'text', text: 'Izmišljeno' }]);
  const now = line.now().getTime();
  const days = Array.from({ length: 7 }, (_, ahead) => localParts(new Date(now + (ahead + 1) * DAY_MS)).day);
  monday = days.find((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1) ?? '';
});
afterAll(() => home.close());
beforeEach(async () => {
  home.slack.posted.length = 0;
  home.slack.files.clear();
  for (const table of ['outbox', 'slack_posts', 'settings']) await rows(home.line, `delete from ${table}`);
});

const goTo = (day: string, time: string) =>
  home.advance((localInstant(day, time)?.getTime() ?? 0) - home.line.now().getTime());
const owed = () => count(home.line, `outbox where topic = 'monday_figures'`);
const deliver = () => deliverMondayFigures(home.to, monday);

test('the week is owed to the leads’ channel from half past eight on Monday, once, unless it is turned off', async () => {
  goTo(monday, '08:29');
  await oweMondayFigures(home.line);
  expect(await owed()).toBe(0);
  goTo(monday, '08:30');
  await changeSetting(home.line, 'mondayFigures', false);
  await oweMondayFigures(home.line);
  expect(await owed()).toBe(0);
  await changeSetting(home.line, 'mondayFigures', true);
  await Promise.all([1, 2, 3].map(() => oweMondayFigures(home.line)));
  expect(await owed()).toBe(1);
  await rows(home.line, 'delete from outbox');
  await deliver();
  await oweMondayFigures(home.line);
  expect(await owed()).toBe(0);
});

test('it is one chart with sentences, protected, whoever delivers it and however often', async () => {
  goTo(monday, '09:00');
  await Promise.all([deliver(), deliver()]);
  await deliver();
  expect(home.slack.posted.map(({ channel }) => channel)).toEqual([CHANNELS.leads]);
  const [post] = home.slack.posted;
  expect(post?.text).toContain('The line last week');
  expect(post?.text).toContain('For sharing');
  // Thirteen are shown as ten or fifteen, and never as thirteen.
  expect(post?.text).toMatch(/\b1[05]\b/);
  expect(post?.text).not.toMatch(/\b13\b/);
  expect(
    home.slack.files
      .get(post?.files?.[0]?.id ?? '')
      ?.subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

test('an answer that was lost makes no second one; a week in which nothing came has no chart', async () => {
  home.advance(Date.now() - home.line.now().getTime());
  const quiet = '2020-03-02';
  home.slack.failNext('chat.postMessage', 'lost');
  expect(await deliverMondayFigures(home.to, quiet)).toMatchObject({ kind: 'retry' });
  expect(await deliverMondayFigures(home.to, quiet)).toEqual({ kind: 'done' });
  expect(home.slack.in(CHANNELS.leads)).toEqual([
    expect.objectContaining({ text: expect.stringContaining('Nothing') }),
  ]);
});

test('a line without a leads’ channel posts nothing', async () => {
  goTo(monday, '10:00');
  const { main, sensitive } = CHANNELS;
  await deliverMondayFigures({ ...home.to, channels: { main, sensitive } }, monday);
  expect(home.slack.posted).toEqual([]);
});

const asks = async (role: 'lead' | 'triage'): Promise<Asked> => {
  const slackUserId = `U0${role.toUpperCase()}`;
  const person = { slackUserId, displayName: `Sample ${role}`, agency: 'UNDP' as const, roles: [role] };
  const added = await addStaff(home.line, 'console', person);
  if (!added.ok) throw new Error(added.code);
  const bot: StaffBot = {
    ...{ line: home.line, texts, log: home.line.log, slack: home.to.slack },
    config: { botToken: 'xoxb-invented', admins: [], channels: CHANNELS },
    standing: async () => ({ standing: 'member', names: null, anew: false }),
    surfaces: foldSurfaces(SURFACES),
  };
  const opening = { triggerId: 't', admit: async () => added };
  const command = { user_id: slackUserId, trigger_id: 't', text: 'stats' };
  return { bot, member: added.value, aside: { userId: slackUserId }, command, opening, rest: '' };
};

test('who leads reads the headline of the last month and quarter, exact and marked, with a chart that they alone see', async () => {
  // The quarter after the one in which they came.
  home.advance(100 * DAY_MS);
  await statsOfLeads(await asks('lead'));
  home.advance(-100 * DAY_MS);
  expect(new Set(home.slack.posted.map(({ channel }) => channel))).toEqual(new Set(['U0LEAD', 'D0LEAD']));
  const shown = JSON.stringify(home.slack.in('U0LEAD'));
  expect(shown.match(/Received/g)).toHaveLength(2);
  expect(shown).toContain('*13*');
  expect(shown).toContain('Internal, exact');
  const [chart] = home.slack.in('D0LEAD');
  expect(chart?.text).toContain('Internal, exact');
  expect(
    home.slack.files
      .get(chart?.files?.[0]?.id ?? '')
      ?.subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

test('whoever does not lead reads none of it', async () => {
  await statsOfLeads(await asks('triage'));
  expect(home.slack.posted).toEqual([]);
});
