import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import type { PersonKey } from './person-keys.ts';
import { type ResidentRow, sealOf, sealSeen } from './residents.ts';

/** `fresh` is false for an update whose effect was committed before. */
export type ClaimedTurn = { fresh: boolean; resident: ResidentRow | null; personKey: PersonKey | null };

/**
 * In one statement: notes the update (a second time it is not fresh) and locks the resident's row, so that two updates of one
 * resident never interleave on any number of processes. `chatHashes`: under each valid key. Without a resident this chat was never seen; see `insertResident`.
 */
export async function claimTurn(tx: Tx, updateHash: Buffer, chatHashes: Buffer[], now: Date): Promise<ClaimedTurn> {
  const [row] = (await tx.execute(sql`
    with fresh as (
      insert into telegram_updates (update_hash, received_at) values (${updateHash}, ${now.toISOString()})
      on conflict do nothing returning 1 as one
    ), locked as (
      select * from residents where chat_hash in ${chatHashes} for no key update
    )
    select (select count(*) from fresh)::int as fresh, locked.*, k.wrapped_key, k.master_version
    from (select 1) as always left join locked on true left join person_keys k on k.id = locked.key_id`)) as unknown as RawTurn[];
  if (!row) throw new Error('claiming a turn gave no row');
  return {
    fresh: row.fresh === 1,
    resident: row.id === null ? null : residentOf(row),
    personKey: personKeyOf(row),
  };
}

/** The resident of a chat, locked, without noting anything: for hashes that `claimTurn` did not know. */
export async function lockChat(
  tx: Tx,
  chatHashes: Buffer[],
): Promise<{ resident: ResidentRow; personKey: PersonKey | null } | null> {
  const [row] = (await tx.execute(sql`
    select 0 as fresh, r.*, k.wrapped_key, k.master_version
    from residents r left join person_keys k on k.id = r.key_id where r.chat_hash in ${chatHashes} for no key update of r`)) as unknown as RawTurn[];
  return row ? { resident: residentOf(row), personKey: personKeyOf(row) } : null;
}

/** A resident with their key, as they stood last; nothing is locked and nothing noted. */
export async function peekTurn(
  tx: Tx,
  chatHashes: Buffer[],
): Promise<{ resident: ResidentRow; personKey: PersonKey } | null> {
  const [row] = (await tx.execute(sql`
    select 0 as fresh, r.*, k.wrapped_key, k.master_version
    from residents r join person_keys k on k.id = r.key_id where r.chat_hash in ${chatHashes}`)) as unknown as RawTurn[];
  const personKey = row && personKeyOf(row);
  return row && personKey ? { resident: residentOf(row), personKey } : null;
}

export type PlainTurn = {
  sealedDialogue: Buffer;
  sealedPrompt: Buffer | null;
  promptedAt: Date | null;
  sealedBubbles: Buffer | null;
  lastSeenAt: Date;
};

/**
 * Notes the update and saves where the resident stands, in one statement, provided that no turn came between (`lastUpdateHash` is still
 * what was read), nothing was said meanwhile that is not kept in `sealedBubbles`, and the update is new. False: nothing was changed.
 */
export async function saveIfUnchanged(
  tx: Tx,
  seen: { id: string; lastUpdateHash: Buffer | null; sealedBubbles: Buffer | null },
  update: { hash: Buffer; lastHash: Buffer; receivedAt: Date },
  changes: PlainTurn,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    with locked as (
      select id from residents where id = ${seen.id} and last_update_hash is not distinct from ${seen.lastUpdateHash}::bytea
        and ${sealSeen(sql`sealed_bubbles`)} = ${sealOf(seen.sealedBubbles)} for no key update
    ), fresh as (
      insert into telegram_updates (update_hash, received_at) select ${update.hash}::bytea, ${update.receivedAt.toISOString()}::timestamptz from locked
      on conflict do nothing returning 1 as one
    )
    update residents r set sealed_dialogue = ${changes.sealedDialogue}, sealed_prompt = ${changes.sealedPrompt},
      sealed_bubbles = ${changes.sealedBubbles}, prompted_at = ${changes.promptedAt?.toISOString() ?? null}::timestamptz,
      last_update_hash = ${update.lastHash},
      last_seen_at = ${changes.lastSeenAt.toISOString()}::timestamptz
    from locked, fresh where r.id = locked.id returning r.id`);
  return rows.length === 1;
}

/** As postgres.js gives a row of `select *`. */
type RawTurn = {
  fresh: number;
  id: string | null;
  chat_hash: Buffer;
  chat_key_version: number;
  language: string | null;
  second_language: string | null;
  key_id: string | null;
  sealed_chat_id: Buffer | null;
  sealed_profile: Buffer | null;
  plain_dialogue: unknown;
  sealed_dialogue: Buffer | null;
  sealed_prompt: Buffer | null;
  prompted_at: string | null;
  plain_bubbles: unknown;
  sealed_bubbles: Buffer | null;
  last_update_hash: Buffer | null;
  sealed_envelope: Buffer | null;
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

/** Whether the driver parsed it depends on the statement. */
const parsed = (json: unknown): unknown => (typeof json === 'string' ? JSON.parse(json) : json);

const instantOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

function residentOf(row: RawTurn): ResidentRow {
  return {
    id: row.id as string,
    chatHash: row.chat_hash,
    chatKeyVersion: row.chat_key_version,
    language: row.language,
    secondLanguage: row.second_language,
    keyId: row.key_id,
    sealedChatId: row.sealed_chat_id,
    sealedProfile: row.sealed_profile,
    plainDialogue: parsed(row.plain_dialogue),
    sealedDialogue: row.sealed_dialogue,
    sealedPrompt: row.sealed_prompt,
    promptedAt: instantOf(row.prompted_at),
    plainBubbles: parsed(row.plain_bubbles) as number[] | null,
    sealedBubbles: row.sealed_bubbles,
    lastUpdateHash: row.last_update_hash,
    sealedEnvelope: row.sealed_envelope,
    deliveringUntil: instantOf(row.delivering_until),
    consentedAt: instantOf(row.consented_at),
    consentVersion: row.consent_version,
    blockedAt: instantOf(row.blocked_at),
    expiresAt: instantOf(row.expires_at),
    createdAt: new Date(row.created_at),
    lastSeenAt: new Date(row.last_seen_at),
  };
}

const personKeyOf = (row: RawTurn): PersonKey | null =>
  row.key_id !== null && row.wrapped_key !== null && row.master_version !== null
    ? { id: row.key_id, wrappedKey: row.wrapped_key, masterVersion: row.master_version }
    : null;
