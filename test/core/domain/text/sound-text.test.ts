import { expect, test } from 'vitest';
import { soundText } from '../../../../src/core/domain/text/sound-text.ts';
import { canNeverWork } from '../../../../src/core/domain/work/can-never-work.ts';

test.each([
  ['ujë 🙏🏽 вода', 'ujë 🙏🏽 вода'],
  ['a\u0000b', 'ab'],
  ['a\ud800b', 'a\ufffdb'],
  ['\udc00', '\ufffd'],
  ['Ge\u0308zim', 'Gëzim'],
  ['C\u030cedomir i S\u0301', 'Čedomir i Ś'],
  ['\u0000'.repeat(3), ''],
])('%j can be kept and sent on as %j', (given, kept) => {
  expect(soundText(given)).toBe(kept);
  expect(soundText({ a: [{ b: given }], c: 1, d: null })).toEqual({ a: [{ b: kept }], c: 1, d: null });
});

test('how deep a tree is does not matter', () => {
  let tree: unknown = 'x\u0000';
  for (let depth = 0; depth < 200_000; depth += 1) tree = [tree];
  expect(() => soundText(tree)).not.toThrow();
});

test.each<[string, unknown, boolean]>([
  ['a program that met what it did not expect', new TypeError('x'), true],
  ['a value that PostgreSQL has no room for', Object.assign(new Error('x'), { code: '22P02' }), true],
  [
    'the same under the words of a driver',
    new Error('x', { cause: Object.assign(new Error('y'), { code: '22021' }) }),
    true,
  ],
  ['a server that is away', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), false],
  ['a network that is away', new TypeError('fetch failed', { cause: new Error('y') }), false],
  ['two who were in each other’s way', Object.assign(new Error('x'), { code: '40001' }), false],
  ['a fault without a name', new Error('x'), false],
  ['no error at all', 'x', false],
])('%s: %s can never work is %s', (_what, error, never) => {
  expect(canNeverWork(error)).toBe(never);
});
