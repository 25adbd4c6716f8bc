import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/core/domain/codes.ts';
import { TEST_DATA_KEY } from '../support/line.ts';
import { type LineProcess, openWorld, type TestWorld } from '../support/line-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { makeWorldClock } from '../support/world-clock.ts';
import {
  liveWithThePhone,
  openSerious,
  putOnDuty,
  reportAnonymously,
  reportWhileNobodyIsOnDuty,
  type Serious,
} from './serious-journey.ts';
import { errorsIn } from './staff-desk.ts';

const clock = makeWorldClock();
let database: TestDatabase;
let redis: TestRedis;
let world: TestWorld;
let processes: LineProcess[];
let serious: Serious;
beforeAll(async () => {
  database = await createTestDatabase();
  redis = await startTestRedis({ own: true });
  const env = { DATABASE_URL: database.url, REDIS_URL: redis.url, DATA_KEY: TEST_DATA_KEY.toString('base64') };
  world = await openWorld({ ...env, ...clock.env }, { clock: clock.now, slackBurst: 10_000 });
  processes = [await world.startPart('telegram'), await world.startPart('slack'), await world.startPart('worker')];
  serious = await openSerious(world, clock, database.url);
});
afterAll(async () => {
  await world.close();
  await redis.stop();
  await database.drop();
  clock.end();
});

const inAll = test.each(LANGUAGES);
inAll(
  'three processes promise no hour to who is in danger and speaks %s, and call everybody, while nobody is on duty',
  (language) => reportWhileNobodyIsOnDuty(serious, language),
);

test('a lead of protection puts two on duty by Slack', () => putOnDuty(serious));

inAll(
  'three processes hear who is in danger and speaks %s, call who is on duty, and leave nothing on the phone',
  (language) => liveWithThePhone(serious, language),
);

inAll('three processes answer who reports without a name in %s by the receipt alone, and mark nothing', (language) =>
  reportAnonymously(serious, language),
);

test('no word of theirs and no error is in the log of any of the three', () => {
  for (const { log } of processes) {
    expect(log()).not.toContain('fjalëshpikur');
    expect(errorsIn(log())).toEqual([]);
  }
});
