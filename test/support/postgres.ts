import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';

export type TestDatabase = { url: string; drop(): Promise<void> };

/** A migrated, empty database of the test's own. Drop it when done: `afterAll(() => database.drop())`. */
export const createTestDatabase = (): Promise<TestDatabase> => create(inject('templateDatabase'));

/** One without any table. */
export const createEmptyDatabase = (): Promise<TestDatabase> => create('template0');

/** A backup of a database that nobody is connected to, restored beside it. */
export const copyDatabase = (url: string): Promise<TestDatabase> => create(new URL(url).pathname.slice(1));

async function create(template: string): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `line_test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(server, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => asOwner(server, (sql) => sql`drop database if exists ${sql(name)} with (force)`),
  };
}

async function asOwner(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
