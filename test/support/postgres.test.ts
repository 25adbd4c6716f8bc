import postgres from 'postgres';
import { expect, test } from 'vitest';
import { createTestDatabase } from './postgres.ts';

test('a test database is migrated and shared with no other test', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const sql = postgres(one.url, { max: 1 });
  try {
    expect(one.url).not.toBe(other.url);
    const tables = await sql`select table_name from information_schema.tables where table_schema = 'public'`;
    expect(tables.map((row) => row.table_name)).toContain('items');
  } finally {
    await sql.end();
    await Promise.all([one.drop(), other.drop()]);
  }
});

test('a dropped test database is gone even while somebody is connected to it', async () => {
  const database = await createTestDatabase();
  const sql = postgres(database.url, { max: 1, onclose: () => {} });
  await sql`select 1`;
  await database.drop();
  await expect(sql`select 1`.then(() => sql`select 1`)).rejects.toThrow();
  await sql.end({ timeout: 1 });
});
