import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/core/domain/codes.ts';
import { STAFF } from '../support/line-process.ts';
import { openRedisWorld, type RedisWorld } from '../support/server-world.ts';
import { liveThroughFeedback } from './feedback-journey.ts';

let world: RedisWorld;
beforeAll(async () => {
  world = await openRedisWorld();
  await world.start();
  await world.command('staff', 'add', STAFF.triage, '--name', 'Sample triage', '--agency', 'UNDP', '--role', 'triage');
});
afterAll(async () => {
  await world.close();
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
