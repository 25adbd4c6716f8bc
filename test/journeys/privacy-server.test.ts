import { afterAll, beforeAll, expect, test } from 'vitest';
import { coatsOfWord, keptInDatabase, keptInFolder, keptInRedis, search } from '../support/leak-search.ts';
import { type LineProcess, STAFF } from '../support/line-process.ts';
import { openRedisWorld, type RedisWorld } from '../support/server-world.ts';
import { forget, keysIn, needlesOf, type Resident, runWithWords, showMine, tombstonesIn } from './privacy-journey.ts';

let world: RedisWorld;
let line: LineProcess;
let residents: Resident[];
beforeAll(async () => {
  world = await openRedisWorld({ LOG_LEVEL: 'trace' }, { own: true });
  line = await world.start();
  const who = [STAFF.triage, '--name', 'Sample triage', '--agency', 'UNDP', '--role', 'triage'];
  expect((await world.command('staff', 'add', ...who)).code).toBe(0);
  residents = await runWithWords(world);
});
afterAll(async () => {
  await world.close();
});

test('on PostgreSQL with Redis no table, no key, no append-only file, no log and no file holds a word or a chat id', async () => {
  const needles = needlesOf(residents.map(({ phone }) => phone));
  const [first] = residents as [Resident];
  const inRedis = await keptInRedis(world.redis.url);
  const inTables = await keptInDatabase(world.database.url);
  expect(search(inTables, { reference: coatsOfWord(first.reference) })).not.toEqual([]);
  expect(search(inRedis, { queue: [Buffer.from('bull')] })).not.toEqual([]);
  const log = { where: 'the log', bytes: Buffer.from(line.log()) };
  const files = await keptInFolder(world.dataDir);
  expect(search([...inRedis, ...inTables, ...files, log], needles)).toEqual([]);
});

test('after /forget on PostgreSQL the key is gone, a tombstone stays, and Slack shows no word of theirs', async () => {
  const [, staying, leaving] = residents as [Resident, Resident, Resident];
  const keys = await keysIn(world.database.url);
  const tombstones = await tombstonesIn(world.database.url);
  await forget(world, leaving);
  expect(await keysIn(world.database.url)).toBe(keys - 1);
  expect(await tombstonesIn(world.database.url)).toBe(tombstones + 1);
  await showMine(staying);
});
