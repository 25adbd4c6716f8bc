import { createHmac, hkdfSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openKeyring } from '../../../src/core/privacy/keyring.ts';
import { sealedIn } from '../../../src/core/privacy/places.ts';
import { changeDataKey, rotateMasterKey } from '../../../src/core/privacy/rotate-keys.ts';
import { open, seal, Unopenable } from '../../../src/core/privacy/seal.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { connect, type Database } from '../../../src/db/client.ts';
import { insertDataKey, readDataKeys } from '../../../src/db/queries/keys/data-keys.ts';
import { makeTestLine, TEST_DATA_KEY, type TestLine } from '../../support/line.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let database: TestDatabase;
let line: TestLine;
beforeAll(async () => {
  database = await createTestDatabase();
  line = await makeTestLine({ url: database.url });
});
afterAll(async () => {
  await line.close();
  await database.drop();
});

const otherKey = Buffer.alloc(32, 9);
const quiet = () => {};

test('a wrong DATA_KEY opens nothing and changes nothing', async () => {
  const before = await rows(line, 'select * from data_keys order by purpose, version');
  await expect(openKeyring(line.database, otherKey)).rejects.toBeInstanceOf(Unopenable);
  await expect(changeDataKey(line.database, otherKey, TEST_DATA_KEY)).rejects.toBeInstanceOf(Unopenable);
  expect(await rows(line, 'select * from data_keys order by purpose, version')).toEqual(before);
});

test('rotating with a wrong DATA_KEY is refused before anything is made', async () => {
  const before = await rows(line, 'select * from data_keys order by purpose, version');
  await expect(rotateMasterKey(line.database, line.keyring, otherKey, quiet)).rejects.toBeInstanceOf(Unopenable);
  expect(await rows(line, 'select * from data_keys order by purpose, version')).toEqual(before);
});

test('a sealed value opens at its own place and under its own key only, and not when a byte was changed', () => {
  const key = Buffer.alloc(32, 1);
  const sealed = seal(key, sealedIn.message('1'), 'fjalë');
  expect(open(key, sealedIn.message('1'), sealed).toString()).toBe('fjalë');
  expect(() => open(key, sealedIn.message('2'), sealed)).toThrow(Unopenable);
  expect(() => open(otherKey, sealedIn.message('1'), sealed)).toThrow(Unopenable);
  for (const at of [0, 5, 20, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] as number) ^ 1;
    expect(() => open(key, sealedIn.message('1'), changed)).toThrow(Unopenable);
  }
  expect(() => open(key, sealedIn.message('1'), Buffer.alloc(3))).toThrow(Unopenable);
  expect(seal(key, sealedIn.message('1'), 'fjalë').equals(sealed)).toBe(false);
});

test('keys are rotated beside residents who write, through another process too, and every word still opens', async () => {
  const staff = await makeStaff(line, ['triage']);
  const beside = await makeTestLine({ url: database.url });
  const references: string[] = [];
  const write = async (through: TestLine, times: number) => {
    for (let time = 0; time < times; time += 1) {
      const resident = makeResident(through);
      await resident.agree();
      await resident.sendFeedback('gjatë rrotullimit');
      const shown = JSON.stringify(resident.said()).match(/F-[0-9A-Z]{6}/)?.[0];
      if (shown) references.push(shown);
    }
  };
  await write(line, 3);
  const rotate = async () => {
    for (let time = 0; time < 3; time += 1) await rotateMasterKey(line.database, line.keyring, TEST_DATA_KEY, quiet);
  };
  await Promise.all([rotate(), write(line, 6), write(beside, 6)]);
  await rotateMasterKey(line.database, line.keyring, TEST_DATA_KEY, quiet);
  expect(await count(line, 'person_keys where master_version < (select max(master_version) from person_keys)')).toBe(0);
  expect(references.length).toBe(15);
  for (const through of [line, beside])
    for (const reference of references) {
      const shown = await showItem(through, staff, reference);
      expect(shown.ok && shown.value.messages[0]?.body?.text).toBe('gjatë rrotullimit');
    }
  await beside.close();
});

test('after DATA_KEY was changed the new one opens every word and the old one nothing', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('para ndryshimit');
  const { id } = await lastItem(line);
  await changeDataKey(line.database, TEST_DATA_KEY, otherKey);
  await expect(openKeyring(line.database, TEST_DATA_KEY)).rejects.toBeInstanceOf(Unopenable);
  const keyring = await openKeyring(line.database, otherKey);
  expect(keyring.lookupHash('chat', '1').equals(line.keyring.lookupHash('chat', '1'))).toBe(true);
  const [row] = await rows(line, `select key_id from items where id = '${id}'`);
  expect(await keyring.key(line.database.read, row?.key_id as string)).not.toBeNull();
  await changeDataKey(line.database, otherKey, TEST_DATA_KEY);
});

test('equal values cannot be matched across purposes', () => {
  const purposes = ['chat', 'receipt', 'source', 'word', 'update', 'submission', 'slack_ts', 'name', 'join'] as const;
  const hashes = purposes.map((purpose) => line.keyring.lookupHash(purpose, '123').toString('hex'));
  expect(new Set(hashes).size).toBe(purposes.length);
});

describe('a database whose look-up keys were derived from one', () => {
  const one = Buffer.alloc(32, 5);
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', one, '', `lookup:${purpose}`, 32));
  const hashOf = (purpose: string) => createHmac('sha256', derived(purpose)).update('4711', 'utf8').digest();
  let older: TestDatabase;
  let connection: Database;
  beforeEach(async () => {
    older = await createTestDatabase();
    connection = connect(older.url, { max: 5 });
    for (const [purpose, key] of [
      ['master', Buffer.alloc(32, 4)],
      ['lookup', one],
    ] as const)
      await insertDataKey(connection.read, {
        purpose,
        version: 1,
        wrappedKey: seal(TEST_DATA_KEY, sealedIn.dataKey(purpose, 1), key),
      });
  });
  afterEach(async () => {
    await connection.close();
    await older.drop();
  });

  test('keeps its hashes, opened by several processes at once, and the one key is gone', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openKeyring(connection, TEST_DATA_KEY)));
    for (const keyring of [...opened, await openKeyring(connection, TEST_DATA_KEY)])
      for (const purpose of ['chat', 'receipt', 'source'] as const)
        expect(keyring.lookupHash(purpose, '4711').equals(hashOf(purpose))).toBe(true);
    const kept = await readDataKeys(connection.read);
    expect(kept.some(({ purpose }) => purpose === 'lookup')).toBe(false);
    expect(kept.filter(({ purpose }) => purpose === 'chat').length).toBe(1);
  });

  test('gives purposes that are new a key that cannot be derived from the one', async () => {
    const keyring = await openKeyring(connection, TEST_DATA_KEY);
    for (const purpose of ['update', 'submission', 'slack_ts', 'name', 'join'] as const)
      expect(keyring.lookupHash(purpose, '4711').equals(hashOf(purpose))).toBe(false);
  });

  test('opens for no other DATA_KEY, which changes nothing in it', async () => {
    const before = await readDataKeys(connection.read);
    await expect(openKeyring(connection, otherKey)).rejects.toBeInstanceOf(Unopenable);
    expect(await readDataKeys(connection.read)).toEqual(before);
  });
});
