import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimWaiting, countByState, owe, park } from '../../src/db/queries/work/outbox.ts';
import { makeTestLine, type TestLine } from '../support/line.ts';
import { openWorld, type TestWorld } from '../support/line-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let line: TestLine;
let world: TestWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  line = await makeTestLine({ url: database.url });
  world = await openWorld({ DATABASE_URL: database.url, DATA_KEY: Buffer.alloc(32, 7).toString('base64') });
});
afterAll(async () => {
  await world.close();
  await line.close();
  await database.drop();
});

test('what was given up is tried again, though the same work is owed anew', async () => {
  await owe(line.database.read, 'card', { itemId: 'of nobody' });
  const later = new Date(Date.now() + 60_000);
  const [row] = await line.database.transaction((tx) =>
    claimWaiting(tx, new Date(), 10, { bulk: later, others: later }),
  );
  await park(line.database.read, row?.id ?? 0, row?.generation ?? 0, 'refused');
  await owe(line.database.read, 'card', { itemId: 'of nobody' });
  expect(await world.command('release')).toEqual({ code: 0, out: 'Tried again: 1.\n', err: '' });
  expect(await countByState(line.database.read)).toMatchObject({ parked: 0, queued: 0 });
});
