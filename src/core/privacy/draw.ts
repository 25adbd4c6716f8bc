import { createHmac } from 'node:crypto';
import type { Draw } from '../domain/figures/round-randomly.ts';

const BYTES = 6;
const ALL = 2 ** (8 * BYTES);

/**
 * The draw of the cell whose items' numbers have this sum (decimal): HMAC-SHA-256 under the root key of figures, its first six bytes for the
 * count, the next six for the money.
 */
export function drawOfSum(key: Buffer, sum: string): Draw {
  const digest = createHmac('sha256', key).update(BigInt(sum).toString(), 'utf8').digest();
  return { count: digest.readUIntBE(0, BYTES) / ALL, money: digest.readUIntBE(BYTES, BYTES) / ALL };
}
