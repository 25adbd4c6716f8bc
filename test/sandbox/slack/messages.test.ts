import { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../src/sandbox/slack/server.ts';
import { callSlack, openSlack, quiet, TOKENS } from '../../support/slack-stand-in.ts';

let slack: SlackStandIn;
let client: webApi.WebClient;
let channel = '';
beforeAll(async () => {
  slack = await openSlack({ team: { staff: [{ id: 'U1', name: 'Ana Primer' }] } });
  client = new webApi.WebClient(TOKENS.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });
});
beforeEach(() => {
  channel = slack.control.addChannel({ name: 'items', members: ['U1'], botIsMember: true }).id;
});
afterAll(() => slack.close());

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'no error',
    (error: { data?: { error: string }; code?: string }) => error.data?.error ?? error.code ?? 'unknown',
  );
const only = () => {
  const [message] = slack.control.messages(channel);
  if (!message) throw new Error('there is no message');
  return message;
};

describe('a message in the stand-in for Slack', () => {
  it('loses its blocks when only new text comes, and keeps its metadata until an empty one comes', async () => {
    const metadata = { event_type: 'card', event_payload: { reference: 'F-1' } };
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'a', blocks: [section('b')], metadata });
    await client.chat.update({ channel, ts, text: 'c' });
    expect(only()).toMatchObject({ text: 'c', blocks: [], metadata });
    await client.chat.update({ channel, ts, text: 'd', metadata: {} as never });
    expect(only().metadata).toBeUndefined();
  });

  it('is not the bot’s to change or to delete when a person wrote it', async () => {
    channel = slack.control.addChannel({ name: 'open', members: ['U1'] }).id;
    const { ts } = await slack.control.postInThread('U1', channel, null, 'mine');
    await client.conversations.join({ channel });
    expect(await codeOf(client.chat.update({ channel, ts, text: 'yours' }))).toBe('cant_update_message');
    expect(await codeOf(client.chat.delete({ channel, ts }))).toBe('cant_delete_message');
    expect(only().text).toBe('mine');
  });

  it('cannot be changed once its channel is archived', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'a' });
    slack.control.setArchived(channel, true);
    expect(await codeOf(client.chat.update({ channel, ts, text: 'b' }))).toBe('is_inactive');
    expect(await codeOf(client.chat.postEphemeral({ channel, user: 'U1', text: 'c' }))).toBe('is_archived');
    await expect(slack.control.click('U1', channel, ts, 'any')).rejects.toThrow('archived');
    expect(only().text).toBe('a');
  });

  it('reaches one person alone only where that person is', async () => {
    slack.control.addStaff({ id: 'U2', name: 'Ben Primer' });
    expect(await codeOf(client.chat.postEphemeral({ channel, user: 'U2', text: 'a' }))).toBe('user_not_in_channel');
    await client.chat.postEphemeral({ channel, user: 'U1', text: '<@U2> look' });
    expect(slack.control.ephemerals('U1')).toMatchObject([{ text: '<@U2> look', mentions: ['<@U2>'] }]);
  });

  it('takes a file as the real client uploads it, and tells a live mention in its comment', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'card' });
    await client.filesUploadV2({
      channel_id: channel,
      thread_ts: ts,
      filename: 'glas.txt',
      file: Buffer.from('voda'),
      initial_comment: 'hey <!here>',
    });
    const [reply] = only().replies;
    expect(reply).toMatchObject({ thread_ts: ts, mentions: ['<!here>'], files: [{ name: 'glas.txt', size: 4 }] });
    expect(slack.control.fileBytes(String(reply?.files[0]?.id))?.toString()).toBe('voda');
  });

  it('goes to a person under their own id, in a direct message that nobody else reads', async () => {
    slack.control.addStaff({ id: 'U3', name: 'Cam Primer' });
    const { channel: direct = '' } = await client.chat.postMessage({ channel: 'U3', text: 'for you' });
    expect((await client.conversations.open({ users: 'U3' })).channel?.id).toBe(direct);
    expect(slack.control.directMessages('U3')).toMatchObject([{ text: 'for you' }]);
    expect(() => slack.control.messages(direct, { as: 'U1' })).toThrow();
  });

  it('meets each fault once and in the way that was asked for', async () => {
    const post = () => codeOf(client.chat.postMessage({ channel, text: 'a' }));
    slack.control.fault({ method: 'chat.postMessage', kind: '429', retryAfterSeconds: 7 });
    await expect(client.chat.postMessage({ channel, text: 'a' })).rejects.toMatchObject({ retryAfter: 7 });
    slack.control.fault({ method: 'chat.postMessage', kind: '500' });
    expect(await post()).toBe('slack_webapi_http_error');
    slack.control.fault({ method: 'chat.postMessage', kind: 'not_in_channel', times: 2 });
    expect([await post(), await post(), await post()]).toEqual(['not_in_channel', 'not_in_channel', 'no error']);
    slack.control.fault({ kind: 'reset' });
    slack.control.clearFaults();
    expect(await post()).toBe('no error');
  });

  it('is never answered when the answer is to be lost, not even with a refusal', async () => {
    slack.control.fault({ kind: 'answerLost' });
    expect(await codeOf(client.chat.postMessage({ channel: 'C0NONE', text: 'a' }))).toBe('slack_webapi_request_error');
  });
});

it.each([
  ['no JSON', '{', 'invalid_json'],
  ['half of a character', '{"channel":"C1","text":"\\ud83d"}', 'invalid_json'],
  ['a list', '[]', 'json_not_object'],
])('refuses a body that is %s', async (_, body, error) => {
  expect(await callSlack(slack, 'chat.postMessage', body)).toMatchObject({ ok: false, error });
});

it('refuses blocks of any shape without breaking', async () => {
  const shapes = [
    null,
    { type: 'section', text: null, accessory: null },
    { type: 'actions', elements: [null] },
    { type: 'actions', elements: [{ type: 'toString' }] },
    { type: 'actions', elements: [{ type: 'button', text: 1, confirm: null }] },
    { type: 'actions', elements: [{ type: 'static_select', options: [null], initial_option: 1 }] },
    { type: 'input', element: null },
    { type: 'context', elements: 'a' },
  ];
  for (const shape of shapes)
    expect(await codeOf(client.chat.postMessage({ channel, text: 'a', blocks: [shape] as never }))).toBe(
      'invalid_blocks',
    );
});
