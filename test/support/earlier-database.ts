import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { createEmptyDatabase, type TestDatabase } from './postgres.ts';

const MIGRATIONS = new URL('../../src/db/migrations/', import.meta.url);
type Journal = { entries: { tag: string }[] };

/** A database as it stood before the migration of this name: `migrate(url)` brings it to this version. */
export async function databaseBefore(tag: string): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'earlier-migrations-'));
  await cp(MIGRATIONS, folder, { recursive: true });
  const file = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8')) as Journal;
  const at = journal.entries.findIndex((entry) => entry.tag.endsWith(tag));
  if (at < 0) throw new Error(`no migration ends in ${tag}`);
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }));
  const database = await createEmptyDatabase();
  const client = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    await applyMigrations(drizzle(client), { migrationsFolder: folder });
  } finally {
    await client.end({ timeout: 5 });
    await rm(folder, { recursive: true, force: true });
  }
  return database;
}
