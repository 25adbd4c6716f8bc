import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackClient } from '../../../src/bots/slack/client.ts';
import { attempt } from '../../../src/bots/slack/failures.ts';

/** Answers the next call with this; null cuts the line. */
let next: { status: number; headers?: Record<string, string>; body: string } | null = null;
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  if (next === null) request.socket.destroy();
  else response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers }).end(next.body);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

async function failureOf(answer: typeof next) {
  next = answer;
  asked = 0;
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const result = await attempt(() =>
    slackClient({ botToken: 'xoxb-test', apiUrl }).chat.delete({ channel: 'C1', ts: '1' }),
  );
  return result.ok ? null : result.failure;
}

const code = (error: string) => ({ status: 200, body: JSON.stringify({ ok: false, error }) });

describe('a failure of Slack', () => {
  it.each([
    [
      'says how long to wait',
      { status: 429, headers: { 'retry-after': '9' }, body: '{}' },
      { kind: 'rate_limited', afterSeconds: 9 },
    ],
    ['may have had its effect when the server broke', { status: 503, body: 'no' }, { kind: 'unknown' }],
    ['may have had its effect when the line was cut', null, { kind: 'unknown' }],
    [
      'may have had its effect when the answer is no JSON',
      { status: 200, body: '<html>busy</html>' },
      { kind: 'unknown' },
    ],
    ['may have had its effect when Slack failed within', code('internal_error'), { kind: 'unknown' }],
    ['names a channel that cannot be used', code('is_archived'), { kind: 'channel', code: 'is_archived' }],
    ['names what is not there', code('message_not_found'), { kind: 'gone', code: 'message_not_found' }],
    ['names what an admin must repair', code('token_revoked'), { kind: 'account', code: 'token_revoked' }],
    ['names what will never work', code('invalid_blocks'), { kind: 'refused', code: 'invalid_blocks' }],
  ])('%s, and the call is made once', async (_, answer, failure) => {
    expect(await failureOf(answer)).toEqual(failure);
    expect(asked).toBe(1);
  });
});
