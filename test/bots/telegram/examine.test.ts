import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { examineTelegram } from '../../../src/bots/telegram/examine.ts';

type Answer = { code: number; description: string } | null;
let answer: Answer = null;
const server = createServer((request, response) => {
  if (answer === null) return request.socket.destroy();
  const { code, description } = answer;
  response
    .writeHead(code, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ok: false, error_code: code, description }));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

it.each<[string, Answer, RegExp, boolean]>([
  ['a token that was revoked', { code: 401, description: 'Unauthorized' }, /is refused/, false],
  ['what is no token', { code: 404, description: 'Not Found' }, /is refused/, false],
  ['a bot that was banned', { code: 403, description: 'Forbidden' }, /is refused/, false],
  ['too many calls', { code: 429, description: 'Too Many Requests: retry after 5' }, /does not answer/, true],
  ['a server in trouble', { code: 502, description: 'Bad Gateway' }, /does not answer/, true],
  ['a line that is cut', null, /does not answer/, true],
])('%s is said for what it is', async (_, given, said, passing) => {
  answer = given;
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const findings = await examineTelegram({ token: '1:invented', apiRoot, webhook: undefined });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.say).toMatch(said);
  expect(findings[0]?.passing === true).toBe(passing);
});
