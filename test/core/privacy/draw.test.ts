import { afterAll, beforeAll, expect, test } from 'vitest';
import { roundRandomly } from '../../../src/core/domain/figures/round-randomly.ts';
import { drawOfSum } from '../../../src/core/privacy/draw.ts';
import { openKeyring } from '../../../src/core/privacy/keyring.ts';
import {
  changeDataKey,
  replaceRootKeys,
  rotateMasterKey,
  settleRootKeys,
} from '../../../src/core/privacy/rotate-keys.ts';
import { openTestLine, TEST_DATA_KEY, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { rows } from '../../support/rows.ts';

const KEY = Buffer.alloc(32, 7);

test('the draw of a cell is that of its sum alone, and of its key', () => {
  expect(drawOfSum(KEY, '00012')).toEqual(drawOfSum(KEY, '12'));
  expect(drawOfSum(KEY, '281474976710656000000')).toEqual(drawOfSum(KEY, '281474976710656000000'));
  expect(drawOfSum(KEY, '12')).not.toEqual(drawOfSum(KEY, '13'));
  expect(drawOfSum(KEY, '12')).not.toEqual(drawOfSum(Buffer.alloc(32, 8), '12'));
});

test('the draw of a whole is what those of its parts come to, and of two different cells neither tells of the other', () => {
  const { count, money } = drawOfSum(KEY, '40000000000001');
  const part = drawOfSum(KEY, '20000000000007');
  const rest = drawOfSum(KEY, '19999999999994');
  expect(count).toBeCloseTo((part.count + rest.count) % 1, 9);
  expect(money).toBeCloseTo((part.money + rest.money) % 1, 9);
});

test('over many cells draws are even, those of money apart from those of counts', () => {
  const draws = Array.from({ length: 20_000 }, (_, index) => drawOfSum(KEY, String(index)));
  const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  expect(mean(draws.map(({ count }) => count))).toBeCloseTo(0.5, 1);
  expect(mean(draws.map(({ money }) => money))).toBeCloseTo(0.5, 1);
  expect(mean(draws.map(({ count, money }) => (count - 0.5) * (money - 0.5)))).toBeCloseTo(0, 2);
  for (let count = 0; count < 10; count += 1)
    expect(Math.abs(mean(draws.map((draw) => roundRandomly(count, draw))) - count)).toBeLessThan(0.1);
});

let line: TestLine;
beforeAll(async () => {
  line = await openTestLine();
});
afterAll(() => line.close());

test('keys that are rotated and another DATA_KEY leave every cell as it was issued', async () => {
  const before = line.keyring.drawOf('4711');
  const otherKey = Buffer.alloc(32, 9);
  await rotateMasterKey(line.database, line.keyring, TEST_DATA_KEY, () => undefined);
  await replaceRootKeys(line.database, line.keyring, TEST_DATA_KEY);
  await settleRootKeys(line.database, line.keyring);
  expect(line.keyring.drawOf('4711')).toEqual(before);
  await changeDataKey(line.database, TEST_DATA_KEY, otherKey);
  expect((await openKeyring(line.database, otherKey)).drawOf('4711')).toEqual(before);
  await changeDataKey(line.database, otherKey, TEST_DATA_KEY);
  expect(await rows(line, `select version from data_keys where purpose = 'figures'`)).toEqual([{ version: 1 }]);
});

test('every item has a number of its own of 48 bits', async () => {
  const resident = makeResident(line);
  await resident.agree();
  for (const words of ['një', 'dy', 'tre']) await resident.sendFeedback(words);
  const numbers = (await rows(line, 'select figure_number from items')).map((row) =>
    BigInt(row.figure_number as string),
  );
  expect(new Set(numbers).size).toBe(3);
  for (const number of numbers) expect(number >= 0n && number < 2n ** 48n).toBe(true);
});
