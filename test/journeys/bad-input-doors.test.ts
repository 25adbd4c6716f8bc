import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { submit } from '../support/form-filling.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { openHttpOffice, SIGNING_SECRET, WEBHOOK_SECRET } from './http-office.ts';
import { type Desk, errorsIn, type Office } from './staff-desk.ts';

let world: Office['world'];
let line: Office['line'];
let desk: Desk;
let root: string;
beforeAll(async () => {
  ({ world, line, desk, root } = await openHttpOffice());
  await desk.add(STAFF.triage, 'Sample triage', 'UNDP', ['triage']);
});
afterAll(async () => {
  expect(errorsIn(line.log())).toEqual([]);
  expect(line.log()).not.toContain('izmišljen');
  expect((await fetch(`http://127.0.0.1:${line.opsPort}/readyz`)).status).toBe(200);
  await world.close();
});

const knock = async (body: string, secret?: string): Promise<number> => {
  const headers = {
    'content-type': 'application/json',
    ...(secret !== undefined && { 'x-telegram-bot-api-secret-token': secret }),
  };
  const answer = await fetch(`${root}/telegram/webhook`, { method: 'POST', headers, body });
  await answer.body?.cancel();
  return answer.status;
};

test('the webhook lets nobody in without its secret, refuses what is no update, and serves the next resident', async () => {
  const stranger = { id: 4_711_000_001, type: 'private', first_name: 'Sample' };
  const forged = JSON.stringify({
    update_id: 900_001,
    message: { message_id: 1, date: 1, chat: stranger, from: stranger, text: 'izmišljeno' },
  });
  expect(await knock(forged)).toBe(401);
  expect(await knock(forged, '')).toBe(401);
  expect(await knock(forged, `${WEBHOOK_SECRET.slice(0, -1)}x`)).toBe(401);
  for (const broken of [
    '',
    '{',
    '[]',
    'null',
    '"izmišljeno"',
    '{"message":{}}',
    `{"update_id":1,"x":"${'x'.repeat(1_100_000)}"}`,
  ])
    expect(await knock(broken, WEBHOOK_SECRET)).toBe(400);
  for (const odd of [
    { update_id: 'x' },
    { update_id: 1.5, message: {} },
    { update_id: 900_002, message: { chat: 'izmišljeno' } },
  ])
    expect(await knock(JSON.stringify(odd), WEBHOOK_SECRET)).toBe(200);
  const phone = pickUpPhone(world.telegram.control);
  await phone.agree('sr-Latn');
  const reference = await submit(phone, {
    parts: [() => world.telegram.control.sendText(phone.chatId, 'izmišljena reč')],
  });
  await desk.cardIn(CHANNELS.main, reference);
});

/** Signed as it should be; what nobody handles Bolt answers after Slack's three seconds. */
async function post({ body, contentType }: { body: string; contentType: string }): Promise<number> {
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', SIGNING_SECRET).update(`v0:${stamp}:${body}`).digest('hex')}`;
  const headers = { 'content-type': contentType, 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature };
  const answer = await fetch(`${root}/slack/events`, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await answer.body?.cancel();
  return answer.status;
}

const BODIES = [
  '',
  '{',
  'null',
  '[]',
  '{"type":"event_callback"}',
  '{"type":"event_callback","event":{"type":"message"}}',
];

const form = (payload: unknown) => ({
  body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
  contentType: 'application/x-www-form-urlencoded',
});

test('Slack requests with a wrong signature or an old time are refused; the right ones go on working', async () => {
  const { slack } = desk;
  const body = new URLSearchParams({
    command: '/line',
    text: 'queue',
    user_id: STAFF.triage,
    trigger_id: '1',
  }).toString();
  const raw = { body, contentType: 'application/x-www-form-urlencoded' };
  expect((await slack.sendRaw({ ...raw, signature: 'v0=00' })).status).toBe(401);
  expect((await slack.sendRaw({ ...raw, signature: '' })).status).toBe(401);
  const sixMinutesAgo = String(Math.floor(Date.now() / 1000) - 360);
  expect((await slack.sendRaw({ ...raw, timestamp: sixMinutesAgo })).status).toBe(401);
  expect((await slack.sendRaw({ ...raw, timestamp: 'invented' })).status).toBe(401);
  expect(await desk.ask(STAFF.triage, 'help')).toContain('/line queue');
});

test('Slack payloads without fields are acknowledged or refused, and the line goes on', async () => {
  const person = { id: STAFF.triage, name: 'Sample triage' };
  const payloads: unknown[] = [
    {},
    { type: 'block_actions' },
    { type: 'block_actions', user: person, actions: [{ action_id: 'claim', block_id: 'x', type: 'button' }] },
    {
      type: 'block_actions',
      user: person,
      trigger_id: 'x',
      actions: [{ action_id: 'more', block_id: 'x', type: 'overflow', selected_option: { value: 'izmišljeno' } }],
    },
    { type: 'view_submission', user: person, view: { id: 'V1', callback_id: 'reply', private_metadata: 'izmišljeno' } },
    {
      type: 'view_submission',
      user: person,
      view: { id: 'V1', type: 'modal', callback_id: 'close', private_metadata: '{}', state: { values: {} } },
    },
    { type: 'view_submission', view: {} },
    { type: 'message_action' },
    null,
    'izmišljeno',
  ];
  const answers = await Promise.all([
    ...payloads.map((payload) => post(form(payload))),
    ...BODIES.map((body) => post({ body, contentType: 'application/json' })),
  ]);
  // Each is answered, and be it by Bolt's own 500 to what it cannot read; a `null` once ended the process.
  for (const status of answers) expect([200, 400, 404, 500]).toContain(status);
  expect(await desk.ask(STAFF.triage, 'queue')).toContain('Open (');
});
