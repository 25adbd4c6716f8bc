import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from '../../src/db/embedded/lock.ts';
import { runningServer } from '../../src/db/embedded/server.ts';
import { embeddedUrl, startEmbeddedPostgres } from '../../src/db/embedded.ts';

let parent: string;
let dataDir: string;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'community-line-embedded-'));
  dataDir = join(parent, 'data');
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  // For root the folder above is closed to the server's account, so the cluster stands elsewhere: remove it there too.
  const cluster = await realpath(join(dataDir, 'postgres')).catch(() => undefined);
  if (cluster) await rm(cluster, { recursive: true, force: true });
  await rm(parent, { recursive: true, force: true });
});

async function start(said: string[] = []) {
  const log = { info: (_facts: object, message: string) => void said.push(message) };
  const server = await startEmbeddedPostgres({ dataDir, log });
  cleanUps.push(server.stop);
  return server;
}

async function query<T extends postgres.Row>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe<T[]>(text))];
  } finally {
    await sql.end({ timeout: 5 });
  }
}

type Told = { url?: string; refused?: string };

async function holdInAnotherProcess(): Promise<{ child: ChildProcess; told: Told }> {
  const script = fileURLToPath(new URL('../support/hold-embedded.ts', import.meta.url));
  const child = fork(script, [dataDir], { execArgv: ['--import', 'tsx'] });
  const exited = once(child, 'exit');
  cleanUps.push(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  const [told] = (await once(child, 'message')) as [Told];
  return { child, told };
}

test('what was written is there after a stop and a start', async () => {
  const first = await start();
  await query(first.url, "create table kept (word text); insert into kept values ('ë š Ж')");
  await first.stop();
  const second = await start();
  expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'ë š Ж' }]);
});

test('the database is UTF-8 in locale C, flushes to disk, and its log holds no statement and no value', async () => {
  const { url } = await start();
  const [row] = await query(
    url,
    `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
            current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets,
            (select datcollate from pg_database where datname = current_database()) as collation`,
  );
  expect(row).toEqual({ encoding: 'UTF8', fsync: 'on', listens: '127.0.0.1', sockets: '', collation: 'C' });
  await query(url, 'create table once (word text unique)');
  await query(url, "insert into once values ('kukumbra')");
  await expect(query(url, "insert into once values ('kukumbra')")).rejects.toThrow('once_word_key');
  const log = await readFile(join(dataDir, 'postgres.log'), 'utf8');
  expect(log).toContain('once_word_key');
  expect(log).not.toContain('kukumbra');
});

test('nobody gets in without the password, which only our account can read', async () => {
  const { url } = await start();
  const guess = new URL(url);
  guess.password = 'guess';
  await expect(query(guess.href, 'select 1')).rejects.toThrow('password authentication failed');
  expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
});

test('a lost password is asked back for, and the cluster it opens is left alone', async () => {
  const server = await start();
  await query(server.url, 'create table kept (word text)');
  await server.stop();
  const password = join(dataDir, 'postgres-password');
  await rename(password, join(parent, 'backup'));
  await expect(start()).rejects.toThrow('postgres-password is missing');
  await rename(join(parent, 'backup'), password);
  expect(await query((await start()).url, 'select word from kept')).toEqual([]);
});

test('a second process on the same data folder is refused in a sentence that names the first', async () => {
  const { url } = await start();
  const { told } = await holdInAnotherProcess();
  expect(told.refused).toContain(`already in use by process ${process.pid}`);
  expect(await query(url, 'select 1 as alive')).toEqual([{ alive: 1 }]);
});

test('after kill -9 the orphaned server is stopped and nothing that was committed is lost', async () => {
  const { child, told } = await holdInAnotherProcess();
  await query(told.url ?? '', "create table kept (word text); insert into kept values ('committed')");
  const folder = await realpath(join(dataDir, 'postgres'));
  const orphan = await runningServer(join(folder, 'cluster'));
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;

  const said: string[] = [];
  const { url } = await start(said);

  expect(said).toEqual(['stopped a database server left over from a killed process']);
  expect((await runningServer(join(folder, 'cluster')))?.pid).not.toBe(orphan?.pid);
  expect(await query(url, 'select word from kept')).toEqual([{ word: 'committed' }]);
});

test('a command beside a running line finds its database, and none once the line has stopped or was killed', async () => {
  expect(await embeddedUrl(dataDir)).toBeNull();
  const { child, told } = await holdInAnotherProcess();
  expect(await embeddedUrl(dataDir)).toBe(told.url);
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  expect(await embeddedUrl(dataDir)).toBeNull();
  const server = await start();
  await server.stop();
  expect(await embeddedUrl(dataDir)).toBeNull();
});

test('a cluster whose making was cut short is made again', async () => {
  const server = await start();
  await server.stop();
  const folder = await realpath(join(dataDir, 'postgres'));
  await rm(join(folder, 'cluster'), { recursive: true });
  await mkdir(join(folder, 'cluster.draft'));
  await writeFile(join(folder, 'cluster.draft', 'half'), '');
  expect(await query((await start()).url, 'select 1 as alive')).toEqual([{ alive: 1 }]);
});

test('a lock left by a process that is gone, or whose pid another process has now, is taken over by exactly one', async () => {
  const left = [
    { pid: 2 ** 22 + 1, start: 'gone' },
    { pid: process.pid, start: 'another process of this pid' },
  ];
  for (const [index, holder] of left.entries()) {
    const folder = await mkdtemp(join(parent, 'lock-'));
    await writeFile(join(folder, `line.lock.${index + 1}`), JSON.stringify(holder));
    for (let round = 0; round < 20; round += 1) {
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(folder, dataDir)));
      const won = results.filter((result) => result.status === 'fulfilled');
      expect(won).toHaveLength(1);
      await won[0]?.value();
    }
  }
});
