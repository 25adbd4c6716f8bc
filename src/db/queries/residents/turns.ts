import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../client.ts';
import type { PersonKey } from '../keys/person-keys.ts';
import { type ResidentRow, sealOf, sealSeenIn } from './residents.ts';

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

/** Of a resident what a step is made from, and what its saving is held against. */
export type PeekedResident = Pick<
  ResidentRow,
  | 'id'
  | 'keyId'
  | 'language'
  | 'secondLanguage'
  | 'plainDialogue'
  | 'sealedDialogue'
  | 'plainBubbles'
  | 'sealedBubbles'
  | 'lastUpdateHash'
  | 'blockedAt'
>;

const peek = (hashes: number): string => `
  select r.id, r.key_id, r.language, r.second_language, r.sealed_dialogue, r.plain_bubbles, r.sealed_bubbles, r.last_update_hash, r.blocked_at,
    k.wrapped_key, k.master_version
  from residents r join person_keys k on k.id = r.key_id where r.chat_hash in (${Array.from({ length: hashes }, (_, index) => `$${index + 1}`)})`;

/** A resident with their key, as they stood last; nothing is locked and nothing noted. */
export async function peekTurn(
  database: Database,
  chatHashes: readonly Buffer[],
): Promise<{ resident: PeekedResident; personKey: PersonKey } | null> {
  const [row] = await database.run<RawTurn>(peek(chatHashes.length), chatHashes);
  const personKey = row && personKeyOf(row);
  if (!personKey) return null;
  const resident: PeekedResident = {
    id: row.id as string,
    keyId: row.key_id,
    language: row.language,
    secondLanguage: row.second_language,
    plainDialogue: null,
    sealedDialogue: row.sealed_dialogue,
    plainBubbles: parsed(row.plain_bubbles) as number[] | null,
    sealedBubbles: row.sealed_bubbles,
    lastUpdateHash: row.last_update_hash,
    blockedAt: instantOf(row.blocked_at),
  };
  return { resident, personKey };
}

export type PlainTurn = {
  sealedDialogue: Buffer;
  sealedPrompt: Buffer | null;
  promptedAt: Date | null;
  sealedBubbles: Buffer | null;
  lastSeenAt: Date;
};

const SAVE_IF_UNCHANGED = `
  with locked as (
    select id from residents where id = $1 and last_update_hash is not distinct from $2::bytea
      and ${sealSeenIn('sealed_bubbles')} = $3 for no key update
  ), fresh as (
    insert into telegram_updates (update_hash, received_at) select $4::bytea, $5::timestamptz from locked
    on conflict do nothing returning 1 as one
  )
  update residents r set sealed_dialogue = $6, sealed_prompt = $7, sealed_bubbles = $8, prompted_at = $9::timestamptz, last_update_hash = $10,
    last_seen_at = $11::timestamptz
  from locked, fresh where r.id = locked.id returning r.id`;

/**
 * Notes the update and saves where the resident stands, in one statement, provided that no turn came between (`lastUpdateHash` is still
 * what was read), nothing was said meanwhile that is not kept in `sealedBubbles`, and the update is new. False: nothing was changed.
 */
export async function saveIfUnchanged(
  database: Database,
  seen: Pick<ResidentRow, 'id' | 'lastUpdateHash' | 'sealedBubbles'>,
  update: { hash: Buffer; lastHash: Buffer; receivedAt: Date },
  changes: PlainTurn,
): Promise<boolean> {
  const rows = await database.run(SAVE_IF_UNCHANGED, [
    seen.id,
    seen.lastUpdateHash,
    sealOf(seen.sealedBubbles),
    update.hash,
    update.receivedAt.toISOString(),
    changes.sealedDialogue,
    changes.sealedPrompt,
    changes.sealedBubbles,
    changes.promptedAt?.toISOString() ?? null,
    update.lastHash,
    changes.lastSeenAt.toISOString(),
  ]);
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
    sealedAddress: row.sealed_chat_id,
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
