import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import type { TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await databaseBefore('merges_are_ordinary');
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

type Made = { into?: string; anonymous?: boolean; sensitive?: boolean; redacted?: boolean };
async function make({ into, anonymous = false, sensitive = false, redacted = false }: Made = {}): Promise<string> {
  const closed = into !== undefined;
  const [row] = await sql<{ id: string }[]>`
    insert into items (id, reference, submission_key, kind, type, status, closed_reason, closed_at, anonymous, sensitive, agency, language,
      channel, merged_into_id, received_at, due_at, last_inbound_at, updated_at, redacted_at)
    values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'feedback', 'complaint', ${closed ? 'closed' : 'open'},
      ${closed ? 'duplicate' : null}, ${closed ? sql`now()` : null}, ${anonymous}, ${sensitive}, 'UNDP', 'sq', 'telegram', ${into ?? null},
      now(), now(), now(), now(), ${redacted ? sql`now()` : null})
    returning id`;
  return (row as { id: string }).id;
}

test('merges of anonymous and sensitive items are undone, written down and shown on their cards; ordinary ones stand', async () => {
  const [ordinary, sensitive, anonymous] = [
    await make(),
    await make({ sensitive: true }),
    await make({ anonymous: true }),
  ];
  const undone = [
    await make({ into: ordinary, anonymous: true }),
    await make({ into: ordinary, sensitive: true }),
    await make({ into: sensitive }),
    await make({ into: sensitive, sensitive: true }),
    await make({ into: anonymous }),
  ];
  const destroyed = await make({ into: sensitive, redacted: true });
  const kept = await make({ into: ordinary });
  const ofDuplicate = await make({ into: undone[2] as string });
  await sql`insert into outbox (topic, payload, merge_key, run_at) values ('card', '{}', ${`card:${undone[0]}`}, now())`;
  await migrate(database.url);
  const standing = async (id: string) =>
    (await sql`select status, closed_reason, merged_into_id, reopened_count from items where id = ${id}`)[0];
  for (const id of undone) {
    expect(await standing(id)).toEqual({
      status: 'open',
      closed_reason: null,
      merged_into_id: null,
      reopened_count: 1,
    });
    expect((await sql`select 1 from events where item_id = ${id} and kind = 'item_unmerged'`).length).toBe(1);
    expect((await sql`select 1 from outbox where merge_key = ${`card:${id}`}`).length).toBe(1);
  }
  expect(await standing(destroyed)).toEqual({
    status: 'closed',
    closed_reason: 'duplicate',
    merged_into_id: null,
    reopened_count: 0,
  });
  expect(await standing(kept)).toMatchObject({ status: 'closed', merged_into_id: ordinary });
  expect(await standing(ofDuplicate)).toMatchObject({ status: 'closed', merged_into_id: undone[2] });
  for (const id of [ordinary, sensitive, anonymous])
    expect(await standing(id)).toMatchObject({ status: 'open', reopened_count: 0 });
});
