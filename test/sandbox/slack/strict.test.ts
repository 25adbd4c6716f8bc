import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../src/sandbox/slack/server.ts';
import { callSlack, openSlack, TOKENS } from '../../support/slack-stand-in.ts';

let slack: SlackStandIn;
let now = Date.parse('2026-11-23T08:00:00Z');
let channel = '';
beforeAll(async () => {
  slack = await openSlack({ clock: () => new Date(now), burst: 5 });
  slack.control.addStaff({ id: 'U1', name: 'Ana Primer' });
});
beforeEach(() => {
  channel = slack.control.addChannel({ name: 'items', members: ['U1'], botIsMember: true }).id;
});
afterAll(() => slack.close());

type Answer = { ok: boolean; error?: string; ts?: string; [name: string]: unknown };
async function ask(method: string, args: Record<string, unknown>, token: string | null = TOKENS.botToken) {
  const fields = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: new URLSearchParams(fields as [string, string][]),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
}
const errorOf = async (method: string, args: Record<string, unknown>, token?: string | null) =>
  (await ask(method, args, token)).body.error;
const post = (args: Record<string, unknown>) => errorOf('chat.postMessage', { channel, text: 'x', ...args });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const plain = (text: string) => ({ type: 'plain_text', text });
const button = (text: string, value = '1', action_id = 'a') => ({
  type: 'button',
  action_id,
  text: plain(text),
  value,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const many = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index));

describe('the stand-in for Slack', () => {
  it('refuses who is not known, and the wrong kind of token', async () => {
    expect(await errorOf('auth.test', {}, null)).toBe('not_authed');
    expect(await errorOf('auth.test', {}, 'xoxb-other')).toBe('invalid_auth');
    expect(await errorOf('apps.connections.open', {})).toBe('not_allowed_token_type');
    expect(await errorOf('auth.test', {}, TOKENS.appToken)).toBe('not_allowed_token_type');
    expect((await ask('auth.test', {})).headers.get('x-oauth-scopes')).toContain('chat:write');
  });

  it('names the scope that is missing', async () => {
    const poor = await openSlack({ scopes: ['users:read'] });
    expect(await callSlack(poor, 'chat.postMessage', '{}')).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'users:read',
    });
    await poor.close();
  });

  it('refuses a channel that is unknown, hidden, not joined or archived', async () => {
    const { addChannel, setArchived } = slack.control;
    expect(await post({ channel: 'C0NONE' })).toBe('channel_not_found');
    expect(await post({ channel: addChannel({ name: 'p', private: true }).id })).toBe('channel_not_found');
    expect(await post({ channel: addChannel({ name: 'o' }).id })).toBe('not_in_channel');
    setArchived(channel, true);
    expect(await post({})).toBe('is_archived');
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['no words', 'no_text', { text: '' }],
    ['too long a text', 'msg_too_long', { text: 'a'.repeat(40_001) }],
    ['half of a character', 'invalid_blocks_format', { blocks: [section('të\ud83d ri')] }],
    ['51 blocks', 'invalid_blocks', { blocks: many(51, () => section('a')) }],
    ['a section of 3001 characters', 'invalid_blocks', { blocks: [section('a'.repeat(3001))] }],
    ['an empty section', 'invalid_blocks', { blocks: [section('')] }],
    ['more than 13,200 characters in all', 'msg_blocks_too_long', { blocks: many(5, () => section('a'.repeat(2700))) }],
    ['a header of 151 characters', 'invalid_blocks', { blocks: [{ type: 'header', text: plain('a'.repeat(151)) }] }],
    ['a header in mrkdwn', 'invalid_blocks', { blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'a' } }] }],
    ['button words of 76', 'invalid_blocks', { blocks: [actions(button('a'.repeat(76)))] }],
    ['a button value of 2001', 'invalid_blocks', { blocks: [actions(button('a', 'v'.repeat(2001)))] }],
    ['26 elements', 'invalid_blocks', { blocks: [actions(...many(26, (i) => button('a', '1', `a${i}`)))] }],
    ['an action twice in a block', 'invalid_blocks', { blocks: [actions(button('a'), button('b'))] }],
    ['a block id twice', 'invalid_blocks', { blocks: many(2, () => ({ ...section('a'), block_id: 'same' })) }],
    ['a block id of 256', 'invalid_blocks', { blocks: [{ ...section('a'), block_id: 'b'.repeat(256) }] }],
    ['an action id of 256', 'invalid_blocks', { blocks: [actions(button('a', '1', 'b'.repeat(256)))] }],
    ['11 context elements', 'invalid_blocks', { blocks: [{ type: 'context', elements: many(11, () => plain('a')) }] }],
    [
      '101 options',
      'invalid_blocks',
      {
        blocks: [
          actions({
            type: 'static_select',
            action_id: 's',
            options: many(101, (index) => ({ text: plain('a'), value: `${index}` })),
          }),
        ],
      },
    ],
    [
      'an option of 76 characters',
      'invalid_blocks',
      {
        blocks: [
          actions({ type: 'static_select', action_id: 's', options: [{ text: plain('a'.repeat(76)), value: '1' }] }),
        ],
      },
    ],
    ['an unknown block', 'invalid_blocks', { blocks: [{ type: 'toString' }] }],
    ['an unknown element', 'invalid_blocks', { blocks: [actions({ type: 'slider' })] }],
    ['a thread that is not there', 'thread_not_found', { thread_ts: '1.000001' }],
    ['metadata without a type', 'invalid_metadata_format', { metadata: { event_payload: {} } }],
  ])('refuses %s', async (_, error, args) => {
    expect(await post(args)).toBe(error);
    expect(slack.control.messages(channel)).toEqual([]);
  });

  it.each([
    ['without replies', 0],
    ['with replies, of which a headstone is left', 2],
  ])('lets a post under a deleted message %s stand loose, and says ok without a thread', async (_name, replies) => {
    const { ts = '' } = (await ask('chat.postMessage', { channel, text: 'parent' })).body;
    for (let count = 0; count < replies; count += 1) await post({ thread_ts: ts, text: 'reply' });
    await slack.control.deleteByHand('U1', channel, ts);
    const answer = (await ask('chat.postMessage', { channel, text: 'late', thread_ts: ts })).body;
    expect(answer).toMatchObject({ ok: true, message: { text: 'late' } });
    expect(answer.message).not.toHaveProperty('thread_ts');
    const { messages = [] } = (await ask('conversations.history', { channel })).body as {
      messages?: { text: string }[];
    };
    expect(messages.map(({ text }) => text)).toContain('late');
  });

  it('takes what stands exactly at the limits, and says where a block is wrong', async () => {
    const blocks = [
      section('a'.repeat(3000)),
      { type: 'header', text: plain('a'.repeat(150)) },
      actions(...many(25, (index) => button('a'.repeat(75), 'v'.repeat(2000), `a${index}`))),
    ];
    expect(await post({ blocks })).toBeUndefined();
    const { body } = await ask('chat.postMessage', { channel, text: 'x', blocks: [section('a'), section('')] });
    expect(JSON.stringify(body.response_metadata)).toContain('/blocks/1/text/text');
  });

  it('slows down a channel and says for how long', async () => {
    for (let time = 0; time < 5; time += 1) expect(await post({})).toBeUndefined();
    const refused = await ask('chat.postMessage', { channel, text: 'x' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    now += 1000;
    expect(await post({})).toBeUndefined();
  });

  it('changes and deletes what the bot wrote and nothing else', async () => {
    const ts = (await ask('chat.postMessage', { channel, text: 'x', blocks: [section('old')] })).body.ts;
    expect(await errorOf('chat.update', { channel, ts, text: 'new', blocks: [] })).toBeUndefined();
    expect(slack.control.messages(channel)[0]).toMatchObject({ text: 'new', blocks: [], edited: true });
    expect(await errorOf('chat.delete', { channel, ts })).toBeUndefined();
    expect(await errorOf('chat.update', { channel, ts, text: 'new' })).toBe('message_not_found');
  });

  it('shows metadata only to those who ask, page after page', async () => {
    const metadata = { event_type: 'e', event_payload: { reference: 'F-1' } };
    for (const text of ['1', '2', '3']) await ask('chat.postMessage', { channel, text, metadata });
    const read = async (args: object) =>
      (await ask('conversations.history', { channel, limit: 2, ...args })).body as unknown as {
        messages: { text: string; metadata?: unknown }[];
        response_metadata: { next_cursor: string };
      };
    const first = await read({});
    expect(first.messages).toMatchObject([{ text: '3' }, { text: '2' }]);
    expect(JSON.stringify(first)).not.toContain('F-1');
    const second = await read({ cursor: first.response_metadata.next_cursor, include_all_metadata: true });
    expect(second).toMatchObject({ messages: [{ text: '1', metadata }], response_metadata: { next_cursor: '' } });
  });

  it('records a live mention, and none in escaped words', async () => {
    await post({ blocks: [section('hey <!channel> <@U1>')] });
    await post({ text: '&lt;!channel&gt;', blocks: [section('&lt;@U1&gt;')] });
    expect(slack.control.messages(channel).map((one) => one.mentions)).toEqual([['<!channel>', '<@U1>'], []]);
  });

  it('has its faults before or after the effect, as asked', async () => {
    slack.control.fault({ method: 'chat.postMessage', kind: 'answerLost' });
    slack.control.fault({ method: 'chat.postMessage', kind: 'reset' });
    await expect(ask('chat.postMessage', { channel, text: 'there' })).rejects.toThrow();
    await expect(ask('chat.postMessage', { channel, text: 'not there' })).rejects.toThrow();
    slack.control.fault({ kind: 'token_revoked' });
    expect(await post({})).toBe('token_revoked');
    expect(slack.control.messages(channel).map((one) => one.text)).toEqual(['there']);
  });

  it('takes a file, shows it in a thread, gives it to the token alone and forgets it', async () => {
    const thread_ts = (await ask('chat.postMessage', { channel, text: 'card' })).body.ts;
    const { body } = await ask('files.getUploadURLExternal', { filename: 'a.txt', length: 4 });
    const id = String(body.file_id);
    const share = { files: [{ id, title: 'A' }], channel_id: channel, thread_ts };
    expect(await errorOf('files.completeUploadExternal', share)).toBe('file_not_found');
    expect((await fetch(String(body.upload_url), { method: 'POST', body: 'five!' })).status).toBe(400);
    await fetch(String(body.upload_url), { method: 'POST', body: 'voda' });
    expect(await errorOf('files.completeUploadExternal', share)).toBeUndefined();
    const file = slack.control.messages(channel)[0]?.replies[0]?.files[0] as { url_private: string };
    expect(await (await fetch(file.url_private)).text()).toContain('Sign in');
    const headers = { authorization: `Bearer ${TOKENS.botToken}` };
    expect(await (await fetch(file.url_private, { headers })).text()).toBe('voda');
    expect(await errorOf('files.delete', { file: id })).toBeUndefined();
    expect((await fetch(file.url_private, { headers })).status).toBe(404);
    expect(slack.control.messages(channel)[0]?.replies[0]?.files).toEqual([]);
  });

  it.each([
    [0, 'missing_argument'],
    [-1, 'invalid_arguments'],
    [1.5, 'invalid_arguments'],
    [2 ** 30, undefined],
    [2 ** 30 + 1, 'file_upload_size_restricted'],
  ])('asked for a place for a file of %d bytes answers %s', async (length, code) => {
    expect(await errorOf('files.getUploadURLExternal', { filename: 'a.txt', length })).toBe(code);
  });

  it('takes no file at a URL that has ended, and shows none where the bot is not', async () => {
    const upload = async (wait: number) => {
      const { body } = await ask('files.getUploadURLExternal', { filename: 'a.txt', length: 4 });
      now += wait;
      const { status } = await fetch(String(body.upload_url), { method: 'POST', body: 'voda' });
      return { id: String(body.file_id), status };
    };
    const late = await upload(2 * 3_600_000);
    expect(late.status).toBe(400);
    const share = { files: [{ id: late.id }], channel_id: channel };
    expect(await errorOf('files.completeUploadExternal', share)).toBe('file_not_found');
    const { id, status } = await upload(0);
    expect(status).toBe(200);
    const elsewhere = slack.control.addChannel({ name: 'elsewhere', members: ['U1'], botIsMember: false }).id;
    const hidden = slack.control.addChannel({ name: 'hidden', private: true, members: ['U1'], botIsMember: false }).id;
    const shareIn = (channel_id: string) => errorOf('files.completeUploadExternal', { files: [{ id }], channel_id });
    expect(await shareIn(elsewhere)).toBe('not_in_channel');
    expect(await shareIn(hidden)).toBe('channel_not_found');
    expect(await shareIn('C0NONE')).toBe('channel_not_found');
    expect(await shareIn(channel)).toBeUndefined();
  });

  it('obeys over HTTP whom it obeys in the process', async () => {
    const act = async (name: string, ...args: unknown[]) =>
      (await fetch(`${slack.controlUrl}/${name}`, { method: 'POST', body: JSON.stringify({ args }) })).json();
    expect(await act('addStaff', { id: 'U7', name: 'Cam Primer' })).toEqual({ ok: true, result: { id: 'U7' } });
    expect(await act('click', 'U7', channel, '1.1', 'none')).toMatchObject({ ok: false, error: expect.any(String) });
    expect(await act('constructor')).toMatchObject({ ok: false });
  });
});
