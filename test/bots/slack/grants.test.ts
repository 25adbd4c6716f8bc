import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSlackApp } from '../../../src/bots/slack/app.ts';
import { slackClient } from '../../../src/bots/slack/client.ts';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { addStaff } from '../../../src/core/staff/add-staff.ts';
import type { SlackStandIn } from '../../../src/sandbox/slack/server.ts';
import type { View } from '../../../src/sandbox/slack/state.ts';
import { applicationsOf, applyFor, openCall, type TestResident } from '../../support/grants.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { sampleOffer } from '../../support/offers.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { makeResident } from '../../support/resident.ts';
import { row } from '../../support/rows.ts';
import { openSlack, TOKENS } from '../../support/slack-stand-in.ts';
import { throughDoor } from '../../support/through-door.ts';

const CHANNELS = { main: 'C0MAIN00001', sensitive: 'C0SENS00001', leads: 'C0LEAD00001' };
const ANA = 'U0ANA000001';
const STRANGER = 'U0STRANGER1';
const wait = { timeoutMs: PATIENCE_MS };
let line: TestLine;
let slack: SlackStandIn;
let server: Server;
let ana: StaffMember;

beforeAll(async () => {
  line = await openTestLine();
  slack = await openSlack({ burst: 1000 });
  for (const id of [ANA, STRANGER]) slack.control.addStaff({ id, name: `Sample ${id}` });
  for (const [name, id] of Object.entries(CHANNELS))
    slack.control.addChannel({ id, name, members: [ANA, STRANGER], botIsMember: true });
  const bolt = createSlackApp({
    line,
    texts: loadTexts(),
    log: line.log,
    config: { ...TOKENS, appToken: undefined, apiUrl: slack.apiUrl, admins: [], channels: CHANNELS },
  });
  server = createServer(throughDoor(() => bolt.door));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.setEventsUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  const added = await addStaff(line, 'console', {
    slackUserId: ANA,
    displayName: 'Ana Primer',
    agency: 'UNDP',
    roles: ['triage'],
  });
  if (!added.ok) throw new Error(added.code);
  ana = added.value;
});
afterAll(async () => {
  server.close();
  await slack.close();
  await line.close();
});

const shown = (view: View | null): string => JSON.stringify(view?.blocks ?? []);
const seconds = (days: number) => Math.floor(Date.now() / 1000 / 60) * 60 + days * 86_400;

async function card(reference: string): Promise<{ ts: string; text: string }> {
  const { id } = await row(line, `select id from items where reference = '${reference}'`);
  const to = { slack: slackClient({ botToken: TOKENS.botToken, apiUrl: slack.apiUrl }), line, channels: CHANNELS };
  await deliverCard(to, String(id));
  const found = slack.control
    .messages(CHANNELS.main)
    .findLast((message) => JSON.stringify(message.metadata ?? {}).includes(reference));
  if (!found) throw new Error('there is no card');
  return { ts: found.ts, text: JSON.stringify(found.blocks) };
}
async function applied(given: Parameters<typeof applyFor>[2] = {}, call: Parameters<typeof openCall>[2] = {}) {
  const callId = await openCall(line, ana, call);
  const person: TestResident = makeResident(line);
  await person.agree('sr-Latn');
  await applyFor(person, callId, given);
  const [made] = await applicationsOf(line, callId);
  if (!made) throw new Error('nothing was applied for');
  return { callId, person, ...made };
}
/** Presses a button of the card and waits for its form. */
async function open(reference: string, action: string, who = ANA): Promise<View> {
  const { ts } = await card(reference);
  await slack.control.click(who, CHANNELS.main, ts, action);
  return slack.control.waitForView(who, (view) => !shown(view).includes('One moment'), wait);
}
async function leave(who = ANA): Promise<void> {
  while (slack.control.currentView(who)) await slack.control.closeView(who);
}
async function send(reference: string, action: string, fields: Record<string, unknown>) {
  await open(reference, action);
  const sent = await slack.control.fillAndSubmit(ANA, fields);
  if (!('errors' in sent)) await leave();
  return sent;
}
async function ask(text: string, who = ANA): Promise<string> {
  const before = slack.control.ephemerals(who).length;
  await slack.control.slash(who, CHANNELS.main, '/line', text);
  await slack.control.waitForEphemeral(who, () => slack.control.ephemerals(who).length > before, wait);
  return JSON.stringify(slack.control.ephemerals(who).at(-1));
}

test('an application goes from its card to the decision, and the card says where it stands', async () => {
  const { reference, callId, person, id } = await applied({ amount: '1.500,50' });
  const first = await card(reference);
  expect(first.text).toContain('€1,500.50');
  expect(first.text).toContain('Received');
  expect(first.text).not.toContain('Sample Person');
  expect(await send(reference, 'grant_propose', { time_1: seconds(3), time_2: seconds(4), place: 'Hall <1>' })).toEqual(
    expect.objectContaining({ updated: expect.anything() }),
  );
  expect((await card(reference)).text).toContain('Times proposed: 2');
  await person.tap(`q:show:${id}`);
  await person.press(await firstTime(person));
  expect((await card(reference)).text).toContain('Hall &lt;1&gt;');
  await send(reference, 'grant_papers', { papers: ['id'], words: '' });
  expect((await card(reference)).text).toContain('Identity card: missing, asked for');
  await person.tap(`q:papers:${id}:id`);
  const file = { id: 'paper', uniqueId: 'paper', name: 'Sample Person.jpg' };
  await person.act({ kind: 'message', message: { kind: 'photo', handle: '77', file } });
  await person.press('messages:!done');
  const withPaper = (await card(reference)).text;
  expect(withPaper).toMatch(/Identity card · Photo\*.{0,60}"accessory":\{[^}]*"action_id":"look"/);
  expect(withPaper).not.toContain('Sample Person');
  await send(reference, 'grant_papers', { papers: ['id'], words: '' });
  expect(await send(reference, 'grant_complete', {})).toHaveProperty('errors');
  await slack.control.fillAndSubmit(ANA, { seen: ['id'] });
  await leave();
  const form = await open(reference, 'grant_decide');
  expect(shown(form)).toContain('Identity card: received, looked at');
  const approving = { verdict: 'approve', amount: '1.200,50 €', reason: 'Dobra ideja za vas i selo.' };
  const asked = await slack.control.fillAndSubmit(ANA, approving);
  expect('updated' in asked && shown(asked.updated)).toContain('*You approve €1,200.50.* Asked for: €1,500.50.');
  expect(await applicationsOf(line, callId)).toMatchObject([{ state: 'complete' }]);
  // Another sum is asked about anew.
  const other = await slack.control.fillAndSubmit(ANA, { ...approving, amount: '1100' });
  expect('updated' in other && shown(other.updated)).toContain('*You approve €1,100.00.*');
  await slack.control.fillAndSubmit(ANA, approving);
  await slack.control.fillAndSubmit(ANA, approving);
  await leave();
  const decided = await card(reference);
  expect(decided.text).toContain('€1,200.50 of €1,500.50 asked for');
  expect(decided.text).toContain('Closed: acted on');
  expect(await applicationsOf(line, callId)).toMatchObject([{ state: 'approved', approved_cents: '120050' }]);
});

const firstTime = async (person: TestResident): Promise<string> => {
  const data = person
    .said()
    .flatMap((say) => say.buttons ?? [])
    .flat()
    .find((button) => button.data.startsWith('q:pick:'))?.data;
  return data ?? 'no time';
};

test('a refusal stays beside the form, and a doubted language is asked once with what was typed', async () => {
  const { reference } = await applied();
  expect(await send(reference, 'grant_propose', { time_1: 1_000_000_000, place: 'x' })).toMatchObject({
    errors: { time_1: expect.stringContaining('over already') },
  });
  await leave();
  const reason = 'Ky është një vendim për ju dhe nuk mund të ndryshohet';
  await open(reference, 'grant_decide');
  const doubted = await slack.control.fillAndSubmit(ANA, { verdict: 'decline', reason });
  expect(doubted).toHaveProperty('updated');
  expect(shown(slack.control.currentView(ANA))).toContain('This may not be in');
  expect(shown(slack.control.currentView(ANA))).toContain('një vendim');
  const sent = await slack.control.fillAndSubmit(ANA, { verdict: 'decline', reason });
  expect('updated' in sent && shown(sent.updated)).toContain('on its way');
  await leave();
});

test('money that is not there is refused in the form, in euros', async () => {
  const { reference } = await applied({ amount: '3000' }, { budgetCents: 300_000, maximumCents: 300_000 });
  await send(reference, 'grant_complete', { seen: ['id'] });
  const over = await send(reference, 'grant_decide', {
    verdict: 'approve',
    amount: '3000,01',
    reason: 'Odluka je dobra.',
  });
  expect(JSON.stringify(over)).toContain('€3,000.00');
  await leave();
  const none = await send(reference, 'grant_decide', { verdict: 'approve', amount: '0', reason: 'Odluka je dobra.' });
  expect(JSON.stringify(none)).toContain('not possible');
  await leave();
});

test('name and phone stand in a modal alone, escaped, and the look is written down', async () => {
  const { reference, id } = await applied({ name: '<!channel> <b>Prva</b>' });
  const view = await open(reference, 'grant_person');
  expect(shown(view)).toContain('&lt;!channel&gt;');
  expect(shown(view)).toContain('+38344123456');
  await leave();
  const events = await row(
    line,
    `select count(*)::int as n from events where kind = 'applicant_shown' and data->>'enquiryId' = '${id}'`,
  );
  expect(events.n).toBe(1);
});

test('/line grant lists calls with their money, /line grant CODE one call by state, without names', async () => {
  const { reference, callId } = await applied({ amount: '2000' });
  const { code } = await row(line, `select code from offers where id = '${callId}'`);
  const calls = await ask('grant');
  expect(calls).toContain(String(code));
  expect(calls).toContain('asked €2,000.00');
  expect(calls).toContain('offer_new_grant_call');
  const pipeline = await ask(`grant ${String(code).toLowerCase()}`);
  expect(pipeline).toContain(reference);
  expect(pipeline).toContain('left €10,000.00');
  expect(pipeline).not.toContain('Sample Person');
  for (const wrong of ['grant nonsense', 'grant T-000000', 'grant <!channel>'])
    expect(await ask(wrong)).toContain('no grant call with this code');
});

test('Home has a block for each open call, with its title escaped, and opens the pipeline', async () => {
  const { texts } = sampleOffer(new Date());
  const title = { ...texts.en, title: 'Start-up <!channel> & more' } as NonNullable<typeof texts.en>;
  const { reference, callId } = await applied({}, { texts: { ...texts, en: title } });
  await slack.control.openHome(ANA);
  const home = await slack.control.waitForHome(ANA, (view) => shown(view).includes(callId), wait);
  expect(shown(home)).toContain('&lt;!channel&gt; &amp; more');
  await slack.control.clickInView(ANA, 'grant_pipeline', callId);
  await slack.control.waitForView(ANA, (view) => shown(view).includes(reference), wait);
  await leave();
});

test.each(['grant_propose', 'grant_papers', 'grant_complete', 'grant_decide', 'grant_person'])(
  'a person without a role sees nothing by %s',
  async (action) => {
    const { reference } = await applied();
    const view = await open(reference, action, STRANGER);
    expect(shown(view)).toContain('ask an admin');
    expect(shown(view)).not.toMatch(/Sample Person|38344/);
    await leave(STRANGER);
    expect(await ask('grant', STRANGER)).toContain('ask an admin');
  },
);
