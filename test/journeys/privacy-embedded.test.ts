import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedUrl } from '../../src/db/embedded.ts';
import { coatsOfWord, keptInDatabase, keptInFolder, search } from '../support/leak-search.ts';
import { type LineProcess, openWorld, STAFF, type TestWorld } from '../support/line-process.ts';
import {
  forget,
  keysIn,
  needlesOf,
  type Resident,
  runWithWords,
  showMine,
  tombstoneFile,
  tombstonesIn,
} from './privacy-journey.ts';

let world: TestWorld;
let line: LineProcess;
let residents: Resident[];
let log = '';
beforeAll(async () => {
  world = await openWorld({ LOG_LEVEL: 'trace' });
  line = await world.start();
  const who = [STAFF.triage, '--name', 'Sample triage', '--agency', 'UNDP', '--role', 'triage'];
  expect((await world.command('staff', 'add', ...who)).code).toBe(0);
  residents = await runWithWords(world);
});
afterAll(() => world.close());

const url = async () => (await embeddedUrl(world.dataDir)) as string;

test('on the embedded default no table, no file, no log and no byte of the database server holds a word or a chat id', async () => {
  const needles = needlesOf(residents.map(({ phone }) => phone));
  const [first] = residents as [Resident];
  const known = { reference: coatsOfWord(first.reference) };
  const tables = await keptInDatabase(await url());
  expect(search(tables, known)).not.toEqual([]);
  expect(search(tables, needles)).toEqual([]);
  expect(await line.stop()).toBe(0);
  log = line.log();
  const files = await keptInFolder(world.dataDir);
  expect(search(files, known)).not.toEqual([]);
  expect(
    files.some(({ where }) => /file [0-9A-F]{24}/.test(where)),
    'the write-ahead log is read',
  ).toBe(true);
  expect(search(files, needles)).toEqual([]);
  expect(log).toContain('the line is ready');
  expect(search([{ where: 'the log', bytes: Buffer.from(log) }], needles)).toEqual([]);
});

test('after /forget the key is gone, a tombstone stays, Slack shows no word of theirs, and others keep theirs', async () => {
  line = await world.start();
  const [leaving, staying] = residents as [Resident, Resident];
  const keys = await keysIn(await url());
  const tombstones = await tombstonesIn(await url());
  await forget(world, leaving);
  expect(await keysIn(await url())).toBe(keys - 1);
  expect(await tombstonesIn(await url())).toBe(tombstones + 1);
  await showMine(staying);
  await line.stop();
  line = await world.start();
  expect((await tombstoneFile(world)).trim().split('\n')).toHaveLength(tombstones + 1);
});
