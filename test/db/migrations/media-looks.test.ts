import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import type { TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await databaseBefore('media_looks');
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

type Posted = { kind: string; fileId?: string; redacted?: boolean; uncertain?: boolean };
async function post(itemId: string, seq: number, { kind, fileId, redacted = false, uncertain = false }: Posted) {
  const [messageId, id] = [randomUUID(), randomUUID()];
  await sql`insert into messages (id, item_id, direction, kind, seq, created_at) values (${messageId}, ${itemId}, 'in', ${kind}, ${seq}, now())`;
  await sql`insert into thread_posts (id, item_id, message_id, channel, file_id, uncertain, redacted_at, created_at)
    values (${id}, ${itemId}, ${messageId}, 'C1', ${fileId ?? null}, ${uncertain}, ${redacted ? sql`now()` : null}, now())`;
  return id;
}

test('every file of a resident that stands in a thread is owed to be taken out, once, and recordings in direct messages to be taken back', async () => {
  const itemId = randomUUID();
  await sql`insert into items (id, reference, submission_key, kind, type, agency, language, channel, received_at, due_at, last_inbound_at, updated_at)
    values (${itemId}, 'F-7K3QM2', ${randomUUID()}, 'feedback', 'complaint', 'UNDP', 'sq', 'telegram', now(), now(), now(), now())`;
  const staffId = randomUUID();
  await sql`insert into staff (id, slack_user_id, display_name, agency, roles, created_at, updated_at)
    values (${staffId}, 'U1', 'Ana Primer', 'UNDP', ${['protection']}, now(), now())`;
  for (let time = 0; time < 2; time += 1)
    await sql`insert into events (kind, item_id, actor, staff_id, at) values ('recording_sent_to_staff', ${itemId}, 'staff', ${staffId}, now())`;
  const owed = [
    await post(itemId, 1, { kind: 'photo', fileId: 'F1' }),
    await post(itemId, 2, { kind: 'voice', fileId: 'F2' }),
    // Its answer was lost: it may stand.
    await post(itemId, 3, { kind: 'document', fileId: 'F3', uncertain: true }),
    await post(itemId, 4, { kind: 'video', fileId: 'F4' }),
  ];
  // A long text as a file, a place, what holds no file, and what was taken down already.
  await post(itemId, 5, { kind: 'text', fileId: 'F5' });
  await post(itemId, 6, { kind: 'location' });
  await post(itemId, 7, { kind: 'photo' });
  await post(itemId, 8, { kind: 'photo', fileId: 'F8', redacted: true });
  await migrate(database.url);
  await migrate(database.url);
  const rows =
    await sql`select topic, payload, merge_key, state, run_at <= now() as due from outbox order by topic, id`;
  expect(
    rows
      .filter(({ topic }) => topic === 'unpost_file')
      .map(({ payload }) => payload.postId)
      .sort(),
  ).toEqual(owed.sort());
  expect(rows.filter(({ topic }) => topic === 'recall_recordings').map(({ payload }) => payload)).toEqual([
    { staffId },
  ]);
  expect(rows.every(({ state, due }) => state === 'waiting' && due)).toBe(true);
});
