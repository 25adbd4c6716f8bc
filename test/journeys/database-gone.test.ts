import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runningServer } from '../../src/db/embedded/server.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { openWorld, type TestWorld } from '../support/line-process.ts';
import { until } from '../support/until.ts';

let folder: string;
let server: EmbeddedPostgres;
let world: TestWorld;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'community-line-gone-'));
  server = await startEmbeddedPostgres({ dataDir: folder, settings: { fsync: 'off' } });
  const DATA_KEY = Buffer.alloc(32, 7).toString('base64');
  world = await openWorld({ DATABASE_URL: server.url, QUEUE_BACKEND: 'postgres', DATA_KEY });
});
afterAll(async () => {
  await world?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a line whose database was killed says so without flooding its log, and ends when it is asked to', async () => {
  const line = await world.start();
  const { pid } = (await runningServer(join(folder, 'postgres', 'cluster'))) ?? {};
  process.kill(pid as number, 'SIGKILL');
  let ended = false;
  void line.exited.then(() => {
    ended = true;
  });
  // A connection that closes under a write may end the line, in order (docs/operations.md): then nothing more is said.
  await until(() => ended || line.log().includes('a sign of life could not be written'));
  await line.stop();
  const said = line.log().split('\n');
  expect(said.filter((row) => row.includes('queue connection failed')).length).toBeLessThan(5);
  expect(said.length).toBeLessThan(100);
});
