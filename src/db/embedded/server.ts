import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { CLEAN_ENVIRONMENT } from './cluster.ts';
import type { Place } from './place.ts';
import { processCommand, processStart } from './process-start.ts';

const LOOK_EVERY_MS = 20;
const START_WITHIN_MS = 60_000;
const FAST_STOP_MS = 5_000;
const PORT_TRIES = 5;

export type Running = { pid: number; port: number; ready: boolean };
export type Server = { running: Running; stop(): Promise<void> };

/** What `postmaster.pid` says of the server on this cluster; undefined when none is alive. */
export async function runningServer(cluster: string): Promise<Running | undefined> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!pid || (await processStart(pid)) === undefined) return undefined;
  // The pid may belong to somebody else by now: only a process that names this cluster is its server.
  if (!(await processCommand(pid)).includes(cluster)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Stops the server that a killed process left behind on this cluster. Says whether there was one. */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const orphan = await runningServer(cluster);
  if (!orphan) return false;
  await stopProcess(orphan.pid);
  return true;
}

/** Starts the server on a free loopback port and resolves when it takes connections. */
export async function startServer(
  place: Place,
  binaries: Binaries,
  settings: Readonly<Record<string, string>>,
): Promise<Server> {
  let failure = '';
  for (let attempt = 0; attempt < PORT_TRIES; attempt += 1) {
    const child = await launch(place, binaries, { ...SETTINGS, ...settings, port: String(await freePort()) });
    const running = await untilReady(place.cluster, child);
    if (running) return { running, stop: () => stopProcess(running.pid) };
    failure = await readFile(place.logFile, 'utf8');
    // Somebody took the port between our look and the server's.
    if (!failure.includes('could not bind')) break;
  }
  throw new Error(`The database did not start; its own words are in ${place.logFile}.`, {
    cause: new Error(failure.trim().split('\n').slice(-5).join(' · ')),
  });
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  // The log must hold no word of a resident: no statements, no values of the row that broke a rule.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

async function launch(place: Place, binaries: Binaries, settings: Record<string, string>): Promise<ChildProcess> {
  // A file, not a pipe: a pipe would break when this process is killed, and the server outlives us by then.
  const log = await open(place.logFile, 'w', 0o600);
  try {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(binaries.postgres, ['-D', place.cluster, ...flags], {
      ...place.account,
      cwd: place.folder,
      env: CLEAN_ENVIRONMENT,
      stdio: ['ignore', log.fd, log.fd],
      // A process group of its own: Ctrl-C reaches the line alone, which stops the server when its own work is done.
      detached: true,
    });
    await new Promise<void>((started, failed) => child.once('spawn', started).once('error', failed));
    // Whoever ends without stopping it first takes it along; only a killed process leaves it behind.
    const endWithUs = () => child.kill('SIGINT');
    process.once('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
    return child;
  } finally {
    await log.close();
  }
}

async function untilReady(cluster: string, child: ChildProcess): Promise<Running | undefined> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null) {
    const running = await runningServer(cluster);
    if (running?.ready && running.pid === child.pid) return running;
    if (Date.now() > deadline) {
      child.kill('SIGQUIT');
      break;
    }
    await wait(LOOK_EVERY_MS);
  }
  return undefined;
}

/** Ends the server cleanly: open sessions are rolled back and the files flushed; hard only when that takes too long. */
async function stopProcess(pid: number): Promise<void> {
  const start = await processStart(pid);
  // PostgreSQL's words: SIGINT is a fast shutdown, SIGQUIT an immediate one that recovers at the next start.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!signalled(pid, signal)) return;
    const deadline = Date.now() + FAST_STOP_MS;
    while (Date.now() < deadline) {
      if (start === undefined || (await processStart(pid)) !== start) return;
      await wait(LOOK_EVERY_MS);
    }
  }
  throw new Error(`The database server (process ${pid}) does not stop.`);
}

function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening, failed) => {
    probe.once('error', failed).listen(0, '127.0.0.1', listening);
  });
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}
