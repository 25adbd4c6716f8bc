import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refused } from '../run/foundation.ts';

/** For the owner's eyes: it may name people. */
const MODE = 0o600;

/**
 * A file that is whole or not there: it is written under a name of its own beside it, and takes its name when the last byte is on the disk. So
 * nobody takes a half for the whole, and of two at once the later one stands. What is no file, such as a pipe, is written to as it is.
 * Refused with a sentence that names it where the disk is full, the folder is missing or it may not be written.
 */
export async function writeOut(path: string, content: Readable | string): Promise<void> {
  const stream = typeof content === 'string' ? Readable.from([content]) : content;
  if (await isSomethingElse(path)) return into(path, path, stream, 'r+');
  const draft = `${path}.${randomUUID()}.part`;
  try {
    await into(draft, path, stream, 'wx');
    await rename(draft, path).catch((cause) => refuse(path, cause));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}

async function isSomethingElse(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new Refused(`${path} is a folder: name a file in it.`);
  return found !== null && !found.isFile();
}

async function into(path: string, named: string, stream: Readable, flags: string): Promise<void> {
  const file = createWriteStream(path, { mode: MODE, flags, flush: flags === 'wx' });
  let fault: unknown = null;
  file.on('error', (error) => {
    fault ??= error;
  });
  try {
    await pipeline(stream, file);
  } catch (error) {
    // What goes wrong with the rows is not the file's fault.
    if (fault === error) refuse(named, error);
    throw error;
  }
}

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk has no room left for you',
  EFBIG: 'the file would be too large',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'its folder is a file',
  EACCES: 'it may not be written there',
  EPERM: 'it may not be written there',
  EROFS: 'the disk may only be read',
};

function refuse(path: string, cause: unknown): never {
  const reason = REASONS[String((cause as { code?: unknown }).code)];
  if (reason === undefined) throw cause;
  throw new Refused(`${path} was not written: ${reason}.`);
}
