import { createHmac, randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import type { TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await databaseBefore('sealed_search_index');
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

async function make(kind: { anonymous?: boolean; sensitive?: boolean; redacted?: boolean } = {}): Promise<string> {
  const { anonymous = false, sensitive = false, redacted = false } = kind;
  const [key] = await sql<{ id: string }[]>`
    insert into person_keys (id, wrapped_key, master_version) values (gen_random_uuid(), ${randomBytes(61)}, 1) returning id`;
  const [row] = await sql<{ id: string }[]>`
    insert into items (id, reference, submission_key, kind, type, anonymous, sensitive, agency, language, channel, key_id, received_at, due_at,
      last_inbound_at, updated_at, redacted_at)
    values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'feedback', 'complaint', ${anonymous}, ${sensitive}, 'UNDP', 'sq', 'telegram',
      ${key?.id ?? null}, now(), now(), now(), now(), ${redacted ? sql`now()` : null}) returning id`;
  const id = (row as { id: string }).id;
  for (const word of ['voda', 'rruga'])
    await sql`insert into search_words (item_id, word_hash) values (${id}, ${createHmac('sha256', 'k').update(word).digest().subarray(0, 16)})`;
  return id;
}

test('the hashes of words are gone with their table, and ordinary items alone wait to be indexed anew', async () => {
  const ordinary = [await make(), await make()];
  await make({ anonymous: true });
  await make({ sensitive: true });
  await make({ redacted: true });
  await migrate(database.url);
  expect(await sql`select to_regclass('search_words') as there`).toEqual([{ there: null }]);
  const waiting = await sql<{ item_id: string; rebuild: boolean }[]>`select item_id, rebuild from search_pending`;
  expect(waiting.map((row) => row.item_id).sort()).toEqual([...ordinary].sort());
  expect(waiting.every((row) => row.rebuild)).toBe(true);
});
