import { execFile } from 'node:child_process';
import { chown, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';

const run = promisify(execFile);

export const OWNER = 'community_line';
/** What the server and its helpers see: no token or key of the line's own environment, and one language for every machine. */
export const CLEAN_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

export async function hasCluster(place: Place): Promise<boolean> {
  return (await stat(join(place.cluster, 'PG_VERSION')).catch(() => undefined)) !== undefined;
}

/** Makes the cluster: UTF-8, locale C, passwords asked for. */
export async function makeCluster(place: Place, binaries: Binaries, password: string): Promise<void> {
  // A draft that is renamed when whole: a process killed half-way leaves nothing that looks like a cluster.
  const draft = join(place.folder, 'cluster.draft');
  const passwordFile = join(place.folder, 'password.draft');
  await rm(draft, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.account) await chown(passwordFile, place.account.uid, place.account.gid);
  try {
    await run(
      binaries.initdb,
      [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, `--username=${OWNER}`, '--auth=scram-sha-256'].concat([
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=libc',
        '--no-instructions',
      ]),
      { ...place.account, env: CLEAN_ENVIRONMENT, cwd: place.folder },
    );
  } catch (cause) {
    throw new Error(`The database cluster in ${place.folder} could not be made.`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, place.cluster);
}
