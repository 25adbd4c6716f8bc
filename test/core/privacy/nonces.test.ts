import { expect, test } from 'vitest';
import { sealedIn } from '../../../src/core/privacy/places.ts';
import { openText, seal, sealText } from '../../../src/core/privacy/seal.ts';

const KEY = Buffer.alloc(32, 7);
const nonceOf = (sealed: Buffer): string => sealed.toString('hex', 1, 13);

test('no nonce is taken twice, however many are drawn at once', () => {
  // More than three draws, with one under way.
  const nonces = Array.from({ length: 1000 }, () => nonceOf(seal(KEY, sealedIn.message('here'), 'the same words')));
  expect(new Set(nonces).size).toBe(nonces.length);
});

test('what was sealed opens still after the nonces that it was drawn with are gone', () => {
  const sealed = sealText(KEY, sealedIn.message('here'), 'fjalë');
  for (let index = 0; index < 600; index += 1) seal(KEY, sealedIn.message('here'), 'x');
  expect(openText(KEY, sealedIn.message('here'), sealed)).toBe('fjalë');
});
