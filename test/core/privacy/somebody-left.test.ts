import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyRetention } from '../../../src/core/forgetting/apply-retention.ts';
import { noteOnItem } from '../../../src/core/items/note-on-item.ts';
import { findItems } from '../../../src/core/items/search/find-items.ts';
import { indexPending } from '../../../src/core/items/search/search-index.ts';
import { openKeyring } from '../../../src/core/privacy/keyring.ts';
import { sealedIn } from '../../../src/core/privacy/places.ts';
import {
  changeDataKey,
  replaceRootKeys,
  rotateMasterKey,
  settleRootKeys,
} from '../../../src/core/privacy/rotate-keys.ts';
import { open } from '../../../src/core/privacy/seal.ts';
import { makeTestLine, TEST_DATA_KEY, type TestLine } from '../../support/line.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

const NEW_DATA_KEY = Buffer.alloc(32, 9);

/** Rotations beside residents who write, on a machine that others keep busy. */

let database: TestDatabase;
let line: TestLine;
let clock: Date;
beforeEach(async () => {
  clock = new Date('2026-05-04T08:00:00Z');
  database = await createTestDatabase();
  line = await makeTestLine({ url: database.url, now: () => clock });
});
afterEach(async () => {
  await line.close();
  await database.drop();
});

/** Every root key that a copy of `data_keys` gives to whoever knows the DATA_KEY of then. */
async function rootKeysOf(dataKey: Buffer): Promise<Buffer[]> {
  const keys: Buffer[] = [];
  for (const one of await rows(line, 'select purpose, version, wrapped_key from data_keys'))
    try {
      keys.push(open(dataKey, sealedIn.dataKey(String(one.purpose), Number(one.version)), one.wrapped_key as Buffer));
    } catch {
      // Wrapped by another one.
    }
  return keys;
}
/** Tries a chat's id, and the messages in it, under every key: what a machine does for all ten thousand million ids. */
async function found(keys: Buffer[], chatId: string): Promise<number> {
  const columns = [
    ['residents', 'chat_hash'],
    ['messages', 'source_hash'],
  ] as const;
  const values = [chatId, ...Array.from({ length: 400 }, (_, message) => `telegram:${chatId}:${message}`)];
  let hits = 0;
  for (const [table, column] of columns) {
    const standing = new Set(
      (await rows(line, `select ${column} as hash from ${table} where ${column} is not null`)).map((one) =>
        (one.hash as Buffer).toString('hex'),
      ),
    );
    for (const key of keys)
      for (const value of values)
        if (standing.has(createHmac('sha256', key).update(value, 'utf8').digest('hex'))) hits += 1;
  }
  return hits;
}
async function rotate(): Promise<void> {
  await replaceRootKeys(line.database, line.keyring, TEST_DATA_KEY);
  await rotateMasterKey(line.database, line.keyring, TEST_DATA_KEY, () => {});
  await settleRootKeys(line.database, line.keyring);
  await changeDataKey(line.database, TEST_DATA_KEY, NEW_DATA_KEY);
}

test('whoever left with DATA_KEY and a copy of the keys finds no chat in a dump that was taken after the rotation', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('para se të shkonte');
  const stolen = await rootKeysOf(TEST_DATA_KEY);
  // It can be done: with what they had they find this resident, and a message of theirs.
  expect(await found(stolen, resident.chatId)).toBe(2);
  await rotate();
  expect(await rootKeysOf(TEST_DATA_KEY)).toEqual([]);
  // Of what they knew, the messages of before alone, until retention: a chat and a message's number must be guessed together.
  expect(await found(stolen, resident.chatId)).toBe(1);
  await rows(line, 'update messages set source_hash = null where source_key_version = 1');
  expect(await found(stolen, resident.chatId)).toBe(0);
});

test('what is written after the rotation is found by none of the keys of before, and the index is sealed under none', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('fjalaepare');
  await indexPending(line);
  const stolen = await rootKeysOf(TEST_DATA_KEY);
  const opened = async () => {
    let bags = 0;
    for (const bag of await rows(line, 'select item_id, sealed from search_bags where sealed is not null'))
      for (const key of stolen)
        try {
          open(key, sealedIn.searchBag(String(bag.item_id)), bag.sealed as Buffer);
          bags += 1;
        } catch {
          // Another key.
        }
    return bags;
  };
  expect(await opened()).toBe(1);
  await rotate();
  await indexPending(line);
  await resident.sendFeedback('fjalaedyte');
  const stranger = makeResident(line);
  await stranger.agree();
  await stranger.sendFeedback('fjalaetrete');
  await indexPending(line);
  expect(await count(line, 'search_bags where sealed is not null')).toBe(3);
  expect(await opened()).toBe(0);
  expect(await found(stolen, stranger.chatId)).toBe(0);
});

test('residents are known through it, in a process that has not read the new keys and in one that starts with the new DATA_KEY', async () => {
  const beside = await makeTestLine({ url: database.url, now: () => clock });
  const chats = Array.from({ length: 6 }, (_, place) => String(700_000_000 + place));
  for (const chatId of chats) {
    const resident = makeResident(line, chatId);
    await resident.agree();
    await resident.sendFeedback(`para ${chatId}`);
  }
  await replaceRootKeys(line.database, line.keyring, TEST_DATA_KEY);
  await rotateMasterKey(line.database, line.keyring, TEST_DATA_KEY, () => {});
  const writeOn = async (through: TestLine, chatId: string) => {
    const resident = makeResident(through, chatId);
    await resident.command('my');
    expect(resident.keys()).not.toContain('language:ask');
    await resident.sendFeedback(`pas ${chatId}`);
  };
  // Before the chats are hashed anew, while they are, and after.
  await writeOn(beside, chats[0] as string);
  await Promise.all([
    settleRootKeys(line.database, line.keyring),
    ...chats.slice(1, 4).map((chatId, place) => writeOn(place % 2 ? line : beside, chatId)),
  ]);
  const stale = await makeTestLine({ url: database.url, now: () => clock });
  await writeOn(stale, chats[4] as string);
  await changeDataKey(line.database, TEST_DATA_KEY, NEW_DATA_KEY);
  const keyring = await openKeyring(line.database, NEW_DATA_KEY);
  await writeOn({ ...line, keyring }, chats[5] as string);
  expect(await count(line, 'residents')).toBe(chats.length);
  expect(await count(line, 'residents where chat_key_version < 2')).toBe(0);
  expect(await count(line, 'items')).toBe(2 * chats.length);
  await stale.close();
  await beside.close();
});

test('an edit of a message from before is found, and a thread message that comes again is noted once', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('para');
  const item = await lastItem(line);
  const { source_hash: before } = await row(line, `select source_hash from messages where item_id = '${item.id}'`);
  const staff = await makeStaff(line, ['triage']);
  const note = { text: 'shënim', source: 'slack:C0MAIN00001:1700000000.000100' };
  await noteOnItem(line, staff, item.reference, note);
  await rotate();
  await noteOnItem(line, staff, item.reference, note);
  expect(await count(line, `messages where item_id = '${item.id}' and direction = 'note'`)).toBe(1);
  expect(before).not.toBeNull();
  expect(await count(line, "data_keys where purpose = 'source'")).toBe(2);
});

describe('the key of before', () => {
  test('stays while somebody who did not agree stands under it, and goes when they have expired', async () => {
    await makeResident(line).command('start');
    await rotate();
    const chatKeys = () => count(line, "data_keys where purpose = 'chat'");
    expect(await chatKeys()).toBe(2);
    clock = new Date(clock.getTime() + 25 * 3_600_000);
    await applyRetention(line);
    await settleRootKeys(line.database, await openKeyring(line.database, NEW_DATA_KEY));
    expect(await chatKeys()).toBe(1);
  });

  test('is not needed by who agrees after the rotation: their chat is hashed anew with it', async () => {
    const resident = makeResident(line);
    await resident.command('start');
    await rotate();
    await resident.press('language:sq');
    await resident.press('agree:yes');
    expect(await count(line, 'residents where chat_key_version = 2 and consented_at is not null')).toBe(1);
    await resident.command('my');
    expect(await count(line, 'residents')).toBe(1);
  });
});

test('search goes on through it', async () => {
  const staff = await makeStaff(line, ['triage']);
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('fjalaekatert');
  const words = async () => {
    const result = await findItems(line, staff, 'fjalaekatert', 10);
    return result.ok && result.value.length;
  };
  expect(await words()).toBe(1);
  await rotate();
  expect(await words()).toBe(1);
  await indexPending(line);
  expect(await words()).toBe(1);
  await settleRootKeys(line.database, await openKeyring(line.database, NEW_DATA_KEY));
  expect(await count(line, "data_keys where purpose = 'index'")).toBe(1);
  expect(await words()).toBe(1);
});
