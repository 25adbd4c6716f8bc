import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slackDoor } from '../../src/bots/slack/door.ts';
import { makeWebhook } from '../../src/bots/telegram/webhook.ts';
import type { Line } from '../../src/core/line.ts';
import { type HttpServer, startHttp, startOps } from '../../src/run/http.ts';
import type { Life } from '../../src/run/life.ts';
import { until } from '../support/until.ts';

const SECRET = 'an-invented-webhook-secret';
const SIGNING_SECRET = 'an invented signing secret';
const log = { info: () => {}, warn: () => {}, error: () => {} };
let http: HttpServer;
/** What reached the handlers. */
const handled: unknown[] = [];
const taken = new Set<string>();

beforeAll(async () => {
  const telegramDoor = makeWebhook(SECRET, { log } as unknown as Line, async (update) => {
    handled.push(update);
  });
  const slack = slackDoor({
    signingSecret: SIGNING_SECRET,
    log,
    firstTime: async (signature) => !taken.has(signature) && Boolean(taken.add(signature)),
  });
  slack.receiver.init({
    processEvent: async ({ ack, body }: { ack(): Promise<void>; body: unknown }) => {
      handled.push(body);
      await ack();
    },
  } as never);
  const doors = { '/telegram/webhook': telegramDoor, '/slack/events': slack };
  const life = { doors, ready: async () => true } as unknown as Life;
  http = await startHttp({ host: '127.0.0.1', port: 0, current: () => life, page: null });
});
afterAll(() => http.stop());

const stampOf = (ahead = 0) => String(Math.floor(Date.now() / 1000) + ahead);
const signed = (body: string, stamp = stampOf()) => ({
  'content-type': 'application/json',
  'x-slack-request-timestamp': stamp,
  'x-slack-signature': `v0=${createHmac('sha256', SIGNING_SECRET).update(`v0:${stamp}:${body}`).digest('hex')}`,
});
const SOMETHING = JSON.stringify({ type: 'event_callback', event: { type: 'team_join', user: 'U1' } });

async function post(path: string, headers: Record<string, string>, body: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${http.port}${path}`, { method: 'POST', headers, body });
  await answer.body?.cancel();
  return answer.status;
}

/** Sends the header lines of a large body and never the body: what is answered then was decided without it. */
async function withoutBody(path: string, headers: Record<string, string>): Promise<number | 'waits'> {
  const asked = request({
    port: http.port,
    path,
    method: 'POST',
    headers: { ...headers, 'content-length': '1000000' },
  });
  asked.on('error', () => {});
  asked.flushHeaders();
  const [answer] = (await Promise.race([once(asked, 'response'), until(() => asked.destroyed).then(() => [null])])) as [
    { statusCode: number } | null,
  ];
  asked.destroy();
  return answer?.statusCode ?? 'waits';
}

describe('by the header lines alone, before the body is read,', () => {
  const good = signed(SOMETHING);
  test.each<[string, string, Record<string, string>, number]>([
    ['no secret of the webhook', '/telegram/webhook', {}, 401],
    ['a wrong secret', '/telegram/webhook', { 'x-telegram-bot-api-secret-token': `${SECRET}x` }, 401],
    ['no signature', '/slack/events', { 'x-slack-request-timestamp': stampOf() }, 401],
    ['no time', '/slack/events', { 'x-slack-signature': good['x-slack-signature'] }, 401],
    ['a signature of another form', '/slack/events', { ...good, 'x-slack-signature': 'v0=00' }, 401],
    ['a time that is no number', '/slack/events', { ...good, 'x-slack-request-timestamp': 'now' }, 401],
    ['a time of six minutes ago', '/slack/events', signed('', stampOf(-360)), 401],
    ['a time ten seconds ahead', '/slack/events', signed('', stampOf(10)), 401],
    ['a time six minutes ahead', '/slack/events', signed('', stampOf(360)), 401],
    ['a time far ahead', '/slack/events', signed('', '99999999999'), 401],
  ])('%s is refused at %s', async (_what, path, headers, status) => {
    expect(await withoutBody(path, headers)).toBe(status);
    expect(handled).toEqual([]);
  });
});

test.each([
  ['a missing body', '', 400],
  ['a word', '"izmišljeno"', 400],
  ['null', 'null', 400],
  ['a list', '[]', 400],
  ['an event without one', '{"type":"event_callback"}', 400],
  ['an event that is a word', '{"type":"event_callback","event":"x"}', 400],
  ['an event with a channel that is none', '{"type":"event_callback","event":{"type":"message","channel":null}}', 400],
  ['a press without buttons', '{"type":"block_actions","user":{"id":"U1"},"actions":[]}', 400],
  ['a press of nobody', '{"type":"block_actions","actions":[{"action_id":"claim","block_id":"b"}]}', 400],
  ['a form without a name', '{"type":"view_submission","user":{"id":"U1"},"view":{}}', 400],
  ['a command without its person', '{"command":"/line"}', 400],
  ['more than Slack sends', `{"x":"${'x'.repeat(2 * 1024 * 1024)}"}`, 413],
])('signed, %s is answered %s %s and reaches nobody', async (_what, body, status) => {
  const before = handled.length;
  expect(await post('/slack/events', signed(body), body)).toBe(status);
  expect(handled).toHaveLength(before);
});

test('a body that was not signed is refused, and what was is carried out once, whoever sends it again', async () => {
  const before = handled.length;
  const headers = signed(SOMETHING);
  expect(await post('/slack/events', headers, `${SOMETHING} `)).toBe(401);
  expect(handled).toHaveLength(before);
  for (const _each of [1, 2, 3]) expect(await post('/slack/events', headers, SOMETHING)).toBe(200);
  expect(handled).toHaveLength(before + 1);
});

/** A connection that says these bytes and then nothing more. */
function dial(said: string, trickle?: string): { socket: Socket; heard(): string } {
  const socket = connect(http.port, '127.0.0.1');
  let heard = '';
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    heard += chunk.toString();
  });
  socket.write(said);
  if (trickle !== undefined) {
    const dripping = setInterval(() => socket.writable && socket.write(trickle), 500);
    socket.once('close', () => clearInterval(dripping));
  }
  return { socket, heard: () => heard };
}
const headOf = (path: string, headers: Record<string, string>) =>
  [
    `POST ${path} HTTP/1.1`,
    'host: x',
    'content-length: 1000000',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');

test('who holds connections, silent or with a body that drips, is cut off, keeps little memory, and keeps nobody else out', async () => {
  const held = [
    ...Array.from({ length: 60 }, () => dial('')),
    ...Array.from({ length: 60 }, () => dial('POST /slack/events HTTP/1.1\r\nhost: x\r\n', 'x-more: y\r\n')),
    ...Array.from({ length: 60 }, () => dial(`${headOf('/slack/events', signed(''))}${'x'.repeat(900_000)}`, 'x')),
  ];
  await until(() => held.every(({ socket }) => socket.readyState === 'open' || socket.closed));
  const secret = { 'x-telegram-bot-api-secret-token': SECRET };
  expect(await post('/telegram/webhook', secret, '{"update_id":1}')).toBe(200);
  expect(handled.at(-1)).toEqual({ update_id: 1 });
  await until(() => held.every(({ socket }) => socket.closed));
  // Of the bodies that nobody signed, more than fits together was sent away at once.
  expect(held.filter(({ heard }) => heard().startsWith('HTTP/1.1 503')).length).toBeGreaterThan(0);
  expect(held.filter(({ heard }) => heard().startsWith('HTTP/1.1 408')).length).toBeGreaterThan(0);
});

test('header lines larger than any service sends are refused', async () => {
  const { socket, heard } = dial(headOf('/slack/events', { 'x-more': 'x'.repeat(9_000) }));
  await until(() => socket.closed);
  expect(heard()).toMatch(/^HTTP\/1\.1 431/);
});

test('a sender that asks before it sends is told by the header lines whether to', async () => {
  const refused = dial(headOf('/telegram/webhook', { expect: '100-continue' }));
  await until(() => refused.heard() !== '');
  expect(refused.heard()).toMatch(/^HTTP\/1\.1 401/);
  const wanted = dial(
    headOf('/telegram/webhook', { expect: '100-continue', 'x-telegram-bot-api-secret-token': SECRET }),
  );
  await until(() => wanted.heard() !== '');
  expect(wanted.heard()).toMatch(/^HTTP\/1\.1 100/);
  for (const { socket } of [refused, wanted]) socket.destroy();
});

describe('what operators ask for', () => {
  test('is not on the port of the services', async () => {
    for (const path of ['/readyz', '/metrics'])
      expect((await fetch(`http://127.0.0.1:${http.port}${path}`)).status).toBe(404);
    expect(await (await fetch(`http://127.0.0.1:${http.port}/healthz`)).text()).toBe('ok');
  });

  test('is on its own, and nothing else is', async () => {
    const life = { ready: async () => true, metrics: async () => ({ type: 'text/plain', body: 'x 1' }) };
    const ops = await startOps({ host: '127.0.0.1', port: 0, current: () => life as unknown as Life });
    expect(await (await fetch(`http://127.0.0.1:${ops.port}/readyz`)).text()).toBe('ready');
    expect(await (await fetch(`http://127.0.0.1:${ops.port}/metrics`)).text()).toBe('x 1');
    expect((await fetch(`http://127.0.0.1:${ops.port}/slack/events`, { method: 'POST' })).status).toBe(404);
    await ops.stop();
  });

  test('a port that is taken is named by its setting', async () => {
    const taken = { host: '127.0.0.1', port: http.port, current: () => null };
    await expect(startOps(taken)).rejects.toThrow(/^OPS_PORT is taken/);
    await expect(startHttp({ ...taken, page: null })).rejects.toThrow(/^PORT is taken/);
  });
});
