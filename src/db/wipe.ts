import postgres from 'postgres';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Empties a database to the last schema, so that the next start finds it as new. For the embedded database of a sandbox alone: a
 * server on another machine is refused.
 */
export async function wipeDatabase(url: string): Promise<void> {
  if (!LOOPBACK.has(new URL(url).hostname)) throw new Error('only a database on this machine is ever wiped');
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'community-line-wipe' } });
  try {
    const schemas = await sql<{ name: string }[]>`
      select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`;
    await sql.begin(async (tx) => {
      for (const { name } of schemas) await tx`drop schema ${tx(name)} cascade`;
      await tx`create schema public`;
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
