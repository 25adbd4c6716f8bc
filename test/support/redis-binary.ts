import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { CACHE, exists, inPath, takeTurn } from './apt.ts';

const run = promisify(execFile);

/** A program that is Redis when called as `redis-server`, and where its libraries are when not in the usual place. */
export type RedisBinary = { path: string; libraries?: string };

/** A Redis that is installed, or unpacked by an earlier run. */
export async function findRedisBinary(): Promise<RedisBinary | undefined> {
  // Debian's redis-server is a link to redis-check-rdb, one program that looks at the name it was called by.
  for (const name of ['redis-server', 'valkey-server', 'redis-check-rdb']) {
    const path = await inPath(name);
    if (path) return { path };
  }
  return unpacked();
}

/**
 * Debian's packages unpacked into a cache folder: nothing is installed, no service is started and no root is needed. As root,
 * when that fails, the tools package is installed, which brings the program and starts nothing. Throws with apt's own words.
 */
export async function fetchRedisBinary(): Promise<RedisBinary> {
  const release = await takeTurn();
  try {
    // Test files run side by side: whoever waited finds what the first one fetched.
    return (await findRedisBinary()) ?? (await unpackPackages());
  } catch (cause) {
    if (process.getuid?.() !== 0) throw cause;
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'redis-tools']);
    const found = await findRedisBinary();
    if (!found) throw cause;
    return found;
  } finally {
    await release();
  }
}

async function unpackPackages(): Promise<RedisBinary> {
  const draft = await mkdtemp(join(CACHE, 'redis-draft-'));
  try {
    // A machine that never updated has no list to download from; without rights to update, an old list may still do.
    await run('apt-get', ['update', '-q']).catch(() => {});
    const packages = ['redis-tools', ...(await missingLibraries('redis-tools'))];
    await run('apt-get', ['download', '-q', ...packages], { cwd: draft });
    const files = (await readdir(draft)).filter((name) => name.endsWith('.deb'));
    for (const file of files) await run('dpkg', ['-x', join(draft, file), join(draft, 'root')]);
    await rename(join(draft, 'root'), join(CACHE, 'redis'));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  const found = await unpacked();
  if (!found) throw new Error('the distribution has no package redis-tools with the program in it');
  return found;
}

async function missingLibraries(name: string): Promise<string[]> {
  const { stdout } = await run('apt-cache', ['depends', name]);
  const wanted = [...stdout.matchAll(/^\s*\|?Depends: (lib\S+)$/gm)].map((match) => match[1] ?? '');
  const installed = await Promise.all(wanted.map((library) => isInstalled(library)));
  return wanted.filter((_, index) => !installed[index]);
}

async function isInstalled(name: string): Promise<boolean> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills it in
  const asked = run('dpkg-query', ['-W', '-f=${db:Status-Abbrev}', name]);
  return asked.then(({ stdout }) => stdout.startsWith('ii')).catch(() => false);
}

async function unpacked(): Promise<RedisBinary | undefined> {
  const root = join(CACHE, 'redis');
  const path = join(root, 'usr', 'bin', 'redis-check-rdb');
  if (!(await exists(path))) return undefined;
  const parent = join(root, 'usr', 'lib');
  const folders = await readdir(parent).catch(() => []);
  return { path, libraries: folders.map((folder) => join(parent, folder)).join(delimiter) };
}
