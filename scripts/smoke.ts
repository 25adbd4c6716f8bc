// Starts the line as `npm start` does, with nothing configured, waits until it is ready, and ends it as an operator would.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from './run-program.ts';

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

const folder = await mkdtemp(join(tmpdir(), 'community-line-smoke-'));
const dataDir = join(folder, 'data');
const port = await freePort();
const command = (await startCommand()).replace(/^(exec )?/, 'exec ');
// Only what a bare machine has: the settings of whoever runs this must not leak into the line.
const { PATH, HOME, LANG } = process.env;
const env = { PATH, HOME, LANG, DATA_DIR: dataDir, PORT: String(port) };
const started = performance.now();
// By a shell, as npm runs it, which the program then takes the place of: its pid is the one to end, and its exit code the one that counts.
const line = spawn('sh', ['-c', command], { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
const exited = once(line, 'exit') as Promise<[number | null, string | null]>;
const problems: string[] = [];
try {
  if (await ready()) {
    say(`ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    const asked = performance.now();
    line.kill('SIGTERM');
    const ended = await Promise.race([exited, wait(STOP_WITHIN_MS, undefined)]);
    if (!ended) problems.push(`it did not stop within ${STOP_WITHIN_MS / 1000} s of SIGTERM`);
    else if (ended[0] !== 0) problems.push(`it ended with code ${ended[0]}, signal ${ended[1]}`);
    else say(`stopped after ${((performance.now() - asked) / 1000).toFixed(1)} s`);
    if (await databaseRuns()) problems.push('its database was left running');
  } else {
    problems.push('it did not become ready');
  }
} finally {
  line.kill('SIGKILL');
  await exited;
  const cluster = await realpath(join(dataDir, 'postgres')).catch(() => undefined);
  if (cluster && !problems.length) await rm(cluster, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
for (const problem of problems) say(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

async function ready(): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && line.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return true;
    await wait(100);
  }
  return false;
}

async function databaseRuns(): Promise<boolean> {
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  return (await readFile(file, 'utf8').catch(() => '')) !== '';
}

async function startCommand(): Promise<string> {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}

function say(text: string): void {
  process.stdout.write(`smoke: ${text}\n`);
}
