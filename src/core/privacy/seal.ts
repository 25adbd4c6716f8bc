import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { parseSealed } from './old-words.ts';
import type { SealedPlace } from './places.ts';

/** Thrown when a sealed value does not open under the key: wrong key, wrong place, or changed bytes. */
export class Unopenable extends Error {
  constructor(options?: ErrorOptions) {
    super('a sealed value does not open', options);
  }
}

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/**
 * AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce: format byte, nonce, tag, ciphertext. `place` names where the value
 * belongs (`message:<id>`), so that a value moved elsewhere no longer opens.
 */
export function seal(key: Buffer, place: SealedPlace, plain: Buffer | string): Buffer {
  const iv = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  const end = cipher.final();
  return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), body, end]);
}

let drawn = Buffer.alloc(0);
let taken = 0;

/** Drawn by the hundred, because to draw one costs as much as to seal a sentence; each is taken once. */
function nextNonce(): Buffer {
  if (taken + IV_BYTES > drawn.length) {
    drawn = randomBytes(IV_BYTES * 256);
    taken = 0;
  }
  taken += IV_BYTES;
  return drawn.subarray(taken - IV_BYTES, taken);
}

/** The inverse of `seal`. Throws `Unopenable`. */
export function open(key: Buffer, place: SealedPlace, sealed: Buffer): Buffer {
  if (sealed.length < 1 + IV_BYTES + TAG_BYTES || sealed[0] !== FORMAT) throw new Unopenable();
  const tagStart = 1 + IV_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, tagStart))
      .setAAD(Buffer.from(place))
      .setAuthTag(sealed.subarray(tagStart, tagStart + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(tagStart + TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new Unopenable({ cause });
  }
}

const SMALLEST = 256;

/** Filled up with spaces to one of a few sizes, so that what is sealed does not tell by its length what it is, or that two are the same. */
function padded(text: string): string {
  const bytes = Buffer.byteLength(text);
  const size = Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(Math.max(1, bytes))));
  return text + ' '.repeat(size - bytes);
}

/** Words without spaces at their end. */
export const sealText = (key: Buffer, place: SealedPlace, text: string): Buffer => seal(key, place, padded(text));

export const openText = (key: Buffer, place: SealedPlace, sealed: Buffer): string =>
  open(key, place, sealed).toString('utf8').trimEnd();

export const sealJson = (key: Buffer, place: SealedPlace, value: unknown): Buffer =>
  sealText(key, place, JSON.stringify(value));

export const openJson = <T>(key: Buffer, place: SealedPlace, sealed: Buffer): T =>
  parseSealed(open(key, place, sealed).toString('utf8')) as T;
