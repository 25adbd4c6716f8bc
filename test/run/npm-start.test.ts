import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'vitest';
import { bareEnvironment } from '../support/line-process.ts';
import { until } from '../support/until.ts';

const ROOT = join(import.meta.dirname, '../..');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'community-line-npm-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Whoever was started for this folder, by command or by environment: npm, its shell, the line, its database. */
async function processesOf(what: RegExp): Promise<string[]> {
  // As root the cluster lies elsewhere, and a link leads there.
  const cluster = await readlink(join(folder, 'data/postgres')).catch(() => folder);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const told = pids.map(async (pid) => {
    const [command = '', environment = ''] = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    );
    const ours = [folder, cluster].some((one) => `${command} ${environment}`.includes(one));
    return ours && what.test(command) ? [`${pid} ${command}`] : [];
  });
  return (await Promise.all(told)).flat();
}

/** As from a terminal, of which nothing else reaches the program than what is sent to npm. */
function npm(...args: string[]): ChildProcess & { said: () => string } {
  const child = spawn('npm', args, {
    cwd: ROOT,
    env: { ...bareEnvironment(), DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return Object.assign(child, { said: () => said });
}

async function expectNothingLeft(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  await until(async () => (await processesOf(/./)).length === 0);
}

const databaseRuns = async () => (await processesOf(/bin.postgres/)).length > 0;

test('npm start that is told to end while it starts leaves no process behind', async () => {
  const child = npm('start');
  await until(databaseRuns);
  await expectNothingLeft(child);
});

test('npm start that is told to end when it is ready leaves no process behind', async () => {
  const child = npm('start');
  await until(async () => /the line is ready/.test(child.said()));
  await expectNothingLeft(child);
});

test('a command that is told to end half-way leaves no process behind', async () => {
  const child = npm('run', '-s', 'line', '--', 'settings', 'list');
  await until(databaseRuns);
  await expectNothingLeft(child);
});
