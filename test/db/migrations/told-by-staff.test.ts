import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import type { TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await databaseBefore('told_by_staff');
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

async function make(channel: string, of: { anonymous?: boolean; key?: boolean }): Promise<string> {
  const keyId = of.key === false ? null : randomUUID();
  if (keyId)
    await sql`insert into person_keys (id, wrapped_key, master_version) values (${keyId}, ${randomBytes(40)}, 1)`;
  const [made] = await sql<{ id: string }[]>`
    insert into items (id, reference, submission_key, kind, type, anonymous, key_id, agency, language, channel, received_at, due_at, updated_at)
    values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'feedback', 'complaint', ${of.anonymous ?? false}, ${keyId}, 'UNDP', 'sq',
      ${channel}, '2026-05-04T08:10:00Z', '2026-05-14', '2026-05-06T09:10:00Z') returning id`;
  return (made as { id: string }).id;
}

test('whom staff entered before are people after the migration, each under the key of their item, to the day', async () => {
  const entered = [await make('phone', {}), await make('in_person', {}), await make('other', {})];
  const others = [await make('telegram', { anonymous: true }), await make('phone', { key: false })];
  await migrate(database.url);
  const people =
    await sql`select i.id, r.channel = i.channel and r.key_id = i.key_id and i.told_by_staff as same, r.created_at, r.last_seen_at
    from items i join residents r on r.id = i.resident_id`;
  expect(people.map(({ id }) => id).sort()).toEqual([...entered].sort());
  for (const person of people)
    expect(person).toMatchObject({
      same: true,
      created_at: new Date('2026-05-04T00:00:00Z'),
      last_seen_at: new Date('2026-05-06T00:00:00Z'),
    });
  expect((await sql`select distinct chat_hash from residents`).length).toBe(3);
  expect(
    await sql`select id from items where id in ${sql(others)} and (told_by_staff or resident_id is not null)`,
  ).toEqual([]);
});
