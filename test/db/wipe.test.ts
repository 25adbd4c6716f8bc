import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { wipeDatabase } from '../../src/db/wipe.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function ask<Row extends object>(query: string): Promise<Row[]> {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe<Row[]>(query);
  } finally {
    await sql.end();
  }
}

test('a wiped database holds nothing of what was in it, in any schema, and can be begun anew', async () => {
  await ask('create schema line_queue; create table line_queue.jobs (id int); insert into line_queue.jobs values (1)');
  await ask("insert into settings (key, value, updated_at) values ('wiped', '1', now())");
  await wipeDatabase(database.url);
  const tables = await ask("select 1 from pg_tables where schemaname !~ '^pg_' and schemaname <> 'information_schema'");
  expect(tables).toEqual([]);
  await migrate(database.url);
  expect(await ask('select key from settings')).toEqual([]);
});

test('a database on another machine is never wiped', async () => {
  await expect(wipeDatabase('postgres://nobody@db.example/line')).rejects.toThrow('only a database on this machine');
});
