import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { CHANNELS, LANGUAGES } from '../../../core/domain/codes.ts';
import type { Database, Tx } from '../../client.ts';
import { anInstant, readOneRow, readRows, runRows, someBytes, someJson } from '../../read-rows.ts';
import { residents } from '../../schema/residents/residents.ts';
import type { PersonKey } from '../keys/person-keys.ts';
import { type ResidentRow, sealOf, sealSeenIn } from './residents.ts';

const Resident = z.object({
  id: z.string(),
  chatHash: someBytes,
  chatKeyVersion: z.number(),
  language: z.enum(LANGUAGES).nullable(),
  secondLanguage: z.enum(LANGUAGES).nullable(),
  hears: z.boolean().nullable(),
  keyId: z.string().nullable(),
  channel: z.enum(CHANNELS),
  sealedAddress: someBytes.nullable(),
  sealedProfile: someBytes.nullable(),
  sealedContact: someBytes.nullable(),
  plainDialogue: someJson,
  sealedDialogue: someBytes.nullable(),
  sealedPrompt: someBytes.nullable(),
  promptedAt: anInstant.nullable(),
  plainBubbles: someJson.pipe(z.array(z.number()).nullable()),
  sealedBubbles: someBytes.nullable(),
  lastUpdateHash: someBytes.nullable(),
  sealedEnvelope: someBytes.nullable(),
  deliveringUntil: anInstant.nullable(),
  consentedAt: anInstant.nullable(),
  consentVersion: z.string().nullable(),
  blockedAt: anInstant.nullable(),
  expiresAt: anInstant.nullable(),
  createdAt: anInstant,
  lastSeenAt: anInstant,
});
/** A resident with the key they have since they consented. */
const Known = Resident.extend({ wrappedKey: someBytes.nullable(), masterVersion: z.number().nullable() });
const Claimed = z.union([z.object({ fresh: z.number(), id: z.null() }), Known.extend({ fresh: z.number() })]);

/** Every column of a resident under the name it has in the code. */
const columnsOf = (alias: string): SQL =>
  sql.raw(
    Object.entries(getTableColumns(residents))
      .map(([name, column]) => `${alias}."${column.name}" as "${name}"`)
      .join(', '),
  );
const KEY = sql.raw('k.wrapped_key as "wrappedKey", k.master_version as "masterVersion"');

function apart(row: z.infer<typeof Known>): { resident: ResidentRow; personKey: PersonKey | null } {
  const { wrappedKey, masterVersion, ...resident } = row;
  const { keyId } = resident;
  const personKey =
    keyId !== null && wrappedKey !== null && masterVersion !== null ? { id: keyId, wrappedKey, masterVersion } : null;
  return { resident, personKey };
}

/** `fresh` is false for an update whose effect was committed before. */
export type ClaimedTurn = { fresh: boolean; resident: ResidentRow | null; personKey: PersonKey | null };

/**
 * In one statement: notes the update (a second time it is not fresh) and locks the resident's row, so that two updates of one
 * resident never interleave on any number of processes. `chatHashes`: under each valid key. Without a resident this chat was never seen; see `insertResident`.
 */
export async function claimTurn(tx: Tx, updateHash: Buffer, chatHashes: Buffer[], now: Date): Promise<ClaimedTurn> {
  const row = await readOneRow(
    tx,
    Claimed,
    sql`
    with fresh as (
      insert into telegram_updates (update_hash, received_at) values (${updateHash}, ${now.toISOString()})
      on conflict do nothing returning 1 as one
    ), locked as (
      select * from residents where chat_hash in ${chatHashes} for no key update
    )
    select (select count(*) from fresh)::int as fresh, ${columnsOf('locked')}, ${KEY}
    from (select 1) as always left join locked on true left join person_keys k on k.id = locked.key_id`,
  );
  const fresh = row.fresh === 1;
  return row.id === null ? { fresh, resident: null, personKey: null } : { fresh, ...apart(row) };
}

/** The resident of a chat, locked, without noting anything: for hashes that `claimTurn` did not know. */
export async function lockChat(
  tx: Tx,
  chatHashes: Buffer[],
): Promise<{ resident: ResidentRow; personKey: PersonKey | null } | null> {
  const [row] = await readRows(
    tx,
    Known,
    sql`
    select ${columnsOf('r')}, ${KEY}
    from residents r left join person_keys k on k.id = r.key_id where r.chat_hash in ${chatHashes} for no key update of r`,
  );
  return row ? apart(row) : null;
}

/** Of a resident what a step is made from, and what its saving is held against. */
const Peeked = Resident.pick({
  id: true,
  keyId: true,
  language: true,
  secondLanguage: true,
  hears: true,
  sealedDialogue: true,
  plainBubbles: true,
  sealedBubbles: true,
  lastUpdateHash: true,
  blockedAt: true,
});
export type PeekedResident = z.infer<typeof Peeked> & Pick<ResidentRow, 'plainDialogue'>;
const PeekedTurn = Peeked.extend({ wrappedKey: someBytes, masterVersion: z.number(), keyId: z.string() });

const peek = (hashes: number): string => `
  select r.id, r.key_id as "keyId", r.language, r.second_language as "secondLanguage", r.hears, r.sealed_dialogue as "sealedDialogue",
    r.plain_bubbles as "plainBubbles", r.sealed_bubbles as "sealedBubbles", r.last_update_hash as "lastUpdateHash",
    r.blocked_at as "blockedAt", k.wrapped_key as "wrappedKey", k.master_version as "masterVersion"
  from residents r join person_keys k on k.id = r.key_id where r.chat_hash in (${Array.from({ length: hashes }, (_, index) => `$${index + 1}`)})`;

/** A resident with their key, as they stood last; nothing is locked and nothing noted. */
export async function peekTurn(
  database: Database,
  chatHashes: readonly Buffer[],
): Promise<{ resident: PeekedResident; personKey: PersonKey } | null> {
  const [row] = await runRows(database, PeekedTurn, peek(chatHashes.length), chatHashes);
  if (!row) return null;
  const { wrappedKey, masterVersion, ...resident } = row;
  return { resident: { ...resident, plainDialogue: null }, personKey: { id: row.keyId, wrappedKey, masterVersion } };
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
    select id from residents where id = $1 and last_update_hash is not distinct from $2::bytea and blocked_at is null
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
