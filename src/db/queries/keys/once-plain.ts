import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { anInstant, readOneRow, readRows } from '../../read-rows.ts';

/**
 * What a migration took out of the rows and only a process can hash or seal, because the database has not the key: Telegram's update ids,
 * and where posts stand in Slack. The tables are no part of the schema, and are dropped once they are done.
 */
const LOCK = 7_411_206;
const BATCH = 5000;

/** Holds off other processes to the end of the transaction. False when everything was done before. */
export async function lockOncePlain(tx: Tx): Promise<boolean> {
  if (!(await anyLeft(tx))) return false;
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
  return anyLeft(tx);
}

async function anyLeft(tx: Tx): Promise<boolean> {
  const { left } = await readOneRow(
    tx,
    z.object({ left: z.boolean() }),
    // From the catalogue itself: `to_regclass` may still name what another process has just dropped.
    sql`select exists (select from pg_class where relname in ('updates_to_hash', 'ts_to_seal') and pg_table_is_visible(oid)) as left`,
  );
  return left;
}

const OncePlainUpdate = z.object({ update_id: z.coerce.string(), received_at: anInstant });

/** In random order: how the rows lie in their file shall not tell how the updates came. */
export async function hashUpdates(tx: Tx, hash: (arrival: string) => Buffer): Promise<number> {
  const rows = await readRows(
    tx,
    OncePlainUpdate,
    sql`select update_id, received_at from updates_to_hash order by random()`,
  );
  for (const batch of batches(rows)) {
    const made = batch.map((row) => ({ hash: hash(row.update_id).toString('hex'), at: row.received_at }));
    await tx.execute(sql`
      insert into telegram_updates (update_hash, received_at)
      select decode(hash, 'hex'), at from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made(hash text, at timestamptz)
      on conflict do nothing`);
  }
  await tx.execute(sql`drop table updates_to_hash`);
  return rows.length;
}

const OncePlainTs = z.object({ id: z.string(), channel: z.string(), ts: z.string() });
export type OncePlainTs = z.infer<typeof OncePlainTs>;

export async function sealPlaces(
  tx: Tx,
  sealed: (row: OncePlainTs) => { sealedTs: Buffer | null; tsHash: Buffer },
): Promise<number> {
  const rows = await readRows(tx, OncePlainTs, sql`select id, channel, ts from ts_to_seal`);
  for (const batch of batches(rows)) {
    const made = batch.map((row) => {
      const { sealedTs, tsHash } = sealed(row);
      return { id: row.id, sealed: sealedTs?.toString('hex'), hash: tsHash.toString('hex') };
    });
    await tx.execute(sql`
      update slack_posts p set sealed_ts = decode(made.sealed, 'hex'), ts_hash = decode(made.hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made(id uuid, sealed text, hash text) where p.id = made.id`);
  }
  await tx.execute(sql`drop table ts_to_seal`);
  return rows.length;
}

function* batches<Row>(rows: Row[]): Iterable<Row[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
}
