import { fork } from 'node:child_process';
import { once } from 'node:events';
import postgres from 'postgres';
import { openKeyring } from '../src/core/privacy/keyring.ts';
import { sealedIn } from '../src/core/privacy/places.ts';
import { sealJson } from '../src/core/privacy/seal.ts';
import { connect } from '../src/db/client.ts';
import { createBenchDatabase } from './database.ts';

export type ExportFigure = { items: number; peakMb: number; seconds: number };

/** Peak memory of a line-list export with text, in a process of its own, at so many items. */
export async function measureExport(items: number): Promise<ExportFigure> {
  const database = await createBenchDatabase();
  await fill(database.url, items);
  const child = fork(new URL('./export-subject.ts', import.meta.url), [database.url], {
    execArgv: ['--import', 'tsx'],
  });
  const [figure] = (await once(child, 'message')) as [Omit<ExportFigure, 'items'>];
  await once(child, 'exit');
  await database.drop();
  return { items, ...figure };
}

/** Invented items of one invented resident, each with one sealed message. */
async function fill(url: string, items: number): Promise<void> {
  const database = connect(url, { max: 2 });
  const keyring = await openKeyring(database, Buffer.alloc(32, 7));
  const { id: keyId } = await database.transaction((tx) => keyring.create(tx, new Date()));
  await database.close();
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`
    insert into items (id, reference, submission_key, kind, type, key_id, municipality, sector, agency, language, channel, received_at, due_at, updated_at)
    select gen_random_uuid(), 'F-' || n, gen_random_uuid(), 'feedback', 'complaint', ${keyId}, 'zvecan', 'health', 'WHO', 'sq', 'telegram',
      timestamptz '2026-01-01' + n * interval '1 second', now(), now() from generate_series(1, ${items}) n`;
  // One body for all of them would not open: each is sealed for its own message. An export that cannot open one would fail, so the bodies are real.
  await sealBodies(sql, url, keyId, items);
  await sql.end();
}

async function sealBodies(sql: postgres.Sql, url: string, keyId: string, items: number): Promise<void> {
  const database = connect(url, { max: 1 });
  const keyring = await openKeyring(database, Buffer.alloc(32, 7));
  const key = (await keyring.key(database.read, keyId)) as Buffer;
  const text = 'An invented complaint about an invented street light, as long as such lines usually are. '.repeat(3);
  const ids = sql`select id from items`.cursor(2000);
  let done = 0;
  for await (const batch of ids) {
    const rows = batch.map((row) => {
      const id = crypto.randomUUID();
      return {
        id,
        item_id: row.id as string,
        direction: 'in',
        kind: 'text',
        seq: 1,
        sealed_body: sealJson(key, sealedIn.message(id), { kind: 'text', text }),
        created_at: new Date(),
      };
    });
    const writer = postgres(url, { max: 1, onnotice: () => {} });
    await writer`insert into messages ${writer(rows)}`;
    await writer.end();
    done += rows.length;
  }
  if (done !== items) throw new Error('the sample was not filled');
  await database.close();
}
