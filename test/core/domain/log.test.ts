import { expect, test } from 'vitest';
import { describeError } from '../../../src/core/domain/log.ts';

/** Invented. */
const WORDS = 'fjalëtshpikura';

test('of an error its name, code, cause and places are written down, and no word of its message', () => {
  const cause = Object.assign(new TypeError(`a value: ${WORDS}`), { code: '22P02' });
  const error = Object.assign(
    new Error(`Failed query, parameters: ${WORDS}\n    at ${WORDS}\n    at /${WORDS}:1:2`, { cause }),
    {
      code: 'ECONNRESET',
      detail: WORDS,
    },
  );
  expect(describeError(error)).toEqual({
    name: 'Error',
    code: 'ECONNRESET',
    at: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
    cause: { name: 'TypeError', code: '22P02', at: expect.arrayContaining([expect.stringContaining('log.test.ts')]) },
  });
  expect(JSON.stringify(describeError(error))).not.toContain(WORDS);
});

test('a message that was changed after the error was made is not written down either', () => {
  const error = new Error(`one\n    at ${WORDS}`);
  expect(error.stack).toContain(WORDS);
  error.message = 'another';
  expect(JSON.stringify(describeError(error))).not.toContain(WORDS);
});

test('of anything else that is thrown its kind is written down', () => {
  expect(describeError(WORDS)).toEqual({ name: 'string' });
});
