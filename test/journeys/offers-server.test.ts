import { afterAll } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { holdJourneys } from './offers-journeys.ts';

let database: TestDatabase | undefined;
let redis: TestRedis | undefined;
// Hooks end in the other order than they were set: the line closes first.
afterAll(async () => {
  await redis?.stop();
  await database?.drop();
});

holdJourneys('on PostgreSQL with Redis', async () => {
  database = await createTestDatabase();
  redis = await startTestRedis();
  return { DATABASE_URL: database.url, REDIS_URL: redis.url };
});
