import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import type { TestDatabase } from '../../support/postgres.ts';

let home: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  home = await databaseBefore('a_number_for_figures');
  sql = postgres(home.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await home.drop();
});

test('every item of before gets a number of its own, and what erasure had closed counts as open', async () => {
  const write = (reference: string, closing: { reason: string; closed: string; redacted: string | null } | null) =>
    sql`insert into items (id, reference, submission_key, kind, agency, language, channel, received_at, due_at, updated_at,
        status, closed_reason, closed_at, redacted_at)
      values (${randomUUID()}, ${reference}, ${randomUUID()}, 'feedback', 'UNDP', 'sq', 'phone', '2026-01-01', '2026-01-11', now(),
        ${closing ? 'closed' : 'open'}, ${closing?.reason ?? null}, ${closing?.closed ?? null}, ${closing?.redacted ?? null})`;
  await write('F-1', null);
  await write('F-2', { reason: 'withdrawn', closed: '2026-02-01', redacted: '2026-02-01' });
  await write('F-3', { reason: 'withdrawn', closed: '2026-02-01', redacted: null });
  await write('F-4', { reason: 'answered', closed: '2026-02-01', redacted: '2026-02-01' });
  await write('F-5', { reason: 'withdrawn', closed: '2026-02-01', redacted: '2026-03-01' });
  await migrate(home.url);
  const items = await sql`select reference, figure_number, open_when_erased from items order by reference`;
  const numbers = items.map((row) => BigInt(String(row.figure_number)));
  expect(new Set(numbers).size).toBe(5);
  for (const number of numbers) expect(number >= 0n && number < 2n ** 48n).toBe(true);
  expect(items.filter((row) => row.open_when_erased).map((row) => row.reference)).toEqual(['F-2']);
});
