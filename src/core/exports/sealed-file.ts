import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = IV_BYTES + TAG_BYTES;

const keyOf = (token: string): Buffer => Buffer.from(hkdfSync('sha256', token, '', 'community-line export file', 32));

/**
 * Writes what comes into a file that opens by this token alone (AES-256-GCM; nonce, tag, ciphertext), as it comes: memory holds one piece of
 * it. Gives how many bytes came. What goes wrong leaves no file.
 */
export async function writeSealed(path: string, token: string, from: Readable): Promise<number> {
  let size = 0;
  const count = new Transform({
    transform: (piece: Buffer, _, done) => {
      size += piece.length;
      done(null, piece);
    },
  });
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), iv);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await pipeline(from, count, cipher, createWriteStream(path, { flags: 'wx', mode: 0o600, start: HEAD_BYTES }));
    const file = await open(path, 'r+');
    try {
      await file.write(Buffer.concat([iv, cipher.getAuthTag()]), 0, HEAD_BYTES, 0);
    } finally {
      await file.close();
    }
    return size;
  } catch (error) {
    from.destroy();
    await rm(path, { force: true });
    throw error;
  }
}

/** The same out again, as it is wanted; a changed file ends the stream with an error. Null: it is not there. */
export async function openSealed(path: string, token: string): Promise<Readable | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return null;
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
  if (bytesRead < HEAD_BYTES) {
    await file.close();
    throw new Error('the file was not written to its end');
  }
  const opened = createDecipheriv('aes-256-gcm', keyOf(token), head.subarray(0, IV_BYTES));
  opened.setAuthTag(head.subarray(IV_BYTES));
  // Whoever stops reading closes the file too.
  void pipeline(file.createReadStream({ start: HEAD_BYTES }), opened).catch(() => {});
  return opened;
}
