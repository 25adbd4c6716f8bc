import { Redis } from 'ioredis';
import { afterEach, expect, test } from 'vitest';
import { startTestRedis, type TestRedis } from './redis.ts';

let redis: TestRedis | undefined;

afterEach(async () => {
  await redis?.stop();
  redis = undefined;
});

async function ask<T>(url: string, question: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url);
  try {
    return await question(client);
  } finally {
    client.disconnect();
  }
}

test('a test Redis keeps what it acknowledged when it is killed and started again', async () => {
  redis = await startTestRedis({ own: true });
  await ask(redis.url, (client) => client.set('kept', 'yes'));
  await redis.kill();
  await redis.restart();
  expect(await ask(redis.url, (client) => client.get('kept'))).toBe('yes');
});

test('a flushed test Redis holds nothing, and evicts nothing by itself', async () => {
  redis = await startTestRedis({ own: true });
  await ask(redis.url, (client) => client.set('kept', 'yes'));
  await redis.flush();
  expect(await ask(redis.url, (client) => client.dbsize())).toBe(0);
  expect(await ask(redis.url, (client) => client.config('GET', 'maxmemory-policy'))).toEqual([
    'maxmemory-policy',
    'noeviction',
  ]);
});
