import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Backend, openBackend } from '../../src/queue/backend.ts';
import { startFlakyServer } from '../support/flaky-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { until } from '../support/until.ts';

let home: TestDatabase;
let server: Awaited<ReturnType<typeof startFlakyServer>>;
let warned: object[];
const opened: Backend[] = [];

beforeAll(async () => {
  home = await createTestDatabase();
});
beforeEach(async () => {
  server = await startFlakyServer(home.url);
  warned = [];
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.close();
});
afterAll(() => home.drop());

function open(url: string, prefix: string): Backend {
  const backend = openBackend({ kind: 'postgres', url }, { prefix, log: { warn: (facts) => void warned.push(facts) } });
  opened.push(backend);
  return backend;
}

test.each(['starting', 'cut'] as const)(
  'a database that is gone (%s) is tried with patience, said once in a while, and carried on with when it is back',
  async (mood) => {
    const prefix = `t${randomUUID().slice(0, 8)}`;
    const worked: string[] = [];
    const consumer = open(server.url, prefix);
    for (const lane of ['answers', 'cards', 'bulk'])
      consumer.worker(lane, async (job) => void worked.push(job.name), { concurrency: 2 });
    await consumer.ready();
    server.turn(mood);
    // Nobody else may hold the process in the meantime: a timer comes when it is due, and all is tried again and again.
    await until(() => server.refused() >= 20);
    expect(warned.length).toBeLessThan(5);
    server.turn('through');
    const producer = open(home.url, prefix);
    await producer.queue('cards').add('card', {});
    await until(() => worked.length === 1);
    // It is closed while the database is gone once more.
    const before = server.refused();
    server.turn(mood);
    await until(() => server.refused() > before);
  },
);

test('a database that goes while the queue is being opened is a failure of the start, and no fault that nobody catches', async () => {
  server.turn('starting');
  const backend = open(server.url, `t${randomUUID().slice(0, 8)}`);
  backend.queue('cards');
  backend.worker('cards', async () => {}, { concurrency: 1 });
  await expect(backend.ready()).rejects.toMatchObject({ code: '57P03' });
});
