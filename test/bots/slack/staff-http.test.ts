import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSlackApp } from '../../../src/bots/slack/app.ts';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { addStaff } from '../../../src/core/staff/add-staff.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { hasSlackReceipt } from '../../../src/db/queries/work/slack-receipts.ts';
import { throughDoor } from '../../support/through-door.ts';
import { until } from '../../support/until.ts';
import { type DeliveryTest, startDeliveryTest, submit } from './deliver-item.ts';

const SECRET = 'an invented signing secret';
let base: DeliveryTest;
let api: Server;
let line: Server;
let url: string;
let apiUrl: string;
let ana: StaffMember;
const said: { path: string; body: string }[] = [];

const listen = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  base = await startDeliveryTest();
  api = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      said.push({ path: request.url ?? '', body: decodeURIComponent(body.replaceAll('+', ' ')) });
      response.setHeader('content-type', 'application/json');
      const user = { id: new URLSearchParams(body).get('user'), team_id: 'T1' };
      response.end(JSON.stringify({ ok: true, team_id: 'T1', user, view: { id: 'V1' }, channel: { id: 'D1' } }));
    });
  });
  apiUrl = await listen(api);
  const slack = createSlackApp({
    line: base.line,
    texts: loadTexts(),
    log: base.line.log,
    config: {
      botToken: 'xoxb-test',
      signingSecret: SECRET,
      apiUrl: `${apiUrl}/api/`,
      admins: ['U0ADMIN'],
      channels: { main: 'C0MAIN', sensitive: 'C0SENS' },
    },
  });
  line = createServer(throughDoor(() => slack.door));
  url = await listen(line);
  ana = await person('U0ANA', 'Ana Primer');
  await person('U0BEN', 'Ben Primer');
});
afterAll(async () => {
  line.close();
  api.close();
  await base.close();
});

async function person(slackUserId: string, displayName: string): Promise<StaffMember> {
  const added = await addStaff(base.line, 'console', { slackUserId, displayName, agency: 'UNDP', roles: ['triage'] });
  if (!added.ok) throw new Error(added.code);
  return added.value;
}

async function send(body: string, type: string, at = Date.now(), secret = SECRET): Promise<Response> {
  const stamp = String(Math.floor(at / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`;
  return fetch(`${url}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature },
    body,
  });
}
const form = (fields: Record<string, string>, at?: number, secret?: string) =>
  send(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded', at, secret);
const payload = (body: object) => form({ payload: JSON.stringify(body) });
const heard = (part: string) => until(() => said.some(({ body }) => body.includes(part)));
const command = (user: string, text: string) =>
  form({
    command: '/line',
    text,
    user_id: user,
    trigger_id: 't',
    response_url: `${apiUrl}/respond/${user}`,
    channel_id: 'C0MAIN',
  });
const press = (user: string, action: string, value: string) =>
  payload({
    type: 'block_actions',
    user: { id: user },
    trigger_id: 't',
    response_url: `${apiUrl}/respond/${user}`,
    channel: { id: 'C0MAIN' },
    actions: [{ action_id: action, block_id: 'b', type: 'button', value }],
  });
const item = (sensitive = false) => submit(base.line, [{ kind: 'text', text: 'Nevidljiva rečenica' }], { sensitive });
const read = async (reference: string) => {
  const shown = await showItem(base.line, ana, reference);
  if (!shown.ok) throw new Error(shown.code);
  return shown.value;
};

test('a wrong signature and an old timestamp are refused', async () => {
  const fields = { command: '/line', text: 'help', user_id: 'U0ANA', trigger_id: 't' };
  expect((await form(fields, Date.now(), 'another secret')).status).toBe(401);
  expect((await form(fields, Date.now() - 600_000)).status).toBe(401);
});

test('of two who claim at once one has it, and the other learns who', async () => {
  const { reference } = await item();
  await Promise.all([press('U0ANA', 'claim', reference), press('U0BEN', 'claim', reference)]);
  await heard('already has it');
  expect(['Ana Primer', 'Ben Primer']).toContain((await read(reference)).assignee?.name);
});

test('a reply sent twice from one form is one message', async () => {
  const { reference } = await item();
  const view = {
    id: 'V1',
    type: 'modal',
    callback_id: 'reply',
    private_metadata: JSON.stringify({ reference, changeKey: randomUUID(), language: 'sr-Latn' }),
    state: { values: { 'text-1': { text: { type: 'plain_text_input', value: 'Hvala vam, javićemo se.' } } } },
  };
  const answers = await Promise.all(
    [1, 2].map(() => payload({ type: 'view_submission', user: { id: 'U0ANA' }, view })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await read(reference)).messages.filter(({ direction }) => direction === 'out')).toHaveLength(1);
});

// Says whom to ask, by name.
const NO_ROLE = 'You have no role here yet. Please ask <@U0ADMIN> to add you.';

test.each(['queue', 'find voda', 'new', 'export', 'staff', 'stats', 'help'])(
  'a person without a role hears one sentence for /line %s',
  async (text) => {
    said.length = 0;
    await command('U0STRANGER', text);
    await heard(NO_ROLE);
    expect(said.filter(({ path, body }) => `${path} ${body}`.includes('U0STRANGER'))).toHaveLength(1);
  },
);

test.each(['reply', 'note', 'refer', 'close', 'open', 'home_open'])(
  'a person without a role sees nothing of an item by %s',
  async (action) => {
    const { reference } = await item();
    const answers = async (asked: string) => {
      said.length = 0;
      await press('U0STRANGER', action, asked);
      await heard(NO_ROLE);
      return said.map(({ path, body }) => `${path} ${body}`.replaceAll(asked, '')).join();
    };
    const refused = await answers(reference);
    expect(refused).not.toContain('Nevidljiva');
    expect(refused).toBe(await answers('F-000000'));
  },
);

test('a sensitive item is shown to triage neither opened nor found nor listed', async () => {
  const { reference } = await item(true);
  said.length = 0;
  await press('U0ANA', 'open', reference);
  await heard('no item with this number');
  await command('U0ANA', 'find nevidljiva');
  await heard('Found');
  await command('U0ANA', 'queue');
  await until(() => said.some(({ body }) => body.includes('Open (')));
  expect(said.map(({ body }) => body).join()).not.toContain(reference);
});

test('a button without its person is refused, one without its fields is acknowledged, a form without them says so; nothing changes', async () => {
  const bare = { type: 'block_actions', actions: [{ action_id: 'claim', block_id: 'b', type: 'button' }], user: {} };
  expect((await payload(bare)).status).toBe(400);
  expect((await payload({ ...bare, user: { id: 'U0ANA' } })).status).toBe(200);
  const answer = await payload({
    type: 'view_submission',
    user: { id: 'U0ANA' },
    view: { id: 'V', type: 'modal', callback_id: 'note' },
  });
  expect(await answer.text()).toContain('not complete');
});

test('an unknown reference is answered in one sentence', async () => {
  said.length = 0;
  await command('U0ANA', 'show F-000000');
  await heard('no item with this number');
});

test('an export asked for after midnight offers the day that has begun in Mitrovica', async () => {
  const lead = { slackUserId: 'U0CEN', displayName: 'Cen Primer', agency: 'UNDP', roles: ['lead'] } as const;
  expect((await addStaff(base.line, 'console', { ...lead, roles: [...lead.roles] })).ok).toBe(true);
  const { now } = base.line;
  base.line.now = () => new Date('2026-11-27T23:30:00Z');
  try {
    said.length = 0;
    await command('U0CEN', 'export');
    await heard('"initial_date":"2026-11-28"');
  } finally {
    base.line.now = now;
  }
});

test('a message in the thread becomes one note, however often Slack delivers it', async () => {
  const { reference, itemId } = await item();
  await deliverCard(base.to, itemId);
  const posted = base.slack.posted.find((one) => one.metadata?.event_payload.reference === reference);
  const event = (id: string) =>
    send(
      JSON.stringify({
        type: 'event_callback',
        event_id: id,
        event: {
          type: 'message',
          channel: 'C0MAIN',
          user: 'U0ANA',
          text: 'Asked the school',
          ts: '1900.2',
          thread_ts: posted?.ts,
        },
      }),
      'application/json',
    );
  for (const id of ['Ev1', 'Ev1', 'Ev2']) expect((await event(id)).status).toBe(200);
  const notes = async () => (await read(reference)).messages.filter(({ direction }) => direction === 'note');
  await until(() => hasSlackReceipt(base.line.database.read, 'Ev2'));
  expect(await notes()).toHaveLength(1);
});
