import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';

export type BenchDatabase = { url: string; drop(): Promise<void> };
type Server = { url: string; stop(): Promise<void>; folder: string };
let server: Promise<Server> | undefined;

/** The embedded server with its ordinary, durable settings. */
async function openServer(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'community-line-bench-'));
  const started = await startEmbeddedPostgres({ dataDir: folder });
  return { ...started, folder };
}

/** A migrated database of a measurement's own. */
export async function createBenchDatabase(): Promise<BenchDatabase> {
  server ??= openServer();
  const { url } = await server;
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const asOwner = async (statement: string) => {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    await sql.unsafe(statement);
    await sql.end();
  };
  await asOwner(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  await migrate(own.href);
  const sql = postgres(own.href, { max: 1, onnotice: () => {} });
  await sql.unsafe('create table bench_floor (update_id bigint primary key, body text not null)');
  await sql.end();
  return { url: own.href, drop: () => asOwner(`drop database if exists ${name} with (force)`) };
}

export async function closeBenchServer(): Promise<void> {
  const opened = await server;
  await opened?.stop();
  if (opened) await rm(opened.folder, { recursive: true, force: true });
}
