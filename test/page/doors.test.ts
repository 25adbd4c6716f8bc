import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageLine, startPageLine } from '../support/page-line.ts';
import { openProductionWorld, type ServerWorld } from '../support/server-world.ts';

type Asked = { method?: string; headers?: Record<string, string>; body?: unknown };

/** Asks as somebody who says of themselves what they like; a browser would not let them. */
async function knock(url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<number> {
  const asked = request(url, { method, headers: { 'content-type': 'application/json', ...headers } });
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.destroy();
  return answer.statusCode ?? 0;
}

describe('a sandbox', () => {
  let line: PageLine;
  beforeAll(async () => {
    line = await startPageLine();
  });
  afterAll(() => line.close());

  test('serves its page, and lets it ask, under its own address', async () => {
    expect(await knock(`${line.url}/`)).toBe(200);
    expect(await knock(`${line.url}/sandbox/facts`, { headers: { origin: line.url } })).toBe(200);
    const act = { method: 'POST', headers: { origin: line.url }, body: { args: [] } };
    expect(await knock(`${line.url}/sandbox/telegram/chats`, act)).toBe(200);
  });

  test.each([
    ['another site', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page without an address', { origin: 'null' }],
    ['a foreign name that points at this machine', { host: 'evil.example' }],
  ])('refuses %s, to look and to act', async (_who, headers) => {
    expect(await knock(`${line.url}/`, { headers })).toBe(403);
    expect(await knock(`${line.url}/sandbox/facts`, { headers })).toBe(403);
    const act = { method: 'POST', headers, body: { args: [] } };
    expect(await knock(`${line.url}/sandbox/telegram/chats`, act)).toBe(403);
    expect(await knock(`${line.url}/sandbox/reset`, { ...act, body: {} })).toBe(403);
  });

  test('refuses what a plain form of another site could send', async () => {
    const headers = { 'content-type': 'text/plain' };
    const act = { method: 'POST', headers, body: { fault: 'slack_down', on: true } };
    expect(await knock(`${line.url}/sandbox/faults`, act)).toBe(415);
  });

  test.each([
    ['clock', { hours: -1 }],
    ['clock', { hours: 24 * 400 + 1 }],
    ['clock', null],
    ['faults', { fault: 'flood', on: true }],
  ])('refuses %s with %j', async (path, body) => {
    expect(await knock(`${line.url}/sandbox/${path}`, { method: 'POST', body })).toBe(400);
  });
});

describe('a production process', () => {
  let world: ServerWorld;
  beforeAll(async () => {
    world = await openProductionWorld();
  });
  afterAll(async () => {
    await world.close();
  });

  test('has no page, no facts and nothing to press', async () => {
    const { port, opsPort } = await world.start();
    const url = `http://127.0.0.1:${port}`;
    expect(await knock(`http://127.0.0.1:${opsPort}/readyz`)).toBe(200);
    for (const path of ['', 'readyz', 'metrics', 'index.html', 'sandbox/facts', 'sandbox/events', 'sandbox/steps'])
      expect(await knock(`${url}/${path}`), path).toBe(404);
    for (const path of ['telegram/chats', 'slack/messages', 'clock', 'faults', 'restart', 'reset'])
      expect(await knock(`${url}/sandbox/${path}`, { method: 'POST', body: {} }), path).toBe(404);
  });
});
