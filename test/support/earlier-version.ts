import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { inject } from 'vitest';
import type { TestDatabase } from './postgres.ts';

const MIGRATIONS = fileURLToPath(new URL('../../src/db/migrations', import.meta.url));

/** An empty database as the migrations before this one left it. */
export async function createDatabaseBefore(tag: string): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `line_before_${randomUUID().replaceAll('-', '')}`;
  const own = async (work: (sql: postgres.Sql) => Promise<unknown>) => {
    const sql = postgres(server, { max: 1, onnotice: () => {} });
    await work(sql).finally(() => sql.end({ timeout: 5 }));
  };
  await own((sql) => sql`create database ${sql(name)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const folder = mkdtempSync(join(tmpdir(), 'earlier-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const file = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { tag: string }[] };
  const end = journal.entries.findIndex((entry) => entry.tag.endsWith(tag));
  if (end < 0) throw new Error(`no migration ends in ${tag}`);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }));
  const client = postgres(url.href, { max: 1, onnotice: () => {} });
  await migrate(drizzle(client), { migrationsFolder: folder }).finally(() => client.end({ timeout: 5 }));
  rmSync(folder, { recursive: true });
  return { url: url.href, drop: () => own((sql) => sql`drop database if exists ${sql(name)} with (force)`) };
}
