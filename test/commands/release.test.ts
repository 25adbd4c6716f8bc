import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimWaiting, countByState, owe, park } from '../../src/db/queries/work/outbox.ts';
import { makeTestLine, type TestLine } from '../support/line.ts';
import { openServerWorld, type ServerWorld } from '../support/server-world.ts';

let line: TestLine;
let world: ServerWorld;
beforeAll(async () => {
  world = await openServerWorld({ DATA_KEY: Buffer.alloc(32, 7).toString('base64') });
  line = await makeTestLine({ url: world.database.url });
});
afterAll(async () => {
  await line.close();
  await world.close();
});

test('what was given up is tried again, though the same work is owed anew', async () => {
  await owe(line.database.read, 'card', { itemId: 'of nobody' });
  const later = new Date(Date.now() + 60_000);
  const [row] = await line.database.transaction((tx) =>
    claimWaiting(tx, new Date(), 10, { answers: later, cards: later, bulk: later }),
  );
  await park(line.database.read, row?.id ?? 0, row?.generation ?? 0, 'refused');
  await owe(line.database.read, 'card', { itemId: 'of nobody' });
  expect(await world.command('release')).toEqual({ code: 0, out: 'Tried again: 1.\n', err: '' });
  expect(await countByState(line.database.read)).toMatchObject({ parked: 0, queued: 0 });
});
