import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { slackClient } from '../../../src/bots/slack/client.ts';
import { examineSlack } from '../../../src/bots/slack/examine.ts';
import { deliverFaultNotice } from '../../../src/bots/slack/stuck/deliver-fault-notice.ts';
import type { Finding } from '../../../src/core/domain/finding.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { tellFaults } from '../../../src/core/faults/tell-faults.ts';
import { startSlackStandIn } from '../../../src/sandbox/slack/server.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

const channels = { main: 'C0MAIN00001', sensitive: 'C0SENS00001', leads: undefined };
const ROUTED = 'C0ROUTE0001';

let line: TestLine;
let slack: Awaited<ReturnType<typeof startSlackStandIn>>;
let admins: StaffMember[];
let client: ReturnType<typeof slackClient>;
beforeAll(async () => {
  line = await openTestLine({});
  slack = await startSlackStandIn({ botToken: 'xoxb-test', appToken: 'xapp-test', signingSecret: 'test' });
  client = slackClient({ botToken: 'xoxb-test', apiUrl: slack.apiUrl });
  slack.control.addChannel({ id: channels.main, name: 'line', botIsMember: true });
  slack.control.addChannel({ id: channels.sensitive, name: 'restricted', private: true, botIsMember: true });
  slack.control.addChannel({ id: ROUTED, name: 'health', botIsMember: true });
  admins = [await makeStaff(line, ['admin']), await makeStaff(line, ['admin', 'lead'])];
  await makeStaff(line, ['lead']);
  for (const { slackUserId, displayName } of admins) slack.control.addStaff({ id: slackUserId, name: displayName });
});
afterAll(async () => {
  await slack.close();
  await line.close();
});
beforeEach(() => rows(line, `delete from outbox returning id`));

const examine = () => examineSlack(client, channels, [ROUTED, channels.main]);
const look = async () => tellFaults(line, await examine());
const owed = async () =>
  (await rows(line, `select payload->>'staffId' as id from outbox where topic = 'fault_notice' order by 1`)).map(
    ({ id }) => id,
  );
const everyAdmin = () => admins.map(({ id }) => id).sort();

it('a channel that breaks is told to every admin once, also by two processes, and again only after it was whole', async () => {
  await look();
  expect(await owed()).toEqual([]);
  slack.control.setArchived(ROUTED, true);
  await Promise.all([look(), look()]);
  expect(await owed()).toEqual(everyAdmin());
  await rows(line, 'delete from outbox returning id');
  await look();
  expect(await owed()).toEqual([]);
  slack.control.setArchived(ROUTED, false);
  await look();
  expect(await owed()).toEqual([]);
  slack.control.setArchived(ROUTED, true);
  await look();
  expect(await owed()).toEqual(everyAdmin());
});

it('they read the sentence of the doctor, and nothing where it is whole again by then', async () => {
  slack.control.setArchived(ROUTED, true);
  const to = { slack: client, line, channels };
  const [admin] = admins as [StaffMember];
  const read = () => JSON.stringify(slack.control.directMessages(admin.slackUserId));
  expect(await deliverFaultNotice(to, admin.id, examine)).toEqual({ kind: 'done' });
  expect(read()).toContain(`channel ${ROUTED} of routes*: is archived; choose another channel`);
  slack.control.setArchived(ROUTED, false);
  const before = read();
  expect(await deliverFaultNotice(to, admin.id, examine)).toEqual({ kind: 'done' });
  expect(read()).toBe(before);
});

it.each<[string, Finding[], boolean]>([
  ['an outage', [{ level: 'bad', about: 'slack', say: 'does not answer', passing: true }], false],
  ['a warning', [{ level: 'warn', about: 'rota', say: 'is empty' }], false],
  ['a refused token', [{ level: 'bad', about: 'slack', say: 'SLACK_BOT_TOKEN is refused' }], true],
  [
    'the same token, refused still while Slack is away',
    [{ level: 'bad', about: 'slack', say: 'x', passing: true }],
    false,
  ],
])('%s is told: %#', async (_, findings, told) => {
  await tellFaults(line, findings);
  expect(await owed()).toEqual(told ? everyAdmin() : []);
});
