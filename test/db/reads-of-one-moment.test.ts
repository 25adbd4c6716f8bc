import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '../../src/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await createTestDatabase();
  // One connection: what one read leaves on it, the next would meet.
  database = connect(own.url, { max: 1, applicationName: 'community-line-test' });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

const read = (text: string, most = Number.POSITIVE_INFINITY) =>
  database.moment({ work_mem: '8MB' }, async ({ copy }) => {
    const lengths: number[] = [];
    for await (const row of copy(text)) {
      lengths.push(row.length);
      if (lengths.length === most) throw new Error('read enough');
    }
    return lengths;
  });

test('rows come whole, few or many, small or large', async () => {
  expect(await read('select int8send(1) where false')).toEqual([]);
  expect(await read('select int8send(n) from generate_series(1, 1000) n')).toEqual(Array(1000).fill(8));
  const large = `select convert_to(repeat('x', n * 1000), 'UTF8') from generate_series(1, 300) n`;
  expect(await read(large)).toEqual(Array.from({ length: 300 }, (_, index) => (index + 1) * 1000));
});

test.each([
  [
    'before the first row',
    'select int8send(1 / (n - 1)) from generate_series(1, 10) n',
    Number.POSITIVE_INFINITY,
    /division by zero/,
  ],
  [
    'after many',
    `select convert_to(repeat('x', 9000 / (200 - n)), 'UTF8') from generate_series(1, 300) n`,
    Number.POSITIVE_INFINITY,
    /division by zero/,
  ],
  [
    'in whoever reads',
    `select convert_to(repeat('x', 100000), 'UTF8') from generate_series(1, 300)`,
    150,
    /read enough/,
  ],
])('a fault %s is thrown to whoever asked, and the connection goes on', async (_, text, most, fault) => {
  await expect(read(text, most)).rejects.toThrow(fault);
  expect(await database.run('select 1 as one', [])).toEqual([{ one: 1 }]);
});
