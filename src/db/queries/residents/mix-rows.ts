import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { readIds, readRows } from '../../read-rows.ts';

/** What may be written anew, with the type of its id. */
const ID_TYPES = {
  residents: 'uuid',
  person_keys: 'uuid',
  items: 'uuid',
  messages: 'uuid',
  events: 'bigint',
  slack_posts: 'uuid',
  referrals: 'uuid',
  news_told: 'uuid',
} as const;
type Rewritten = keyof typeof ID_TYPES;

/**
 * Writes rows anew, unchanged, one after the other in the order given: their place in the file and their transaction tell nothing but that.
 * The ids travel as a setting of this transaction, because a DO block takes no parameters; one statement over all of them would go in the
 * order in which the rows lie.
 */
async function rewrite(tx: Tx, table: Rewritten, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`select set_config('line.rewritten', ${JSON.stringify(ids)}, true)`);
  await tx.execute(
    sql.raw(`do $rewrite$
      declare one text;
      begin
        for one in select value from jsonb_array_elements_text(current_setting('line.rewritten')::jsonb) loop
          update ${table} set id = id where id = one::${ID_TYPES[table]};
        end loop;
      end $rewrite$`),
  );
}

/** Of a table whose ids are numbers too. */
const idsOf = async (tx: Tx, statement: SQL): Promise<string[]> =>
  (await readRows(tx, z.object({ id: z.coerce.string() }), statement)).map(({ id }) => id);

/** Residents who were there since, in random order. */
export async function listSeenResidents(tx: Tx, since: Date): Promise<string[]> {
  return readIds(tx, sql`select id from residents where last_seen_at >= ${since.toISOString()} order by random()`);
}

/** Rows somebody is working with are left out: they are written anew anyway. */
export async function rewriteResidents(tx: Tx, ids: string[]): Promise<void> {
  const free = await readIds(
    tx,
    sql`
    select id from residents where id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
    order by random() for no key update skip locked`,
  );
  await rewrite(tx, 'residents', free);
}

/** One resident whose row the caller holds, and up to so many of the others who were there since. */
export async function rewriteSeenResidents(tx: Tx, since: Date, residentId: string, most: number): Promise<void> {
  const chosen = await readIds(
    tx,
    sql`
    with chosen as materialized (
      select id from residents where last_seen_at >= ${since.toISOString()} or id = ${residentId}
      order by (id = ${residentId}) desc, random() limit ${most} for no key update skip locked
    )
    select id from chosen order by random()`,
  );
  await rewrite(tx, 'residents', chosen);
}

export async function rewritePersonKeys(tx: Tx, since: Date, most: number): Promise<void> {
  const chosen = await readIds(
    tx,
    sql`
    select id from person_keys where created_at >= ${since.toISOString()}
    order by random() limit ${most} for no key update skip locked`,
  );
  await rewrite(tx, 'person_keys', chosen);
}

/** Anonymous items changed since, with everything that belongs to them. */
export async function rewriteAnonymousItems(tx: Tx, since: Date): Promise<void> {
  const changed = await readIds(
    tx,
    sql`
      select id from items where anonymous and updated_at >= ${since.toISOString()}
      order by random() for no key update skip locked`,
  );
  await rewrite(tx, 'items', changed);
  const given = sql`select value::uuid from jsonb_array_elements_text(${JSON.stringify(changed)}::jsonb)`;
  for (const table of ['messages', 'events', 'slack_posts', 'referrals', 'news_told'] as const) {
    // What staff were told of several items at once names none itself.
    const told =
      table === 'slack_posts' ? sql`or id in (select post_id from news_told where item_id in (${given}))` : sql``;
    const theirs = sql`select id from ${sql.raw(table)} where item_id in (${given}) ${told}
      order by random() for no key update skip locked`;
    await rewrite(tx, table, await idsOf(tx, theirs));
  }
}

/**
 * Leases that nobody holds any more, and the moment of a question that still waits: all of it is over, or needs no moment. Rows somebody
 * is working with are left to the next hour: waiting for one while holding others could be waited for in turn.
 */
export async function dropStaleMoments(tx: Tx, before: Date): Promise<void> {
  const old = before.toISOString();
  const free = (table: string, which: SQL) =>
    sql`id in (select id from ${sql.raw(table)} where ${which} for no key update skip locked)`;
  await tx.execute(
    sql`update residents set delivering_until = null where ${free('residents', sql`delivering_until < ${old}`)}`,
  );
  const waits = sql`prompted_at < ${old} and prompted_at <> date_trunc('day', prompted_at, 'UTC')`;
  await tx.execute(
    sql`update residents set prompted_at = date_trunc('day', prompted_at, 'UTC') where ${free('residents', waits)}`,
  );
  const over = free('slack_posts', sql`posting_until < ${old}`);
  await tx.execute(sql`update slack_posts set posting_until = null where ${over}`);
}
