import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import type { TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await databaseBefore('who_gave_each_role');
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

async function person(roles: string[], active = true): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into staff (id, slack_user_id, display_name, agency, roles, active, created_at, updated_at)
    values (gen_random_uuid(), gen_random_uuid(), 'Sample', 'UNDP', ${roles}, ${active}, '2026-01-01', '2026-01-01') returning id`;
  return (row as { id: string }).id;
}
const happened = (kind: string, staffId: string, by: string | null, at: string, roles: string[] = []) =>
  sql`insert into events (kind, actor, staff_id, data, at) values (${kind}, ${by ? 'staff' : 'system'}, ${by}, ${sql.json({ staffId, roles })}, ${at})`;

test('who is staff keeps what they hold, who gave it is read from the events, and a removed person holds nothing', async () => {
  const admin = await person(['admin']);
  const made = await person(['triage', 'admin']);
  const back = await person(['lead']);
  const gone = await person(['protection', 'admin'], false);
  await happened('staff_added', made, admin, '2026-02-01', ['triage']);
  await happened('staff_added', made, admin, '2026-02-02', ['triage', 'admin']);
  await happened('staff_added', made, made, '2026-02-03', ['triage', 'admin']);
  await happened('staff_added', back, made, '2026-02-01', ['lead']);
  await happened('staff_removed', back, admin, '2026-02-02');
  await happened('staff_added', back, admin, '2026-02-03', ['lead']);
  await migrate(database.url);
  const grants = async (id: string) =>
    sql`select role, state, via, asked_by_id from role_grants where staff_id = ${id} order by role`;
  expect(await grants(admin)).toEqual([{ role: 'admin', state: 'given', via: 'before', asked_by_id: null }]);
  expect(await grants(made)).toEqual([
    { role: 'admin', state: 'given', via: 'staff', asked_by_id: admin },
    { role: 'triage', state: 'given', via: 'staff', asked_by_id: admin },
  ]);
  expect(await grants(back)).toEqual([{ role: 'lead', state: 'given', via: 'staff', asked_by_id: admin }]);
  expect(await grants(gone)).toEqual([]);
  expect(await sql`select roles from staff where id = ${gone}`).toEqual([{ roles: [] }]);
  expect(await sql`select roles from staff where id = ${made}`).toEqual([{ roles: ['triage', 'admin'] }]);
});
