import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AGENCIES,
  COMMUNITIES,
  FEEDBACK_TYPES,
  LANGUAGES,
  MESSAGE_KINDS,
  MUNICIPALITIES,
  ROLES,
  SECTORS,
} from '../../../src/core/domain/codes.ts';
import { TOLD_KINDS } from '../../../src/core/domain/discretion.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import type { TestDatabase } from '../../support/postgres.ts';

let home: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  home = await databaseBefore('codes_are_known');
  sql = postgres(home.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await home.drop();
});

const AGE_BANDS_OF_THEN = ['under_18', '18_24', '25_59', '60_plus', 'undisclosed'];

const nth = (list: readonly string[], n: number): string => list[n % list.length] ?? '';

/** Rows of a running line, with every code that its forms, modals and sheets can write. */
async function writeRows(many: number): Promise<void> {
  const [keyId, residentId] = [randomUUID(), randomUUID()];
  await sql`insert into person_keys (id, wrapped_key, master_version) values (${keyId}, ${randomBytes(40)}, 1)`;
  await sql`insert into residents (id, chat_hash, language, second_language, key_id, consented_at, created_at, last_seen_at)
    values (${residentId}, ${randomBytes(32)}, 'rom', 'sr-Cyrl', ${keyId}, now(), now(), now())`;
  for (let n = 0; n < many; n += 1) {
    const id = randomUUID();
    await sql`insert into staff (id, slack_user_id, display_name, agency, roles, created_at, updated_at)
      values (${randomUUID()}, ${`U${n}`}, 'Ana', ${nth(AGENCIES, n)}, ${[nth(ROLES, n)]}, now(), now())`;
    await sql`insert into items (id, reference, submission_key, kind, type, agency, municipality, sector, language, channel, age_band,
        communities, received_at, due_at, updated_at)
      values (${id}, ${`F-${n}`}, ${randomUUID()}, 'feedback', ${n === 0 ? null : nth(FEEDBACK_TYPES, n)}, ${nth(AGENCIES, n)},
        ${nth(MUNICIPALITIES, n)}, ${nth(SECTORS, n)}, ${nth(LANGUAGES, n)}, 'telegram', ${n === 0 ? null : nth(AGE_BANDS_OF_THEN, n)},
        ${n === 0 ? null : [nth(COMMUNITIES, n), nth(COMMUNITIES, n + 1)]}, now(), now(), now())`;
    await sql`insert into messages (id, item_id, direction, kind, seq, created_at)
      values (${randomUUID()}, ${id}, 'in', ${nth(MESSAGE_KINDS, n)}, 1, now())`;
    await sql`insert into deliveries (resident_id, item_id, kind, state, created_at)
      values (${residentId}, ${id}, ${nth(TOLD_KINDS, n)}, 'sent', now())`;
    await sql`insert into events (kind, item_id, actor, at) values ('item_submitted', ${id}, 'resident', now())`;
  }
}

test('what a line of the version before wrote holds, and nothing unknown comes in after it', async () => {
  const many = 12;
  await writeRows(many);
  await migrate(home.url);
  const [kept] =
    await sql`select (select count(*)::int from items) as items, (select count(*)::int from deliveries) as told`;
  expect(kept).toEqual({ items: many, told: many });
  const bands = await sql`select distinct age_band from items where age_band is not null order by 1`;
  expect(bands.map((row) => row.age_band)).toEqual([...AGE_BANDS_OF_THEN].sort());
  await sql`update items set age_band = 'under_15' where reference = 'F-2'`;
  await expect(sql`update items set sector = 'sport' where reference = 'F-1'`).rejects.toThrow('items_sector_known');
  await expect(sql`update items set communities = ${['roma', 'nobody']}`).rejects.toThrow('items_communities_known');
  await expect(sql`update residents set language = 'de'`).rejects.toThrow('residents_language_known');
});
