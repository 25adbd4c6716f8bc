import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../src/sandbox/slack/server.ts';
import { openSlack, quiet, TOKENS } from '../../support/slack-stand-in.ts';

let ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.reverse()) await end();
  ending = [];
});

/** A small real app: a command opens a form, the form posts a message, its button changes it and answers its presser. */
function register(app: App): string[] {
  const heard: string[] = [];
  app.command('/line', async ({ ack, command, client }) => {
    await ack({ text: `heard ${command.text}` });
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        title: { type: 'plain_text', text: 'A form' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: [
          {
            type: 'input',
            block_id: 'b',
            label: { type: 'plain_text', text: 'Words' },
            element: { type: 'plain_text_input', action_id: 'words' },
          },
        ],
      },
    });
  });
  app.view('form', async ({ ack, view, client }) => {
    const words = view.state.values.b?.words?.value ?? '';
    if (words === 'wrong') return ack({ response_action: 'errors', errors: { b: 'Not this.' } });
    await ack();
    await client.chat.postMessage({
      channel: 'C1',
      text: words,
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'press', text: { type: 'plain_text', text: 'Press' }, value: '1' }],
        },
      ],
    });
  });
  app.action('press', async ({ ack, respond, client, body }) => {
    await ack();
    const ts = (body as { message?: { ts: string } }).message?.ts ?? '';
    await client.chat.update({ channel: 'C1', ts, text: 'pressed', blocks: [] });
    await respond({ text: 'thank you', response_type: 'ephemeral', replace_original: false });
  });
  app.event('message', async ({ event, client }) => {
    heard.push((event as { text?: string }).text ?? '');
    await client.reactions.add({ channel: event.channel, timestamp: event.ts, name: 'eyes' });
  });
  return heard;
}

async function startApp(mode: 'socket' | 'http'): Promise<{ slack: SlackStandIn; heard: string[] }> {
  const slack = await openSlack();
  ending.push(() => slack.close());
  slack.control.addStaff({ id: 'U1', name: 'Ana Primer' });
  slack.control.addChannel({ id: 'C1', name: 'items', members: ['U1'], botIsMember: true });
  const clientOptions = { slackApiUrl: slack.apiUrl, logger: quiet };
  if (mode === 'socket') {
    const receiver = new SocketModeReceiver({
      appToken: TOKENS.appToken,
      logger: quiet,
      installerOptions: { clientOptions } as never,
    });
    const app = new App({ receiver, token: TOKENS.botToken, clientOptions, logger: quiet });
    const heard = register(app);
    await app.start();
    ending.push(() => app.stop());
    return { slack, heard };
  }
  const receiver = new HTTPReceiver({ signingSecret: TOKENS.signingSecret, endpoints: '/slack/events', logger: quiet });
  const heard = register(new App({ receiver, token: TOKENS.botToken, clientOptions, logger: quiet }));
  const server: Server = createServer((request, response) => receiver.requestListener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ending.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await slack.control.verifyEventsUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return { slack, heard };
}

describe.each(['socket', 'http'] as const)('a real Bolt app over %s', (mode) => {
  it('goes on after payloads without fields', async () => {
    const { slack } = await startApp(mode);
    const empty = [{}, { type: 'block_actions', team: { id: 'T1' }, user: { id: 'U1' }, actions: [] }];
    const unanswered = await Promise.allSettled(empty.map((one) => slack.control.sendPayload('interactive', one)));
    expect(unanswered.map((one) => one.status)).toEqual(['rejected', 'rejected']);
    expect(await slack.control.slash('U1', 'C1', '/line', 'still')).toMatchObject({ text: 'heard still' });
  });

  it('is sent what somebody typed before they sent it', async () => {
    const { slack } = await startApp(mode);
    await slack.control.slash('U1', 'C1', '/line', '');
    await slack.control.waitForView('U1');
    slack.control.setInput('U1', { words: 'typed' });
    expect(await slack.control.submitView('U1', {})).toEqual({ closed: true });
    await slack.control.waitForMessage('C1', (one) => one.text === 'typed');
  });

  it('goes from a command through a form, a message and a button to an answer for one person', async () => {
    const { slack } = await startApp(mode);
    const { control } = slack;
    expect(await control.slash('U1', 'C1', '/line', 'hello')).toMatchObject({ text: 'heard hello' });
    await control.waitForView('U1');
    expect(await control.submitView('U1', {})).toEqual({ errors: { b: expect.any(String) } });
    expect(await control.fillAndSubmit('U1', { words: 'wrong' })).toEqual({ errors: { b: 'Not this.' } });
    expect(await control.fillAndSubmit('U1', { words: 'voda' })).toEqual({ closed: true });
    const message = await control.waitForMessage('C1', (one) => one.text === 'voda');
    await control.click('U1', 'C1', message.ts, 'press');
    await control.waitForMessage('C1', (one) => one.text === 'pressed' && one.blocks.length === 0);
    expect(await control.waitForEphemeral('U1', (one) => one.text === 'thank you')).toMatchObject({
      via: 'response_url',
    });
  });

  it('hears what people write, and again when Slack delivers it again', async () => {
    const { slack, heard } = await startApp(mode);
    const { ts, acknowledged } = await slack.control.postInThread('U1', 'C1', null, 'dobar dan');
    expect(acknowledged).toBe(true);
    await slack.control.waitForMessage('C1', (one) => one.ts === ts && one.reactions.includes('eyes'));
    expect(await slack.control.redeliverLastEvent()).toBe(true);
    expect(heard).toEqual(['dobar dan', 'dobar dan']);
  });
});

it('lets an app over HTTP refuse what is forged or old', async () => {
  const { slack } = await startApp('http');
  const raw = { body: '{"type":"event_callback"}', contentType: 'application/json' };
  expect((await slack.control.sendRaw({ ...raw, signature: 'v0=00' })).status).toBe(401);
  expect((await slack.control.sendRaw({ ...raw, timestamp: '1000000000' })).status).toBe(401);
});

it('lets an app in Socket Mode come back after Slack sent it away, and repeats what it missed', async () => {
  const { slack, heard } = await startApp('socket');
  slack.control.fault({ kind: 'disconnectSocket' });
  const { acknowledged } = await slack.control.postInThread('U1', 'C1', null, 'meanwhile');
  expect(acknowledged).toBe(true);
  expect(heard).toEqual(['meanwhile']);
});
