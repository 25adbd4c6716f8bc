import { readdir } from 'node:fs/promises';
import { is } from 'drizzle-orm';
import { getTableConfig, PgArray, type PgColumn, PgTable, PgText } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

const SCHEMA = new URL('../../../src/db/schema/', import.meta.url);

/** Text that is no code: numbers and words of ours, names of others, and the codes of services we do not write. */
const NO_CODES = [
  ...['items.reference', 'offers.code', 'offers.own_code', 'certificates.code', 'offer_sessions.attendance_code'],
  ...['messages.change_key', 'offers.change_key', 'outbox.merge_key', 'papers.key', 'settings.key', 'slack_posts.key'],
  ...[
    'staff.slack_user_id',
    'staff.display_name',
    'slack_posts.channel',
    'slack_posts.file_id',
    'slack_receipts.event_id',
  ],
  ...['exports.channel', 'exports.name'],
  ...['appointments.place', 'duty_days.day', 'residents.consent_version'],
  ...['deliveries.arrived', 'deliveries.reason', 'outbox.reason', 'slack_posts.failure'],
];
/** Codes that each part of the line names for itself: the database knows what one looks like. */
const OPEN = ['events.kind', 'outbox.topic', 'data_keys.purpose'];

const columns = (
  await Promise.all(
    (
      await readdir(SCHEMA, { recursive: true })
    )
      .filter((name) => name.endsWith('.ts') && name !== 'columns.ts')
      .map(async (name) => Object.values((await import(new URL(name, SCHEMA).href)) as Record<string, unknown>)),
  )
)
  .flat()
  .filter((one): one is PgTable => is(one, PgTable))
  .flatMap((table) => getTableConfig(table).columns.map((column) => ({ table: getTableConfig(table).name, column })));
const nameOf = ({ table, column }: (typeof columns)[number]): string => `${table}.${column.name}`;
const single = (column: PgColumn): PgColumn => (is(column, PgArray) ? (column.baseColumn as PgColumn) : column);
const texts = columns.filter(({ column }) => is(single(column), PgText));

let home: TestDatabase;
let checks: { table: string; name: string; says: string }[];
beforeAll(async () => {
  home = await createTestDatabase();
  const sql = postgres(home.url, { max: 1, onnotice: () => {} });
  checks = await sql`select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as says
    from pg_constraint where contype = 'c' and convalidated`;
  await sql.end();
});
afterAll(() => home.drop());

const checkOf = (table: string, name: string) => checks.find((one) => one.table === table && one.name === name)?.says;

test('every text column is a code of a list, a code of a part of the line, or named as no code', () => {
  const rest = texts.filter(({ column }) => single(column).enumValues === undefined).map(nameOf);
  expect(rest.toSorted()).toEqual([...NO_CODES, ...OPEN].toSorted());
});

describe('the database takes the codes of its list and no other', () => {
  const codes = texts.filter(({ column }) => single(column).enumValues !== undefined);
  test.each(codes.map((one) => [nameOf(one), one] as const))('in %s', (_, { table, column }) => {
    const says = checkOf(table, `${table}_${column.name}_known`) ?? '';
    expect([...says.matchAll(/'([^']+)'/g)].map(([, code]) => code)).toEqual(single(column).enumValues);
  });
});

test.each(OPEN)('what is no code is refused in %s', (name) => {
  const [table = '', column] = name.split('.');
  expect(checkOf(table, `${table}_${column}_code`)).toContain('^[a-z][a-z0-9_]*$');
});
