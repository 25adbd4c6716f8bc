import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isTopic } from '../../../src/core/domain/owed.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import type { TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await databaseBefore('one_row_owed_to_a_resident');
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

async function owe(topic: string, residentId: string, state: string, runAt = new Date(0)): Promise<void> {
  await sql`insert into outbox (topic, payload, merge_key, state, run_at, generation)
    values (${topic}, ${sql.json({ residentId })}, ${`${topic}:${residentId}`}, ${state}, ${runAt}, 3)`;
}
const owedTo = async (residentId: string) =>
  [
    ...(await sql`select topic, payload, merge_key, state, generation, run_at = 'epoch' as at_once from outbox
      where payload->>'residentId' = ${residentId} order by state`),
  ].map((row) => ({ ...row }));

test('what an earlier version owed to take back is carried out with what is said to the same resident, one row for both', async () => {
  const [alone, both, late, begun, given] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await owe('take_back', alone, 'waiting');
  await owe('take_back', both, 'waiting');
  await owe('resident', both, 'waiting');
  await owe('take_back', late, 'waiting');
  await owe('resident', late, 'waiting', new Date('2999-01-01'));
  await owe('take_back', begun, 'queued');
  await owe('resident', begun, 'waiting');
  await owe('resident', given, 'parked');
  await owe('resident', given, 'parked');
  await owe('card', given, 'parked');
  await migrate(database.url);
  const waits = (residentId: string) => ({
    topic: 'resident',
    payload: { residentId },
    merge_key: `resident:${residentId}`,
    state: 'waiting',
    at_once: true,
  });
  for (const residentId of [alone, both, late]) expect(await owedTo(residentId)).toMatchObject([waits(residentId)]);
  // Its job names this row and this generation.
  expect(await owedTo(begun)).toMatchObject([{ ...waits(begun), state: 'queued', generation: 3 }, waits(begun)]);
  expect(await owedTo(given)).toMatchObject([{ topic: 'card', state: 'parked' }, waits(given)]);
  expect((await sql`select topic from outbox`).filter(({ topic }) => !isTopic(topic as string))).toEqual([]);
});
