import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBackend } from '../../../src/queue/backend.ts';
import { type CutRedis, cutRedis } from '../../../src/sandbox/host/cut-redis.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';

let redis: TestRedis;
let pass: CutRedis;
beforeAll(async () => {
  redis = await startTestRedis();
  pass = (await cutRedis(redis.url)) as CutRedis;
});
afterAll(async () => {
  await pass.close();
  await redis.stop();
});

test('while Redis is taken away the queue refuses, and what is queued afterwards is worked on by the same worker', async () => {
  const backend = openBackend({ kind: 'redis', url: pass.url }, { prefix: 'cut-redis-test' });
  const seen: string[] = [];
  const answers = () =>
    backend.ping().then(
      () => true,
      () => false,
    );
  try {
    backend.worker('work', async (job) => void seen.push(job.name), { concurrency: 1 });
    const queue = backend.queue('work');
    await until(answers);
    await queue.add('before', {});
    await until(() => seen.includes('before'));
    pass.cut(true);
    expect(pass.isCut()).toBe(true);
    await expect(queue.add('meanwhile', {})).rejects.toThrow();
    expect(await answers()).toBe(false);
    pass.cut(false);
    await until(answers);
    await queue.add('after', {});
    await until(() => seen.includes('after'));
    expect(seen).toEqual(['before', 'after']);
  } finally {
    await backend.close();
  }
});

test('user, password and database stay, and a server that proves itself by certificate is left alone', async () => {
  const named = (await cutRedis('redis://line:secret@redis.example:6380/3')) as CutRedis;
  const url = new URL(named.url);
  expect([url.username, url.password, url.pathname, url.hostname]).toEqual(['line', 'secret', '/3', '127.0.0.1']);
  await named.close();
  expect(await cutRedis('rediss://redis.example')).toBeNull();
});
