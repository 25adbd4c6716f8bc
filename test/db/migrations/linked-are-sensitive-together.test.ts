import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import type { TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let sql: postgres.Sql;
const [staffId, offerId, residentId] = [randomUUID(), randomUUID(), randomUUID()];

beforeAll(async () => {
  database = await databaseBefore('linked_are_sensitive_together');
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await sql`insert into staff (id, slack_user_id, display_name, agency, roles, created_at, updated_at)
    values (${staffId}, 'U1', 'Ana Primer', 'UNDP', ${['triage']}, now(), now())`;
  await sql`insert into offers (id, code, kind, agency, municipality, sector, teaching_languages, texts, maximum_cents, budget_cents, created_at, updated_at)
    values (${offerId}, 'C-7K3QM9', 'grant_call', 'UNDP', 'zvecan', 'health', ${['sq']}, '{}', 1000, 1000, now(), now())`;
  await sql`insert into residents (id, chat_hash, language, created_at, last_seen_at, expires_at)
    values (${residentId}, ${Buffer.alloc(32)}, 'sq', now(), now(), now())`;
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

async function make(sensitive: boolean): Promise<string> {
  const id = randomUUID();
  await sql`insert into items (id, reference, submission_key, kind, type, sensitive, assignee_id, resident_id, agency, language, channel, received_at,
      due_at, last_inbound_at, updated_at)
    values (${id}, ${id.slice(0, 13)}, ${randomUUID()}, 'enquiry', 'complaint', ${sensitive}, ${staffId}, ${residentId}, 'UNDP', 'sq', 'telegram', now(),
      now(), now(), now())`;
  return id;
}
/** An application and, when there is one, the appeal against its decision. */
async function pair(application: boolean, appeal: boolean): Promise<[application: string, appeal: string]> {
  const ids = [await make(application), await make(appeal)] as [string, string];
  await sql`insert into enquiries (id, offer_id, item_id, appeal_item_id, state, business_stage, amount_cents, created_at, updated_at)
    values (${randomUUID()}, ${offerId}, ${ids[0]}, ${ids[1]}, 'declined', 'idea', 100, now(), now())`;
  return ids;
}

test('an appeal against what is sensitive, and the application of a sensitive appeal, are marked once, written down, and taken back; others stand', async () => {
  const [sensitiveOne, itsAppeal] = await pair(true, false);
  const [itsApplication, sensitiveAppeal] = await pair(false, true);
  const others = [...(await pair(false, false)), await make(false)];
  const both = await pair(true, true);
  const marked = [itsAppeal, itsApplication];
  await sql`insert into outbox (topic, payload, merge_key, run_at) values ('card', '{}', ${`card:${itsAppeal}`}, now())`;
  const before = await sql`select id, version from items where not id = any(${marked}) order by id`;
  await migrate(database.url);
  await migrate(database.url);
  for (const id of marked) {
    expect(await sql`select sensitive, assignee_id, version from items where id = ${id}`).toMatchObject([
      { sensitive: true, assignee_id: null, version: 2 },
    ]);
    expect(await sql`select kind, actor from events where item_id = ${id}`).toMatchObject([
      { kind: 'item_marked_sensitive', actor: 'system' },
    ]);
    const owed = await sql`select topic, payload from outbox where merge_key like ${`%:${id}`} order by topic`;
    expect(owed.map(({ topic }) => topic)).toEqual(['card', 'redact', 'take_back_item']);
    expect(owed[2]?.payload).toEqual({ itemId: id, residentId });
  }
  expect(await sql`select id, version from items where not id = any(${marked}) order by id`).toEqual(before);
  const [untouched] =
    await sql`select count(*)::int from events where item_id = any(${[...others, ...both, sensitiveOne, sensitiveAppeal]})`;
  expect(untouched?.count).toBe(0);
});
