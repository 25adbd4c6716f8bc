import { expect, test } from 'vitest';
import { sealOncePlain } from '../../src/run/foundation.ts';
import { makeTestLine } from '../support/line.ts';
import { createTestDatabase } from '../support/postgres.ts';

test('processes that start at once after an upgrade end what the migration began once, and none of them fails', async () => {
  const database = await createTestDatabase();
  const lines = await Promise.all(Array.from({ length: 6 }, () => makeTestLine({ url: database.url })));
  try {
    expect(await Promise.all(lines.map(sealOncePlain))).toEqual(lines.map(() => 0));
  } finally {
    await Promise.all(lines.map((line) => line.close()));
    await database.drop();
  }
});
