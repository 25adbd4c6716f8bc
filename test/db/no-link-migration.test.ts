import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeTurn } from '../../src/core/dialogue/take-turn.ts';
import { findItemByCard, listPosts, readStandingCard } from '../../src/core/posts/standing-posts.ts';
import { migrate } from '../../src/db/migrate.ts';
import { sealOncePlain } from '../../src/run/foundation.ts';
import { databaseBefore } from '../support/earlier-database.ts';
import { makeTestLine, type TestLine } from '../support/line.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { count, row, rows } from '../support/rows.ts';

/** A database of the version before, with rows as that version wrote them: an anonymous item among items of others. */
let database: TestDatabase;
let line: TestLine;
let sql: postgres.Sql;

const MOMENT = '2026-05-06T13:24:15.795Z';
const [sender, other, anonymous, known] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const CHAT = '777000111';

/** The three ways given: by the transaction, by the neighbours' update ids, and by the row of a confirmation that never arrived. */
const BY_TRANSACTION = `select r.id from residents r join telegram_updates u on u.update_id = r.last_update_id
  join items i on i.xmin = u.xmin where i.anonymous`;
const BY_BLOCKED_CONFIRMATION = `select d.resident_id as id from deliveries d join items i on
  abs(extract(epoch from d.created_at - i.received_at)) < 1 where i.anonymous and d.item_id is null`;

beforeAll(async () => {
  database = await databaseBefore('no_link_in_the_rows');
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await migratedLater();
});
afterAll(async () => {
  await line?.close();
  await sql.end({ timeout: 5 });
  await database.drop();
});

async function migratedLater(): Promise<void> {
  // The line of this version opens the keys of that database, as it does at a first start; then the rows of the version before are written.
  const keyed = await makeTestLine({ url: database.url });
  const chatHash = keyed.keyring.lookupHash('chat', CHAT);
  // What this version writes of a key beyond what that one had room for.
  await sql`alter table person_keys add joined_id uuid`;
  const own = await keyed.database.transaction((tx) => keyed.keyring.create(tx, new Date(MOMENT)));
  await sql`alter table person_keys drop joined_id`;
  await keyed.close();
  const resident = (id: string, keyId: string, hash: Buffer, updateId: number, tx: postgres.TransactionSql) => tx`
    insert into residents (id, chat_hash, language, key_id, sealed_chat_id, consented_at, consent_version, created_at, last_seen_at,
      last_update_id, blocked_at)
    values (${id}, ${hash}, 'sq', ${keyId}, ${randomBytes(40)}, ${MOMENT}, '1', '2026-05-06', '2026-05-06', ${updateId}, ${MOMENT})`;
  const item = (id: string, at: string, residentId: string | null, tx: postgres.TransactionSql) => tx`
    insert into items (id, reference, submission_key, kind, type, resident_id, anonymous, agency, language, channel, received_at, due_at,
      last_inbound_at, updated_at)
    values (${id}, ${`F-${id.slice(0, 6).toUpperCase()}`}, ${randomUUID()}, 'feedback', 'complaint', ${residentId}, ${residentId === null}, 'WHO',
      'sq', 'telegram', ${at}, ${at}, ${at}, ${at})`;
  const fact = (itemId: string, at: string, tx: postgres.TransactionSql) =>
    tx`insert into events (kind, item_id, actor, at) values ('item_submitted', ${itemId}, 'resident', ${at})`;
  await sql.begin(async (tx) => {
    const keyId = randomUUID();
    await tx`insert into person_keys (id, wrapped_key, master_version, created_at) values (${keyId}, ${randomBytes(40)}, 1, ${MOMENT})`;
    await resident(other, keyId, randomBytes(32), 1041, tx);
    await tx`insert into telegram_updates (update_id, received_at) values (1041, '2026-05-06')`;
    await item(known, '2026-05-06T13:24:14.743Z', other, tx);
    await fact(known, '2026-05-06T13:24:14.743Z', tx);
  });
  await sql.begin(async (tx) => {
    await resident(sender, own.id, chatHash, 1049, tx);
    await tx`insert into telegram_updates (update_id, received_at) values (1049, '2026-05-06')`;
    await item(anonymous, MOMENT, null, tx);
    await fact(anonymous, MOMENT, tx);
    await tx`insert into messages (id, item_id, direction, kind, seq, created_at) values (${randomUUID()}, ${anonymous}, 'in', 'text', 1, ${MOMENT})`;
    await tx`insert into cards (id, item_id, channel, ts, created_at) values (${randomUUID()}, ${anonymous}, 'C1', '1778073855.795001', ${MOMENT})`;
    await tx`insert into thread_posts (id, item_id, channel, ts, created_at) values (${randomUUID()}, ${anonymous}, 'C1', '1778073856.795001', ${MOMENT})`;
    await tx`insert into deliveries (resident_id, kind, state, reason, created_at) values (${sender}, 'confirmation', 'failed', 'blocked', ${MOMENT})`;
    await tx`insert into deliveries (resident_id, item_id, kind, state, created_at) values (${other}, ${known}, 'confirmation', 'pending', ${MOMENT})`;
    await tx`insert into outbox (topic, payload, run_at, state) values ('card', ${sql.json({ itemId: anonymous })}, 'epoch', 'parked')`;
  });
}

test('what gave the resident away in the version before does so no more after the migration, and nothing else is lost', async () => {
  expect((await sql.unsafe(BY_TRANSACTION)).map(({ id }) => id)).toEqual([sender]);
  expect((await sql.unsafe(BY_BLOCKED_CONFIRMATION)).map(({ id }) => id)).toEqual([sender]);

  await migrate(database.url);
  line = await makeTestLine({ url: database.url });
  expect(await sealOncePlain(line)).toBe(4);
  expect(await sealOncePlain(line)).toBe(0);

  const linked =
    'residents r join items i on i.xmin = r.xmin where i.anonymous and r.id in (select id from residents limit 1)';
  expect(await count(line, 'telegram_updates u join items i on i.xmin = u.xmin')).toBe(0);
  // Every resident of that database shares the migration's own transaction: it tells none of them from another.
  expect(await count(line, linked)).toBe(1);
  expect(await count(line, 'residents r join items i on i.xmin = r.xmin where i.anonymous')).toBe(2);
  expect(await count(line, "deliveries where kind = 'confirmation' and item_id is null")).toBe(0);
  expect(await count(line, 'residents')).toBe(2);
  expect(await count(line, 'items')).toBe(2);
  expect(await count(line, 'deliveries')).toBe(1);
});

test('what stood of an anonymous item keeps the hour, of a resident the day, and of others their moments', async () => {
  const instants = async (table: string, where: string) =>
    (await row(line, `select to_jsonb(t)::text as whole from ${table} t where ${where}`)).whole as string;
  const of = `item_id = '${anonymous}'`;
  for (const table of ['messages', 'slack_posts', 'events']) {
    const held = await rows(line, `select to_jsonb(t)::text as whole from ${table} t where ${of}`);
    expect(held.length, table).toBeGreaterThan(0);
    for (const { whole } of held) {
      expect(whole, table).toContain('2026-05-06T13:00:00+00:00');
      expect(whole, table).not.toContain('13:24');
    }
  }
  expect(await instants('items', `id = '${anonymous}'`)).not.toContain('13:24');
  expect(await instants('items', `id = '${known}'`)).toContain('13:24:14.743');
  expect(await instants('events', `item_id = '${known}'`)).toContain('13:24:14.743');
  for (const table of ['residents', 'person_keys'])
    for (const { whole } of await rows(line, `select to_jsonb(t)::text as whole from ${table} t`))
      expect(String(whole), table).not.toContain('13:24');
  expect(await count(line, "events where kind = 'anonymous_times_coarsened' and data->>'items' = '1'")).toBe(1);
  await expect(rows(line, "update events set kind = 'another'")).rejects.toThrow();
  await expect(rows(line, 'delete from events')).rejects.toThrow();
});

test('an update handled just before the upgrade is not handled again after it', async () => {
  const menu = { address: { channel: 'telegram', text: CHAT }, input: { kind: 'command', name: 'menu' } } as const;
  expect((await takeTurn(line, { arrival: '1049', ...menu })).say).toEqual([]);
  expect(await count(line, 'telegram_updates')).toBe(2);
  expect((await takeTurn(line, { arrival: '1050', ...menu })).say).not.toEqual([]);
});

test('a card and a post of the version before are found where they stand, and their places are sealed', async () => {
  expect(await findItemByCard(line, 'C1', '1778073855.795001')).toMatchObject({ id: anonymous });
  expect((await readStandingCard(line, anonymous))?.ts).toBe('1778073855.795001');
  expect((await listPosts(line, anonymous, 'thread')).map(({ ts }) => ts)).toEqual(['1778073856.795001']);
  const held = await rows(line, 'select t::text as whole from slack_posts t');
  expect(held).toHaveLength(2);
  for (const { whole } of held) expect(whole).not.toContain('1778073');
});
