import { codeOf } from '../core/domain/log.ts';

/** What the machine says of a file, as whoever gave its name understands it. */
const OF_FILES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read or written by this account',
  EPERM: 'it may not be read or written by this account',
  EISDIR: 'it is a folder, and a file is wanted',
  ENOTDIR: 'a part of the name is a file and no folder',
  EEXIST: 'it is there already',
  EROFS: 'it lies where nothing can be written',
  ENAMETOOLONG: 'the name is too long',
};
const DISK_IS_FULL = 'ENOSPC';

/**
 * One line for the person at the terminal. Our own sentences are shown; of anything else only the name and code, since drivers
 * quote addresses and values. A file is named: whoever typed it has to look at it.
 */
export function failureLine(error: unknown): string {
  if (!(error instanceof Error)) return 'It failed.';
  const code = codeOf(error) ?? codeOf(error.cause);
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT')
    return `A server does not answer (${code}): check DATABASE_URL and REDIS_URL with "npm run -s line -- doctor".`;
  if (code === DISK_IS_FULL) return 'The disk is full.';
  const file = [error, error.cause].map(pathOf).find((path) => path !== undefined);
  if (typeof code === 'string' && file !== undefined)
    return `${file}: ${OF_FILES[code] ?? 'it cannot be used'} (${code}).`;
  if (typeof code === 'string') return `It failed: ${error.name} (${code}).`;
  return error.message.split('\n')[0] ?? 'It failed.';
}

/** The file that a call to the machine was about, on one line whatever is in its name. */
function pathOf(error: unknown): string | undefined {
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  return typeof path === 'string' && path !== '' ? path.replace(/\p{Cc}/gu, '?') : undefined;
}
