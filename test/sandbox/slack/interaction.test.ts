import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { SlackStandIn } from '../../../src/sandbox/slack/server.ts';
import { callSlack, openSlack, TOKENS } from '../../support/slack-stand-in.ts';

type Envelope = { type: string; envelope_id?: string; retry_attempt?: number; payload: Record<string, unknown> };
let slack: SlackStandIn;
let now = Date.parse('2026-11-23T08:00:00Z');
let heard: Envelope[] = [];
let answer: (envelope: Envelope, socket: WebSocket) => void;
const acknowledge = (envelope: Envelope, socket: WebSocket) =>
  socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, payload: {} }));

type Answer = { ok: boolean; error?: string; url: string; view: { id: string; hash: string } };
const ask = (method: string, args: object, token?: string) => callSlack<Answer>(slack, method, args, token);
async function connect(): Promise<void> {
  const { url } = await ask('apps.connections.open', {}, TOKENS.appToken);
  const socket = new WebSocket(url);
  await new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const envelope = JSON.parse(String(data)) as Envelope;
      if (envelope.type === 'hello') return resolve();
      heard.push(envelope);
      answer(envelope, socket);
    });
  });
}
beforeAll(async () => {
  answer = acknowledge;
  slack = await openSlack({ clock: () => new Date(now) });
  slack.control.addStaff({ id: 'U1', name: 'Ana Primer' });
  slack.control.addChannel({ id: 'C1', name: 'items', members: ['U1'], botIsMember: true });
  await connect();
  await connect();
});
afterAll(() => slack.close());

async function command(): Promise<{ trigger_id: string; response_url: string }> {
  heard = [];
  await slack.control.slash('U1', 'C1', '/line', '');
  return heard[0]?.payload as { trigger_id: string; response_url: string };
}
const view = (more: object = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'A form' },
  blocks: [],
  ...more,
});

describe('the stand-in for Slack, between people and the app', () => {
  it('takes a trigger once and for three seconds', async () => {
    const { trigger_id } = await command();
    expect((await ask('views.open', { trigger_id, view: view() })).ok).toBe(true);
    expect((await ask('views.open', { trigger_id, view: view() })).error).toBe('exchanged_trigger_id');
    const late = await command();
    now += 3001;
    expect((await ask('views.open', { ...late, view: view() })).error).toBe('expired_trigger_id');
    expect((await ask('views.open', { trigger_id: 'none', view: view() })).error).toBe('invalid_trigger_id');
  });

  it('keeps what is typed by block and action without sending it, and refuses what is no field of the view', async () => {
    const field = (block_id: string) => ({
      type: 'input',
      block_id,
      label: { type: 'plain_text', text: 'Label' },
      element: { type: 'plain_text_input', action_id: 'same' },
    });
    const submit = { type: 'plain_text', text: 'Send' };
    await ask('views.open', { ...(await command()), view: view({ submit, blocks: [field('one'), field('two')] }) });
    heard = [];
    const two = { same: { type: 'plain_text_input', value: 'typed' } };
    slack.control.keepTyped('U1', { two });
    expect(slack.control.currentView('U1')?.state.values).toMatchObject({ one: { same: {} }, two });
    expect(slack.control.currentView('U1')?.state.values.one?.same).not.toHaveProperty('value');
    expect(() => slack.control.keepTyped('U1', { three: two })).toThrow('no block three');
    expect(heard).toEqual([]);
  });

  it('stacks three modals and no more', async () => {
    await ask('views.open', { ...(await command()), view: view() });
    for (const error of [undefined, undefined, 'push_limit_reached'])
      expect((await ask('views.push', { ...(await command()), view: view() })).error).toBe(error);
    expect(slack.control.viewStack('U1')).toHaveLength(3);
  });

  it('refuses to change a modal that has changed since', async () => {
    const { view: first } = await ask('views.open', { ...(await command()), view: view() });
    const change = { view_id: first.id, hash: first.hash, view: view() };
    expect((await ask('views.update', change)).ok).toBe(true);
    expect((await ask('views.update', change)).error).toBe('hash_conflict');
  });

  it.each([
    ['a title of 25', { title: { type: 'plain_text', text: 'a'.repeat(25) } }],
    ['3001 characters of private metadata', { private_metadata: 'a'.repeat(3001) }],
    ['a callback id of 256', { callback_id: 'a'.repeat(256) }],
    ['101 blocks', { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }],
  ])('refuses a modal with %s', async (_, more) => {
    expect((await ask('views.open', { ...(await command()), view: view(more) })).error).toBe('invalid_arguments');
  });

  it('takes five answers at a response_url within thirty minutes', async () => {
    const { response_url } = await command();
    const say = async (url: string) => (await fetch(url, { method: 'POST', body: '{"text":"here"}' })).status;
    for (let time = 0; time < 5; time += 1) expect(await say(response_url)).toBe(200);
    expect(await say(response_url)).toBe(404);
    const late = await command();
    now += 30 * 60_000 + 1;
    expect(await say(late.response_url)).toBe(404);
    expect(slack.control.ephemerals('U1')).toHaveLength(5);
  });

  it('gives each event to one connection, and again when that one breaks before it acknowledged', async () => {
    heard = [];
    await slack.control.openHome('U1');
    expect(heard).toHaveLength(1);
    heard = [];
    answer = (_, socket) => {
      answer = acknowledge;
      socket.terminate();
    };
    expect(await slack.control.openHome('U1')).toBe(true);
    expect(heard.map((one) => one.retry_attempt)).toEqual([0, 1]);
    expect(heard[0]?.payload.event_id).toBe(heard[1]?.payload.event_id);
  });

  it('gives a socket ticket once', async () => {
    const { url } = await ask('apps.connections.open', {}, TOKENS.appToken);
    const opened = (socket: WebSocket) =>
      new Promise<boolean>((resolve) => {
        socket.once('open', () => resolve(true));
        socket.once('error', () => resolve(false));
      });
    expect([await opened(new WebSocket(url)), await opened(new WebSocket(url))]).toEqual([true, false]);
  });
});
