import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const OLDEST_SERVER = 150_000;
/** Any number will do as long as every process of the line takes the same one. */
const MIGRATION_LOCK = 7_411_205;

/**
 * Brings the database to this version's schema. Several processes may start at once: the first migrates, the rest wait.
 * Throws when the server is older than PostgreSQL 15.
 */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'community-line-migrate' },
  });
  try {
    const [row] = await client<{ version: string }[]>`select current_setting('server_version_num') as version`;
    if (Number(row?.version) < OLDEST_SERVER) throw new Error('PostgreSQL 15 or later is needed');
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await applyMigrations(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    });
  } finally {
    await client.end({ timeout: 5 });
  }
}
