import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Account, unprivilegedAccount } from './account.ts';

/** Where root's clusters and binaries stand when the account that runs them cannot walk to ours, such as a clone in /root. */
export const REACHABLE = '/var/lib/community-line';

export type Place = {
  /** The real folder that the cluster, its first draft and the lock stand in; the account may write here. */
  folder: string;
  /** The cluster itself (PGDATA). */
  cluster: string;
  /** The server's own messages. */
  logFile: string;
  /** Whom the server runs as; undefined means as whoever we are. */
  account: Account | undefined;
};

/** The folder a data folder's cluster stands in, or undefined when there is none yet. */
export async function existingFolder(dataDir: string): Promise<string | undefined> {
  try {
    return await realpath(join(dataDir, 'postgres'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Decides where the cluster stands and who runs it: in `DATA_DIR/postgres`, or, for root in a folder that only root may
 * enter, in /var/lib/community-line with a link from there. A cluster that exists stays where it is, with its owner.
 */
export async function choosePlace(dataDir: string): Promise<Place> {
  const folder = (await existingFolder(dataDir)) ?? (await makeFolder(dataDir));
  return {
    folder,
    cluster: join(folder, 'cluster'),
    logFile: join(dataDir, 'postgres.log'),
    account: await ownerOf(folder, dataDir),
  };
}

/** Whether `account` can walk to `path`: every folder on the way, and itself, must let it through. */
export async function reachable(path: string, account: Account): Promise<boolean> {
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function makeFolder(dataDir: string): Promise<string> {
  const account = await unprivilegedAccount();
  const pointer = join(dataDir, 'postgres');
  const inPlace = !account || (await reachable(dirname(dataDir), account));
  if (inPlace) {
    await makeOwned(pointer, account);
    // The data folder is the line's own and its secrets are files of mode 600: others may pass through to what they own.
    if (account) await chmod(dataDir, 0o711);
    return realpath(pointer);
  }
  const elsewhere = join(REACHABLE, randomUUID());
  await mkdir(REACHABLE, { recursive: true, mode: 0o755 });
  await makeOwned(elsewhere, account);
  try {
    await symlink(elsewhere, pointer);
  } catch (error) {
    // Another process of the same data folder was quicker: use its folder.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await rmdir(elsewhere);
  }
  return realpath(pointer);
}

async function makeOwned(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account) await chown(folder, account.uid, account.gid);
}

async function ownerOf(folder: string, dataDir: string): Promise<Account | undefined> {
  const { uid, gid } = await stat(folder);
  const me = process.getuid?.();
  if (me === undefined || me === uid) return me === 0 ? handOver(folder) : undefined;
  if (me === 0) return { uid, gid };
  throw new Error(
    `The database in ${dataDir} belongs to another account: run this as the account that made it, or as root.`,
  );
}

/** Root was stopped between making the folder and giving it away. */
async function handOver(folder: string): Promise<Account | undefined> {
  const account = await unprivilegedAccount();
  await makeOwned(folder, account);
  return account;
}
