import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OWN_NAME = 'community-line';

/** An unprivileged account to run the server under. Undefined in its place means: as whoever we are. */
export type Account = { uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root. As root we use an account of our own, made when missing; where none can be made
 * (a read-only system), `nobody`. An ordinary user needs no account and gets undefined.
 */
export async function unprivilegedAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const found = await lookUp(OWN_NAME);
  if (found) return found;
  // Two processes may make it at once; whoever loses finds the other's.
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    OWN_NAME,
  ]).catch(() => {});
  const account = (await lookUp(OWN_NAME)) ?? (await lookUp('nobody'));
  if (!account) throw new Error('PostgreSQL does not run as root and no other account was found: set DATABASE_URL.');
  return account;
}

async function lookUp(name: string): Promise<Account | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([login]) => login === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}
