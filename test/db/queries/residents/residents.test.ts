import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database, type Tx } from '../../../../src/db/client.ts';
import { addPlainBubbles, clearPrompts, swapBubbles } from '../../../../src/db/queries/residents/residents.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { until } from '../../../support/until.ts';

let base: TestDatabase;
let database: Database;
let sql: postgres.Sql;
beforeAll(async () => {
  base = await createTestDatabase();
  database = connect(base.url);
  sql = postgres(base.url, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end({ timeout: 5 });
  await database.close();
  await base.drop();
});

async function twoResidents(consented: boolean): Promise<[string, string]> {
  const ids: [string, string] = [randomUUID(), randomUUID()];
  for (const id of ids)
    await sql`insert into residents ${sql({
      id,
      chat_hash: Buffer.from(id),
      sealed_prompt: consented ? Buffer.from('asked') : null,
      consented_at: consented ? new Date() : null,
      expires_at: consented ? null : new Date(),
      created_at: new Date(),
      last_seen_at: new Date(),
    })}`;
  return ids;
}

const BATCHES: [name: string, consented: boolean, run: (tx: Tx, ids: string[]) => Promise<unknown>, done: string][] = [
  [
    'what was asked',
    true,
    (tx, ids) =>
      clearPrompts(
        tx,
        ids.map((residentId) => ({ residentId, lastUpdateHash: null })),
      ),
    'sealed_prompt is null',
  ],
  [
    'what stands in chats',
    true,
    (tx, ids) =>
      swapBubbles(
        tx,
        ids.map((id) => ({ id, seen: null, next: Buffer.from('next') })),
      ),
    'sealed_bubbles is not null',
  ],
  [
    'what stands in chats before consent',
    false,
    (tx, ids) =>
      addPlainBubbles(
        tx,
        ids.map((id) => ({ id, numbers: [7] })),
      ),
    'plain_bubbles is not null',
  ],
];

test.each(BATCHES)(
  'a batch over %s holds nobody while it waits for somebody else, and leaves nobody out',
  async (_, consented, run, done) => {
    for (const order of ['held first', 'held last']) {
      const [held, other] = await twoResidents(consented);
      const changed = async (id: string) =>
        (await sql`select 1 from residents where id = ${id} and ${sql.unsafe(done)}`).length === 1;
      let batch: Promise<unknown> | undefined;
      await sql.begin(async (turn) => {
        await turn`select 1 from residents where id = ${held} for no key update`;
        batch = run(database.read, order === 'held first' ? [held, other] : [other, held]);
        await until(() => changed(other));
        // Whoever holds one row and asks for the other is not in anybody's way.
        await turn`select 1 from residents where id = ${other} for no key update nowait`;
      });
      await batch;
      expect(await changed(held)).toBe(true);
    }
  },
);
