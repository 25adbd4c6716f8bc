import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../core/domain/log.ts';
import { findBinaries } from './embedded/binaries.ts';
import { hasCluster, makeCluster, OWNER } from './embedded/cluster.ts';
import { DATABASE, ensureDatabase } from './embedded/ensure-database.ts';
import { holderAlive, takeLock } from './embedded/lock.ts';
import { makePassword, readPassword } from './embedded/password.ts';
import { choosePlace, existingFolder, type Place } from './embedded/place.ts';
import { type Running, runningServer, startServer, stopOrphan } from './embedded/server.ts';

const STARTING_WAIT_MS = 15_000;

export type EmbeddedPostgres = {
  /** Holds the password: never log it. */
  url: string;
  /** Stops the server and lets go of the data folder; safe to call twice. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Where the line keeps its things; made when missing. */
  dataDir: string;
  /** Told what was done beyond starting. */
  log?: Pick<Log, 'info'>;
  /** Server settings on top of the safe ones, for tests that care for speed (`{ fsync: 'off' }`). */
  settings?: Readonly<Record<string, string>>;
};

/**
 * Starts the private PostgreSQL of `dataDir` on loopback and resolves when it takes queries. Throws, in a sentence meant
 * for the person at the terminal, when the binaries are missing or another process has this data folder open.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const place = await choosePlace(dataDir);
  const release = await takeLock(place.folder, dataDir);
  try {
    const server = await startOn(place, dataDir, options);
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= server.stop().finally(release);
      return stopping;
    };
    return { url: server.url, stop };
  } catch (cause) {
    await release();
    throw cause;
  }
}

/** The address of the database a running line has open in `dataDir`, or null when none runs. Waits for one just starting. */
export async function embeddedUrl(dataDir: string): Promise<string | null> {
  const folder = await existingFolder(resolve(dataDir));
  const deadline = Date.now() + STARTING_WAIT_MS;
  while (folder && (await holderAlive(folder)) && Date.now() < deadline) {
    const running = await runningServer(join(folder, 'cluster'));
    const password = running?.ready ? await readPassword(dataDir) : undefined;
    if (running && password) return urlOf(running, password);
    await wait(50);
  }
  return null;
}

async function startOn(place: Place, dataDir: string, options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries(place.account, dataDir);
  if (await stopOrphan(place.cluster))
    options.log?.info({}, 'stopped a database server left over from a killed process');
  const password = (await readPassword(dataDir)) ?? (await newPassword(place, dataDir));
  if (!(await hasCluster(place))) {
    await makeCluster(place, binaries, password);
    options.log?.info({}, 'made a new database cluster');
  }
  const server = await startServer(place, binaries, options.settings ?? {});
  const url = urlOf(server.running, password);
  try {
    await ensureDatabase(url);
  } catch (cause) {
    await server.stop();
    throw cause;
  }
  return { url, stop: server.stop };
}

async function newPassword(place: Place, dataDir: string): Promise<string> {
  // A new one would not open the old cluster, and the old cluster must not be replaced.
  if (await hasCluster(place))
    throw new Error(`The file postgres-password is missing in ${dataDir}: put it back from a backup.`);
  return makePassword(dataDir);
}

function urlOf(server: Running, password: string): string {
  return `postgres://${OWNER}:${password}@127.0.0.1:${server.port}/${DATABASE}`;
}
