import { access, mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { takeLock } from '../../src/db/embedded/lock.ts';

/** Where what a run fetched is kept for the next one. */
export const CACHE = fileURLToPath(new URL('../../node_modules/.cache/community-line/', import.meta.url));
const FETCH_WITHIN_MS = 300_000;

/** apt refuses to run twice at once, and test files run side by side. Gives back what lets the next one in. */
export async function takeTurn(): Promise<() => Promise<void>> {
  await mkdir(CACHE, { recursive: true });
  const deadline = Date.now() + FETCH_WITHIN_MS;
  for (;;) {
    try {
      return await takeLock(CACHE, CACHE);
    } catch (cause) {
      if (Date.now() > deadline) throw cause;
      await wait(200);
    }
  }
}

/** Where a program of this name is installed. */
export async function inPath(name: string): Promise<string | undefined> {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin']) {
    const path = join(folder, name);
    if (folder && (await exists(path))) return path;
  }
  return undefined;
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
