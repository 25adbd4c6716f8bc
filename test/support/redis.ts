import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { PATIENCE_MS } from './patience.ts';
import { fetchRedisBinary, findRedisBinary, type RedisBinary } from './redis-binary.ts';

const run = promisify(execFile);

export type TestRedis = {
  url: string;
  /** Empties it, as an operator might at any moment. */
  flush(): Promise<void>;
  /** Ends it at once, without a goodbye to anybody. */
  kill(): Promise<void>;
  /** Starts it again on the same port with what its append-only file kept; resolves when it answers. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
};

/**
 * A Redis for one test file: the one TEST_REDIS_URL names, else one of our own on a free port in a temporary folder. With
 * `own` always one of our own, for tests that kill it. Where none can be had the test fails and says what to install.
 */
export async function startTestRedis(options: { own?: boolean } = {}): Promise<TestRedis> {
  const given = process.env.TEST_REDIS_URL;
  if (given && !options.own) return givenRedis(given);
  const found = await findRedisBinary();
  if (found) return ownRedis(await processRunner(found));
  if (await dockerAnswers()) return ownRedis(dockerRunner());
  try {
    return await ownRedis(await processRunner(await fetchRedisBinary()));
  } catch (cause) {
    throw new Error('These tests need Redis: install redis-server, start Docker, or set TEST_REDIS_URL.', { cause });
  }
}

function givenRedis(url: string): TestRedis {
  const notOurs = async () => {
    throw new Error('TEST_REDIS_URL names a Redis that is not ours to end: ask for startTestRedis({ own: true }).');
  };
  return { url, flush: () => flush(url), kill: notOurs, restart: notOurs, stop: async () => {} };
}

/** How to run Redis on a port: `start` again after `kill` finds the same data. */
type Runner = { start(port: number): Promise<void>; kill(): Promise<void>; remove(): Promise<void> };

async function ownRedis(runner: Runner): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}/0`;
  const start = async () => {
    await runner.start(port);
    await untilReady(url);
  };
  const remove = async () => {
    await runner.kill();
    await runner.remove();
  };
  await start().catch(async (cause: unknown) => {
    await remove();
    throw cause;
  });
  return { url, flush: () => flush(url), kill: runner.kill, restart: start, stop: remove };
}

async function processRunner(binary: RedisBinary): Promise<Runner> {
  const folder = await mkdtemp(join(tmpdir(), 'community-line-redis-'));
  let child: ChildProcess | undefined;
  const end = () => child?.kill('SIGKILL');
  // A test run that is cut short leaves no server behind.
  process.once('exit', end);
  return {
    start: async (port) => {
      const started = spawn(binary.path, redisFlags(port, '127.0.0.1', folder), {
        argv0: 'redis-server',
        stdio: 'ignore',
        env: { ...process.env, ...(binary.libraries && { LD_LIBRARY_PATH: binary.libraries }) },
      });
      await once(started, 'spawn');
      child = started;
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      end();
      await exited;
    },
    remove: async () => {
      process.off('exit', end);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function dockerRunner(): Runner {
  let container: string | undefined;
  return {
    start: async (port) => {
      if (container) {
        await run('docker', ['start', container]);
        return;
      }
      const publish = ['--publish', `127.0.0.1:${port}:6379`];
      const { stdout } = await run('docker', [
        'run',
        '-d',
        ...publish,
        'redis:7',
        ...redisFlags(6379, '0.0.0.0', '/data'),
      ]);
      container = stdout.trim();
    },
    kill: async () => {
      if (container) await run('docker', ['kill', container]).catch(() => {});
    },
    remove: async () => {
      if (container) await run('docker', ['rm', '--force', '--volumes', container]);
    },
  };
}

function redisFlags(port: number, bind: string, folder: string): string[] {
  const settings = {
    port,
    bind,
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
  };
  return Object.entries({ ...settings, save: '', 'protected-mode': 'no' }).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]);
}

async function dockerAnswers(): Promise<boolean> {
  return run('docker', ['info'], { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

async function flush(url: string): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    await client.flushdb();
  } finally {
    client.disconnect();
  }
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.ping();
      return;
    } catch (cause) {
      if (Date.now() > deadline) throw new Error('the test Redis did not answer', { cause });
      await wait(25);
    } finally {
      client.disconnect();
    }
  }
}
