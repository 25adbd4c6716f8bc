import postgres from 'postgres';

export const DATABASE = 'community_line';

/** Makes the line's database in a fresh cluster; `url` names it already. */
export async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = postgres(maintenance.href, { max: 1, onnotice: () => {} });
  try {
    const found = await client`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await client`create database ${client(DATABASE)}`;
  } finally {
    await client.end({ timeout: 5 });
  }
}
