import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWED, type Topic } from '../../../src/core/domain/owed.ts';
import { connect, type Database } from '../../../src/db/client.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { listParked, owe } from '../../../src/db/queries/work/outbox.ts';
import { startQueue } from '../../../src/queue/start.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import { everyTopic, TOPICS as TODAY } from '../../support/every-topic.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';

let home: TestDatabase;
let sql: postgres.Sql;
let database: Database;
beforeAll(async () => {
  home = await databaseBefore('owed_work_has_a_lane');
  sql = postgres(home.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await database?.close();
  await sql.end();
  await home.drop();
});

/** The version before owed nothing under the names that came after it. */
const SINCE: readonly Topic[] = [
  'staff_news',
  'overdue_day',
  'chat_menu',
  'export_cut_short',
  'monday_figures',
  'fault_notice',
];
const TOPICS = TODAY.filter((topic) => !SINCE.includes(topic));
/** The topics whose rows the version before wrote as bulk work, and those that it marked. */
const BULK = ['remind', 'finish', 'tell_changes'];
const URGENT = ['urgent_card', 'danger_call', 'danger_post', 'danger_tell', 'envelope'];

/** A row as a process of the version before writes it: without a lane. */
async function write(topic: Topic, about: string, state: 'waiting' | 'queued' = 'waiting'): Promise<void> {
  const payload = Object.fromEntries(OWED[topic].ids.map((id) => [id, about]));
  const bulk = BULK.includes(topic);
  const queuedAt = state === 'queued' ? new Date(0) : null;
  await sql`insert into outbox (topic, payload, merge_key, urgent, run_at, state, generation, queued_at, stranded_at)
    values (${bulk ? 'bulk' : topic}, ${sql.json(bulk ? { work: topic, ...payload } : payload)}, ${`${topic}:${about}`},
      ${URGENT.includes(topic)}, 'epoch', ${state}, ${queuedAt ? 1 : 0}, ${queuedAt}, ${queuedAt})`;
}

test('what the version before owed is carried out, as is what a process of it still writes', async () => {
  for (const topic of TOPICS) {
    await write(topic, 'waits');
    await write(topic, 'queued', 'queued');
  }
  await migrate(home.url);
  for (const topic of TOPICS) await write(topic, 'later');
  // Owed anew under the merge key of a row that waits, it is one with it.
  database = connect(home.url);
  await owe(database.read, 'finish', { offerId: 'waits' });
  const lanes = await sql`select topic, lane, urgent from outbox`;
  expect(lanes).toHaveLength(TOPICS.length * 3);
  for (const row of lanes)
    expect(row).toEqual({ topic: row.topic, lane: OWED[row.topic as Topic].lane, urgent: row.lane === 'urgent' });

  const done: string[] = [];
  const handlers = everyTopic(async (payload, _job, topic) => {
    done.push(`${topic} ${Object.values(payload).join(' ')}`);
    return { kind: 'done' };
  });
  const queue = await startQueue({
    database,
    backend: { kind: 'postgres', url: home.url },
    prefix: `t${randomUUID().slice(0, 8)}`,
    now: () => new Date(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    relay: true,
    workers: { handlers, recurring: [] },
  });
  try {
    await until(async () => (await sql`select id from outbox where state <> 'parked'`).length === 0);
  } finally {
    await queue.stop();
  }
  expect(await listParked(database.read)).toEqual([]);
  const expected = TOPICS.flatMap((topic) =>
    ['later', 'queued', 'waits'].map((about) => `${topic} ${OWED[topic].ids.map(() => about).join(' ')}`),
  );
  expect(done.sort()).toEqual(expected.sort());
});

test('work of a topic that nobody knows goes to the slow lane', async () => {
  await migrate(home.url);
  await sql`insert into outbox (topic, payload, run_at) values ('bulk', '{"work":"constructor"}', 'infinity'), ('of_long_ago', '{}', 'infinity')`;
  const rows = await sql`select topic, lane from outbox where run_at = 'infinity' order by topic`;
  expect([...rows]).toEqual([
    { topic: 'bulk', lane: 'bulk' },
    { topic: 'of_long_ago', lane: 'bulk' },
  ]);
});
