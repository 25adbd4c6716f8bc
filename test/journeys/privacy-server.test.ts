import { afterAll, beforeAll, expect, test } from 'vitest';
import { coatsOfWord, keptInDatabase, keptInFolder, keptInRedis, search } from '../support/leak-search.ts';
import { type LineProcess, openWorld, STAFF, type TestWorld } from '../support/line-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { forget, keysIn, needlesOf, type Resident, runWithWords, showMine, tombstonesIn } from './privacy-journey.ts';

let database: TestDatabase;
let redis: TestRedis;
let world: TestWorld;
let line: LineProcess;
let residents: Resident[];
beforeAll(async () => {
  database = await createTestDatabase();
  redis = await startTestRedis({ own: true });
  world = await openWorld({ DATABASE_URL: database.url, REDIS_URL: redis.url, LOG_LEVEL: 'trace' });
  line = await world.start();
  const who = [STAFF.triage, '--name', 'Sample triage', '--agency', 'UNDP', '--role', 'triage'];
  expect((await world.command('staff', 'add', ...who)).code).toBe(0);
  residents = await runWithWords(world);
});
afterAll(async () => {
  await world.close();
  await redis.stop();
  await database.drop();
});

test('on PostgreSQL with Redis no table, no key, no append-only file, no log and no file holds a word or a chat id', async () => {
  const needles = needlesOf(residents.map(({ phone }) => phone));
  const [first] = residents as [Resident];
  const inRedis = await keptInRedis(redis.url);
  const inTables = await keptInDatabase(database.url);
  expect(search(inTables, { reference: coatsOfWord(first.reference) })).not.toEqual([]);
  expect(search(inRedis, { queue: [Buffer.from('bull')] })).not.toEqual([]);
  const log = { where: 'the log', bytes: Buffer.from(line.log()) };
  const files = await keptInFolder(world.dataDir);
  expect(search([...inRedis, ...inTables, ...files, log], needles)).toEqual([]);
});

test('after /forget on PostgreSQL the key is gone, a tombstone stays, and Slack shows no word of theirs', async () => {
  const [, staying, leaving] = residents as [Resident, Resident, Resident];
  const keys = await keysIn(database.url);
  const tombstones = await tombstonesIn(database.url);
  await forget(world, leaving);
  expect(await keysIn(database.url)).toBe(keys - 1);
  expect(await tombstonesIn(database.url)).toBe(tombstones + 1);
  await showMine(staying);
});
