import { GrammyError, HttpError } from 'grammy';
import { expect, test } from 'vitest';
import { failureOf } from '../../../src/bots/telegram/failures.ts';

const refusal = (code: number, description: string, retryAfter?: number) =>
  new GrammyError(
    'x',
    {
      ok: false,
      error_code: code,
      description,
      ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }),
    },
    'sendMessage',
    {},
  );

test.each<[string, unknown, object]>([
  [
    'too many requests waits as asked',
    refusal(429, 'Too Many Requests: retry after 7', 7),
    { kind: 'rate_limited', afterSeconds: 7 },
  ],
  ['a blocked bot is for good', refusal(403, 'Forbidden: bot was blocked by the user'), { kind: 'blocked' }],
  ['an account that is gone shut nobody out', refusal(403, 'Forbidden: user is deactivated'), { kind: 'deactivated' }],
  ['nor does it where a chat is asked for', refusal(400, 'Bad Request: USER_DEACTIVATED'), { kind: 'deactivated' }],
  [
    'who never wrote shut nobody out either',
    refusal(403, "Forbidden: bot can't initiate conversation with a user"),
    { kind: 'refused', code: 'cannot_write_first' },
  ],
  [
    'a topic that was deleted is told from the chat',
    refusal(400, 'Bad Request: message thread not found'),
    { kind: 'refused', code: 'topic_gone' },
  ],
  [
    'and so it is by its other name',
    refusal(400, 'Bad Request: TOPIC_DELETED'),
    { kind: 'refused', code: 'topic_gone' },
  ],
  [
    'an unknown chat is refused',
    refusal(400, 'Bad Request: chat not found'),
    { kind: 'refused', code: 'chat_not_found' },
  ],
  [
    'an unchanged message is no failure',
    refusal(400, 'Bad Request: message is not modified: x'),
    { kind: 'not_modified' },
  ],
  ['a server in trouble may have done it', refusal(502, 'Bad Gateway'), { kind: 'unknown' }],
  ['a wrong token says nothing about the message', refusal(401, 'Unauthorized'), { kind: 'unknown' }],
  ['nor does a server that does not know the bot', refusal(404, 'Not Found'), { kind: 'unknown' }],
  ['a lost connection may have done it', new HttpError('x', new Error('y')), { kind: 'unknown' }],
])('%s', (_name, error, failure) => {
  expect(failureOf(error)).toEqual(failure);
});

test('a refusal is logged as a code, never with what was sent', () => {
  const failure = failureOf(refusal(400, 'Bad Request: something about "my words"'));
  expect(failure).toEqual({ kind: 'refused', code: 'bad_request' });
});

test("a mistake of our own is not taken for one of Telegram's", () => {
  expect(() => failureOf(new TypeError('invented'))).toThrow(TypeError);
});
