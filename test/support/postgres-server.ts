import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, as its owner, on the maintenance database. */
    postgresUrl: string;
    /** The migrated database that every test's own is copied from. */
    templateDatabase: string;
  }
}

/**
 * One server for the whole run: the one TEST_DATABASE_URL names (its account must be allowed to make databases), else an
 * embedded one in a temporary folder. One template is migrated once; tests take copies of it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `line_template_${randomUUID().replaceAll('-', '')}`;
  await withMaintenance(server.url, (sql) => sql`create database ${sql(template)}`);
  const { migrate } = await import('../../src/db/migrate.ts');
  await migrate(databaseUrl(server.url, template));
  project.provide('postgresUrl', server.url);
  project.provide('templateDatabase', template);
  return async () => {
    await withMaintenance(server.url, (sql) => sql`drop database if exists ${sql(template)} with (force)`);
    await server.stop();
  };
}

type TestServer = { url: string; stop(): Promise<void> };

async function startServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'community-line-test-'));
  // Nothing here outlives the run, so the disk need not be waited for.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  const server = await startEmbeddedPostgres({ dataDir: folder, settings });
  return {
    url: databaseUrl(server.url, 'postgres'),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function withMaintenance(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
