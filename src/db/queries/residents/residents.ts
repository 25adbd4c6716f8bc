import { type AnyColumn, and, eq, gt, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Channel, ENTERED_CHANNELS, type EnteredChannel, type Language } from '../../../core/domain/codes.ts';
import type { Tx } from '../../client.ts';
import { readRows } from '../../read-rows.ts';
import { residents } from '../../schema/residents/residents.ts';

export type ResidentRow = typeof residents.$inferSelect;

/** Whom staff tell (core/domain/codes.ts, `hasNoChannel`). `alias`: what a statement calls its residents, never anything typed. */
export const noChannel = (alias: string): SQL => {
  const row = sql.raw(alias);
  return sql`(${row}.sealed_address is null and ${row}.channel in ${[...ENTERED_CHANNELS]})`;
};

/** Of a sealed value: format, nonce and tag, which no other sealing has (core/privacy/seal.ts). */
const SEAL_BYTES = 29;
export const sealOf = (sealed: Buffer | null): string => sealed?.subarray(0, SEAL_BYTES).toString('hex') ?? '';
/** The same of a column. */
export const sealSeen = (column: SQL | AnyColumn): SQL =>
  sql`coalesce(encode(substring(${column} from 1 for ${sql.raw(String(SEAL_BYTES))}), 'hex'), '')`;
/** The same in the text of a statement. */
export const sealSeenIn = (column: string): string =>
  `coalesce(encode(substring(${column} from 1 for ${SEAL_BYTES}), 'hex'), '')`;

export async function readResident(tx: Tx, id: string): Promise<ResidentRow | null> {
  const [row] = await tx.select().from(residents).where(eq(residents.id, id));
  return row ?? null;
}

/** The holder renews the lease and keeps what they said with it; false when what was kept before is not what they saw. */
export async function renewDelivering(
  tx: Tx,
  id: string,
  until: Date,
  bubbles: { seen: Buffer | null; next: Buffer },
): Promise<boolean> {
  const rows = await tx
    .update(residents)
    .set({ deliveringUntil: until, sealedBubbles: bubbles.next })
    .where(and(eq(residents.id, id), sql`${sealSeen(residents.sealedBubbles)} = ${sealOf(bubbles.seen)}`))
    .returning({ id: residents.id });
  return rows.length === 1;
}

/** False when another worker holds the lease. With `own`, the holder renews it. */
export async function leaseDelivering(tx: Tx, id: string, now: Date, until: Date, own = false): Promise<boolean> {
  const free = or(isNull(residents.deliveringUntil), lt(residents.deliveringUntil, now)) as SQL;
  const rows = await tx
    .update(residents)
    .set({ deliveringUntil: until })
    .where(own ? eq(residents.id, id) : and(eq(residents.id, id), free))
    .returning({ id: residents.id });
  return rows.length === 1;
}

export async function releaseDelivering(tx: Tx, id: string): Promise<void> {
  await tx.update(residents).set({ deliveringUntil: null }).where(eq(residents.id, id));
}

export async function markBlocked(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.update(residents).set({ blockedAt: at }).where(eq(residents.id, id));
}

export async function clearPrompts(
  tx: Tx,
  said: { residentId: string; lastUpdateHash: Buffer | null }[],
): Promise<void> {
  const all = said.map((one) => ({ id: one.residentId, last: one.lastUpdateHash?.toString('hex') ?? null }));
  await updateMany(
    tx,
    all,
    (given, free) => sql`
    update residents r set sealed_prompt = null, prompted_at = null
    from jsonb_to_recordset(${given}::jsonb) as s(id uuid, last text), ${free}
    where r.id = s.id and r.id = free.id and r.last_update_hash is not distinct from decode(s.last, 'hex')`,
  );
}

/** Replaces what is kept of these chats where it is still what was seen. Gives whose was replaced. */
export function swapBubbles(tx: Tx, all: { id: string; seen: Buffer | null; next: Buffer }[]): Promise<Set<string>> {
  const wanted = all.map(({ id, seen, next }) => ({ id, seen: sealOf(seen), next: next.toString('hex') }));
  return updateMany(
    tx,
    wanted,
    (given, free) => sql`
    update residents r set sealed_bubbles = decode(s.next, 'hex')
    from jsonb_to_recordset(${given}::jsonb) as s(id uuid, seen text, next text), ${free}
    where r.id = s.id and r.id = free.id and r.consented_at is not null and ${sealSeen(sql`r.sealed_bubbles`)} = s.seen`,
  );
}

/** Before consent: adds the numbers of messages that were said. */
export async function addPlainBubbles(tx: Tx, all: { id: string; numbers: number[] }[]): Promise<void> {
  await updateMany(
    tx,
    all,
    (given, free) => sql`
    update residents r set plain_bubbles = coalesce(r.plain_bubbles, '[]'::jsonb) || s.numbers
    from jsonb_to_recordset(${given}::jsonb) as s(id uuid, numbers jsonb), ${free}
    where r.id = s.id and r.id = free.id and r.consented_at is null`,
  );
}

const Tried = z.object({ id: z.string(), changed: z.boolean() });

/**
 * One update of many residents' rows, which waits for none of them: a statement that waits for a row while it holds others can be waited
 * for in turn. Rows that somebody held come after it, each alone. Gives whose row was changed.
 */
async function updateMany<T extends { id: string }>(
  tx: Tx,
  all: readonly T[],
  update: (given: string, free: SQL) => SQL,
): Promise<Set<string>> {
  const run = async (some: readonly T[], patience: SQL) => {
    const given = JSON.stringify(some);
    return readRows(
      tx,
      Tried,
      sql`
      with free as materialized (
        select id from residents where id in (select id from jsonb_to_recordset(${given}::jsonb) as s(id uuid))
        for no key update ${patience}
      ), changed as (${update(given, sql`free`)} returning r.id)
      select free.id, changed.id is not null as changed from free left join changed on changed.id = free.id`,
    );
  };
  if (all.length === 0) return new Set();
  const done = await run(all, sql`skip locked`);
  const free = new Set(done.map(({ id }) => id));
  for (const one of all) if (!free.has(one.id)) done.push(...(await run([one], sql``)));
  return new Set(done.filter(({ changed }) => changed).map(({ id }) => id));
}

/** The first update of a chat. `day`: what a resident's own row keeps of a moment. */
export async function insertResident(
  tx: Tx,
  resident: { id: string; channel?: Channel; chatHash: Buffer; chatKeyVersion?: number; expiresAt: Date },
  day: Date,
): Promise<ResidentRow> {
  const [row] = await tx
    .insert(residents)
    .values({ ...resident, createdAt: day, lastSeenAt: day })
    .onConflictDoUpdate({ target: residents.chatHash, set: { lastSeenAt: day } })
    .returning();
  return row as ResidentRow;
}

/** Who came or phoned: nothing of theirs lies with a channel. */
export async function insertPerson(
  tx: Tx,
  person: Pick<typeof residents.$inferInsert, 'chatHash' | 'chatKeyVersion' | 'sealedContact' | 'sealedProfile'> & {
    id: string;
    channel: EnteredChannel;
    keyId: string;
    language: Language;
    consentVersion: string;
  },
  day: Date,
): Promise<void> {
  await tx.insert(residents).values({ ...person, consentedAt: day, createdAt: day, lastSeenAt: day });
}

/** They were here, by whatever way. */
export const noteSeen = (tx: Tx, id: string, day: Date): Promise<void> => saveResident(tx, id, { lastSeenAt: day });

export async function saveResident(tx: Tx, id: string, changes: Partial<typeof residents.$inferInsert>): Promise<void> {
  await tx.update(residents).set(changes).where(eq(residents.id, id));
}

export async function deleteResident(tx: Tx, id: string): Promise<void> {
  await tx.delete(residents).where(eq(residents.id, id));
}

/** Weaker than FOR UPDATE, which would make staff who hold an item and promise its resident something wait, and lock each other out. */
export async function lockResident(tx: Tx, id: string): Promise<ResidentRow | null> {
  const [row] = await tx.select().from(residents).where(eq(residents.id, id)).for('no key update');
  return row ?? null;
}

export async function readResidentByKey(tx: Tx, keyId: string): Promise<ResidentRow | null> {
  const [row] = await tx.select().from(residents).where(eq(residents.keyId, keyId));
  return row ?? null;
}

/** People who looked in and did not agree, after their day. */
export async function deleteExpiredResidents(tx: Tx, now: Date): Promise<number> {
  const rows = await tx.delete(residents).where(lt(residents.expiresAt, now)).returning({ id: residents.id });
  return rows.length;
}

/** Residents whose last question may not have arrived. */
export async function listUnsaidPrompts(tx: Tx, before: Date, limit: number): Promise<ResidentRow[]> {
  return tx
    .select()
    .from(residents)
    .where(and(lt(residents.promptedAt, before), isNull(residents.blockedAt)))
    .orderBy(residents.promptedAt)
    .limit(limit);
}

/**
 * Consented residents who have been silent for as long as was promised, without an item still open. Locked, so that somebody who
 * comes back at this very moment is not among them.
 */
export async function lockSilentResidents(tx: Tx, before: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: residents.id })
    .from(residents)
    .where(
      and(
        lt(residents.lastSeenAt, before),
        sql`not exists (select 1 from items i where i.resident_id = ${residents.id} and i.status = 'open')`,
      ),
    )
    .limit(limit)
    .for('no key update', { skipLocked: true });
  return rows.map((row) => row.id);
}

/** People without a channel, nothing of whom is left: how to reach them goes with the last of their words. Rows are locked. */
export async function lockPeopleWithoutItems(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: residents.id })
    .from(residents)
    .where(and(noChannel('residents'), sql`not exists (select 1 from items i where i.resident_id = ${residents.id})`))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  return rows.map((row) => row.id);
}

export type OldChat = { id: string; channel: Channel; sealedAddress: Buffer; keyId: string };

/** Consented residents whose chat is hashed under an older key than this, after `afterId`, for a rotation in batches. Rows are locked. */
export async function lockOldChats(tx: Tx, newestVersion: number, afterId: string, limit: number): Promise<OldChat[]> {
  const rows = await tx
    .select({
      id: residents.id,
      channel: residents.channel,
      sealedAddress: residents.sealedAddress,
      keyId: residents.keyId,
    })
    .from(residents)
    .where(
      and(
        lt(residents.chatKeyVersion, newestVersion),
        gt(residents.id, afterId),
        isNotNull(residents.sealedAddress),
        isNotNull(residents.keyId),
      ),
    )
    .orderBy(residents.id)
    .limit(limit)
    .for('no key update');
  return rows as OldChat[];
}

/** All in one statement. */
export async function replaceChatHashes(
  tx: Tx,
  version: number,
  rows: { id: string; chatHash: Buffer }[],
): Promise<void> {
  if (rows.length === 0) return;
  const pairs = JSON.stringify(rows.map(({ id, chatHash }) => ({ id, hash: chatHash.toString('hex') })));
  await tx.execute(sql`
    update residents r set chat_hash = decode(s.hash, 'hex'), chat_key_version = ${version}
    from jsonb_to_recordset(${pairs}::jsonb) as s(id uuid, hash text) where r.id = s.id`);
}
