import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/core/domain/codes.ts';
import { openWorld, STAFF, type TestWorld } from '../support/line-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { liveThroughFeedback } from './feedback-journey.ts';

let database: TestDatabase;
let redis: TestRedis;
let world: TestWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  redis = await startTestRedis();
  world = await openWorld({ DATABASE_URL: database.url, REDIS_URL: redis.url });
  await world.start();
  await world.command('staff', 'add', STAFF.triage, '--name', 'Sample triage', '--agency', 'UNDP', '--role', 'triage');
});
afterAll(async () => {
  await world.close();
  await redis.stop();
  await database.drop();
});

test.each(LANGUAGES)(
  'on PostgreSQL with Redis a resident who speaks %s is heard, answered, and counted',
  async (language) => {
    await liveThroughFeedback(world, language);
  },
);

test('SIGTERM ends the line within ten seconds with exit code 0', async () => {
  const line = await world.start();
  expect(await line.stop()).toBe(0);
});
