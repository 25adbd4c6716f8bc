import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { owed } from '../../src/core/domain/owed.ts';
import { connect, type Database } from '../../src/db/client.ts';
import * as outbox from '../../src/db/queries/work/outbox.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let home: TestDatabase;
let database: Database;
const now = new Date('2026-01-01T10:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const stranded = { answers: later(60), cards: later(120), bulk: later(1800) };
const claim = (at = now) => database.transaction((tx) => outbox.claimWaiting(tx, at, 100, stranded));
const card = (itemId: string) => owed('card', { itemId });
/** Bulk work that never merges, as each row here is for another session. */
const bulk = (count: number) =>
  Array.from({ length: count }, (_, n) => owed('remind', { sessionId: String(n), kind: 'day_before' }));

beforeAll(async () => {
  home = await createTestDatabase();
  database = connect(home.url);
});
beforeEach(async () => {
  const { sql } = await import('drizzle-orm');
  await database.read.execute(sql`truncate outbox`);
});
afterAll(async () => {
  await database?.close();
  await home?.drop();
});

test('what nobody begins is stranded by the time of its own lane', async () => {
  await outbox.oweMany(database.read, [owed('resident', { residentId: 'r' }), card('a'), ...bulk(1)]);
  const claimed = (await claim()).map(({ lane, strandedAt }) => [lane, strandedAt]);
  expect(Object.fromEntries(claimed)).toEqual(stranded);
});

test('a change merged into a waiting row is not handed out before its transaction commits', async () => {
  await outbox.owe(database.read, 'card', { itemId: 'a' });
  await database.transaction(async (tx) => {
    await outbox.owe(tx, 'card', { itemId: 'a' });
    expect(await claim()).toEqual([]);
  });
  expect(await claim()).toHaveLength(1);
  expect(await claim()).toEqual([]);
});

test('a change that meets the relay in the middle of its claim gets a row of its own', async () => {
  await outbox.owe(database.read, 'card', { itemId: 'a' });
  let second: Promise<void> | undefined;
  await database.transaction(async (tx) => {
    expect(await outbox.claimWaiting(tx, now, 100, stranded)).toHaveLength(1);
    second = database.transaction((other) => outbox.owe(other, 'card', { itemId: 'a' }));
  });
  await second;
  expect(await outbox.countByState(database.read)).toEqual({ waiting: 1, queued: 1, parked: 0 });
});

test('two relays at once claim each row once', async () => {
  await outbox.oweMany(
    database.read,
    Array.from({ length: 300 }, (_, n) => card(String(n))),
  );
  const claimed = (await Promise.all([claim(), claim(), claim(), claim(), claim()])).flat();
  claimed.push(...(await claim()), ...(await claim()), ...(await claim()));
  expect(claimed).toHaveLength(300);
  expect(new Set(claimed.map((row) => row.id)).size).toBe(300);
});

test('a job delivered twice is begun once, and an old generation is nobody’s', async () => {
  await outbox.owe(database.read, 'card', { itemId: 'a' });
  const [row] = await claim();
  const begin = (generation: number) => outbox.readQueued(database.read, row?.id ?? 0, generation, 60);
  const begun = await Promise.all([begin(1), begin(1), begin(2)]);
  expect(begun.filter((one) => one !== null)).toHaveLength(1);
});

test('stranded rows wait again, once for each merge key and with the newest change kept', async () => {
  await outbox.owe(database.read, 'card', { itemId: 'a' });
  await claim();
  await outbox.owe(database.read, 'card', { itemId: 'a' });
  await claim();
  await outbox.owe(database.read, 'card', { itemId: 'b' });
  await claim();
  await outbox.owe(database.read, 'card', { itemId: 'b' });
  expect(await outbox.restrand(database.read, later(119))).toBe(0);
  expect(await outbox.restrand(database.read, later(120))).toBe(3);
  expect(await outbox.countByState(database.read)).toEqual({ waiting: 2, queued: 0, parked: 0 });
});

test('a begun row is its worker’s as long as the hold is renewed, whatever the clock of another machine says', async () => {
  await outbox.owe(database.read, 'card', { itemId: 'a' });
  const [row] = await claim();
  const mine = { id: row?.id ?? 0, generation: 1 };
  await outbox.readQueued(database.read, mine.id, mine.generation, 60);
  expect(await outbox.restrand(database.read, later(99_999))).toBe(0);
  await outbox.holdOn(database.read, [mine], 0);
  expect(await outbox.restrand(database.read, now)).toBe(1);
  // Taken up by another: whoever comes back from the dead neither holds nor ends it.
  await claim();
  await outbox.holdOn(database.read, [mine], 60);
  await outbox.finish(database.read, mine.id, mine.generation);
  expect(await outbox.countByState(database.read)).toEqual({ waiting: 0, queued: 1, parked: 0 });
});

test('urgent rows are nobody’s but the workers’, and bulk work that is due does not stand before them', async () => {
  await outbox.oweMany(database.read, [
    ...bulk(50),
    owed('urgent_card', { itemId: 'u' }),
    owed('urgent_card', { itemId: 'later' }, later(60)),
  ]);
  expect((await claim()).some((row) => row.topic === 'urgent_card')).toBe(false);
  expect(await outbox.nextRunAt(database.read)).toBeNull();
  expect(await outbox.beginUrgent(database.read, now, 10, 60)).toMatchObject([{ payload: { itemId: 'u' } }]);
});

test('a retry beside a newer waiting row becomes one row that honours the wait', async () => {
  await outbox.owe(database.read, 'card', { itemId: 'a' });
  const [row] = await claim();
  await outbox.owe(database.read, 'card', { itemId: 'a' });
  await outbox.retryLater(database.read, row?.id ?? 0, 1, { at: later(30), reason: 'busy' });
  expect(await claim(later(29))).toEqual([]);
  expect(await claim(later(30))).toMatchObject([{ attempts: 1, payload: { itemId: 'a' } }]);
});

test('parked work stays until it is released, and then starts from the beginning', async () => {
  await outbox.owe(database.read, 'card', { itemId: 'a' });
  const [row] = await claim();
  expect(await outbox.park(database.read, row?.id ?? 0, 1, 'gone')).toMatchObject({ reason: 'gone' });
  expect(await outbox.restrand(database.read, later(9999))).toBe(0);
  expect(await outbox.listParked(database.read)).toHaveLength(1);
  expect(await outbox.releaseParked(database.read, row?.id ?? 0, now)).toBe(true);
  expect(await claim()).toMatchObject([{ attempts: 0, generation: 2 }]);
});

test('bulk work is handed out last, and work of the future not at all', async () => {
  await outbox.oweMany(database.read, [
    ...bulk(150),
    owed('card', { itemId: 'late' }, later(60)),
    owed('resident', { residentId: 'r' }),
  ]);
  const rows = await claim();
  expect(rows[0]?.topic).toBe('resident');
  expect(rows.some((row) => row.topic === 'card')).toBe(false);
});
