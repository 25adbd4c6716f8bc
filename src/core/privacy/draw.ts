import { createHmac } from 'node:crypto';
import type { Draw } from '../domain/figures/round-randomly.ts';

const BITS = 48;
const ALL = 1n << BigInt(BITS);

/**
 * The draw of the cell whose items' numbers have this sum (decimal), under the root key of figures: the sum times a secret number, modulo 2^48.
 * So every item has a draw of its own that nobody knows, and a cell's draw is what those of its items come to. Of two different cells the
 * draws tell nothing of each other; but what is rounded of parts and of their whole cannot lie as far apart as with a draw that has nothing to
 * do with theirs, and it is there that small counts could be worked out (docs/decisions/0065).
 */
export function drawOfSum(key: Buffer, sum: string): Draw {
  const { count, money } = factorsOf(key);
  const drawn = BigInt(sum);
  return { count: fraction(drawn * count), money: fraction(drawn * money) };
}

const fraction = (drawn: bigint): number => Number(drawn % ALL) / Number(ALL);

type Factors = { count: bigint; money: bigint };
const FACTORS = new WeakMap<Buffer, Factors>();
function factorsOf(key: Buffer): Factors {
  let factors = FACTORS.get(key);
  if (!factors) {
    factors = { count: factorOf(key, 'count'), money: factorOf(key, 'money') };
    FACTORS.set(key, factors);
  }
  return factors;
}

/** HMAC-SHA-256 under the key, its first six bytes; odd, so that no two numbers come to the same draw. */
const factorOf = (key: Buffer, what: string): bigint =>
  BigInt(
    createHmac('sha256', key)
      .update(what, 'utf8')
      .digest()
      .readUIntBE(0, BITS / 8),
  ) | 1n;
