import { and, eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { residents } from '../schema/residents.ts';
import type { PersonKey } from './person-keys.ts';

export type ResidentRow = typeof residents.$inferSelect;

export async function readResident(tx: Tx, id: string): Promise<ResidentRow | null> {
  const [row] = await tx.select().from(residents).where(eq(residents.id, id));
  return row ?? null;
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

export async function clearPrompts(tx: Tx, said: { residentId: string; updateId: number }[]): Promise<void> {
  if (said.length === 0) return;
  const pairs = JSON.stringify(said.map((one) => ({ id: one.residentId, update_id: one.updateId })));
  await tx.execute(sql`
    update residents r set sealed_prompt = null, prompted_at = null
    from jsonb_to_recordset(${pairs}::jsonb) as s(id uuid, update_id bigint)
    where r.id = s.id and r.last_update_id = s.update_id`);
}

/** `fresh` is false for an update whose effect was committed before. */
export type ClaimedTurn = { fresh: boolean; resident: ResidentRow | null; personKey: PersonKey | null };

/**
 * In one statement: notes the update (a second time it is not fresh) and locks the resident's row, so that two updates of one
 * resident never interleave on any number of processes. Without a resident this chat was never seen; see `insertResident`.
 */
export async function claimTurn(tx: Tx, updateId: number, chatHash: Buffer, now: Date): Promise<ClaimedTurn> {
  const [row] = (await tx.execute(sql`
    with fresh as (
      insert into telegram_updates (update_id, received_at) values (${updateId}, ${now.toISOString()})
      on conflict do nothing returning 1 as one
    ), locked as (
      select * from residents where chat_hash = ${chatHash} for update
    )
    select (select count(*) from fresh)::int as fresh, locked.*, k.wrapped_key, k.master_version
    from (select 1) as always left join locked on true left join person_keys k on k.id = locked.key_id`)) as unknown as RawTurn[];
  if (!row) throw new Error('claiming a turn gave no row');
  return {
    fresh: row.fresh === 1,
    resident: row.id === null ? null : residentOf(row),
    personKey:
      row.key_id !== null && row.wrapped_key !== null && row.master_version !== null
        ? { id: row.key_id, wrappedKey: row.wrapped_key, masterVersion: row.master_version }
        : null,
  };
}

/** The first update of a chat. */
export async function insertResident(
  tx: Tx,
  resident: { id: string; chatHash: Buffer; expiresAt: Date },
  now: Date,
): Promise<ResidentRow> {
  const seen = dayOf(now);
  const [row] = await tx
    .insert(residents)
    .values({ ...resident, createdAt: seen, lastSeenAt: seen })
    .onConflictDoUpdate({ target: residents.chatHash, set: { lastSeenAt: seen } })
    .returning();
  return row as ResidentRow;
}

/** Kept to the day: nobody needs to know at what hour somebody wrote, and the index stays quiet. */
export const dayOf = (instant: Date): Date => new Date(Math.floor(instant.getTime() / 86_400_000) * 86_400_000);

export async function saveResident(tx: Tx, id: string, changes: Partial<typeof residents.$inferInsert>): Promise<void> {
  await tx.update(residents).set(changes).where(eq(residents.id, id));
}

export async function deleteResident(tx: Tx, id: string): Promise<void> {
  await tx.delete(residents).where(eq(residents.id, id));
}

export async function lockResident(tx: Tx, id: string): Promise<ResidentRow | null> {
  const [row] = await tx.select().from(residents).where(eq(residents.id, id)).for('update');
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

/** Consented residents who have been silent for as long as was promised, without an item still open. */
export async function listSilentResidents(tx: Tx, before: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: residents.id })
    .from(residents)
    .where(
      and(
        lt(residents.lastSeenAt, before),
        sql`not exists (select 1 from items i where i.resident_id = ${residents.id} and i.status = 'open')`,
      ),
    )
    .limit(limit);
  return rows.map((row) => row.id);
}

/** As postgres.js gives a row of `select *`. */
type RawTurn = {
  fresh: number;
  id: string | null;
  chat_hash: Buffer;
  language: string | null;
  second_language: string | null;
  key_id: string | null;
  sealed_chat_id: Buffer | null;
  sealed_profile: Buffer | null;
  plain_dialogue: unknown;
  sealed_dialogue: Buffer | null;
  sealed_prompt: Buffer | null;
  prompted_at: string | null;
  last_update_id: string | number | null;
  delivering_until: string | null;
  consented_at: string | null;
  consent_version: string | null;
  blocked_at: string | null;
  expires_at: string | null;
  created_at: string;
  last_seen_at: string;
  wrapped_key: Buffer | null;
  master_version: number | null;
};

const instantOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

function residentOf(row: RawTurn): ResidentRow {
  return {
    id: row.id as string,
    chatHash: row.chat_hash,
    language: row.language,
    secondLanguage: row.second_language,
    keyId: row.key_id,
    sealedChatId: row.sealed_chat_id,
    sealedProfile: row.sealed_profile,
    plainDialogue: typeof row.plain_dialogue === 'string' ? JSON.parse(row.plain_dialogue) : row.plain_dialogue,
    sealedDialogue: row.sealed_dialogue,
    sealedPrompt: row.sealed_prompt,
    promptedAt: instantOf(row.prompted_at),
    lastUpdateId: row.last_update_id === null ? null : Number(row.last_update_id),
    deliveringUntil: instantOf(row.delivering_until),
    consentedAt: instantOf(row.consented_at),
    consentVersion: row.consent_version,
    blockedAt: instantOf(row.blocked_at),
    expiresAt: instantOf(row.expires_at),
    createdAt: new Date(row.created_at),
    lastSeenAt: new Date(row.last_seen_at),
  };
}
