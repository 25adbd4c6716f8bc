import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes the password of a new private database, readable by this account alone. */
export async function makePassword(dataDir: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordPath(dataDir), `${password}\n`, { mode: 0o600, flush: true });
  return password;
}

/** Undefined when there is none yet. Throws when the file is there but not ours to read. */
export async function readPassword(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(passwordPath(dataDir), 'utf8')).trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The database password in ${dataDir} cannot be read: run this as the account that runs the line.`, {
      cause: error,
    });
  }
}

function passwordPath(dataDir: string): string {
  return join(dataDir, 'postgres-password');
}
