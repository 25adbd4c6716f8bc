import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import type { TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let sql: postgres.Sql;
const staffId = randomUUID();
beforeAll(async () => {
  database = await databaseBefore('whose_word_was_last');
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await sql`insert into staff (id, slack_user_id, display_name, agency, roles, created_at, updated_at)
    values (${staffId}, 'U0SAMPLE01', 'Sample', 'UNDP', '{triage}', now(), now())`;
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** `said`: the directions of its messages, in their order. */
async function make(anonymous: boolean, inbound: string, outbound: string | null, said: string[]): Promise<string> {
  const [made] = await sql<{ id: string }[]>`
    insert into items (id, reference, submission_key, kind, type, anonymous, agency, language, channel, received_at, due_at, last_inbound_at,
      last_outbound_at, updated_at)
    values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'feedback', 'complaint', ${anonymous}, 'UNDP', 'sq', 'telegram', ${inbound},
      ${inbound}, ${inbound}, ${outbound}, ${inbound}) returning id`;
  const { id } = made as { id: string };
  for (const [index, direction] of said.entries())
    await sql`insert into messages (id, item_id, direction, kind, seq, staff_id, created_at)
      values (gen_random_uuid(), ${id}, ${direction}, 'text', ${index + 1}, ${direction === 'out' ? staffId : null}, ${inbound})`;
  return id;
}

test('whose word was last stands after the migration as it was: by the moments, and of an anonymous item by its messages', async () => {
  const [early, late] = ['2026-05-04T08:10:00Z', '2026-05-04T08:40:00Z'];
  const expected: [string, string][] = [
    [await make(false, early, null, ['in']), 'resident'],
    [await make(false, early, late, ['in', 'out']), 'staff'],
    [await make(false, late, early, ['in', 'out', 'in']), 'resident'],
    [await make(true, early, null, ['in']), 'resident'],
    [await make(true, early, late, ['in', 'out']), 'staff'],
    [await make(true, early, late, ['in', 'out', 'in']), 'resident'],
  ];
  await migrate(database.url);
  for (const [id, word] of expected)
    expect((await sql`select last_word from items where id = ${id}`)[0]).toEqual({ last_word: word });
});
