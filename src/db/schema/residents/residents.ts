import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CHANNELS, LANGUAGES } from '../../../core/domain/codes.ts';
import { bytes, instant, known } from '../columns.ts';
import { personKeys } from '../keys/person-keys.ts';

/**
 * A person who reaches us over a channel, or whom staff entered and who has none (then `channel` says how they came, and there is no address). Before consent only the keyed hash of the chat, the language and the state of the form are kept
 * (`plainDialogue`, which holds no word of theirs) and the row expires; after consent the rest is sealed under their key.
 */
export const residents = pgTable(
  'residents',
  {
    id: uuid('id').primaryKey(),
    chatHash: bytes('chat_hash').notNull(),
    /** Under which version of the key `chat`. */
    chatKeyVersion: integer('chat_key_version').notNull().default(1),
    language: text('language', { enum: LANGUAGES }),
    secondLanguage: text('second_language', { enum: LANGUAGES }),
    /** They asked to hear critical texts: their recordings are sent beside them. */
    hears: boolean('hears'),
    keyId: uuid('key_id').references(() => personKeys.id, { onDelete: 'restrict' }),
    /** Of which channel the address is. */
    channel: text('channel', { enum: CHANNELS }).notNull().default('telegram'),
    sealedAddress: bytes('sealed_address'),
    sealedProfile: bytes('sealed_profile'),
    /** Of a person without a channel: how staff reach them (core/residents/person.ts). */
    sealedContact: bytes('sealed_contact'),
    plainDialogue: jsonb('plain_dialogue'),
    sealedDialogue: bytes('sealed_dialogue'),
    /** What was said last and may not have arrived; the next turn replaces it. */
    sealedPrompt: bytes('sealed_prompt'),
    promptedAt: instant('prompted_at'),
    /** The numbers of the messages that stand in the chat, of both sides, so that any process can take them back. Before consent numbers alone. */
    plainBubbles: jsonb('plain_bubbles').$type<number[]>(),
    /** After consent: padded to a few sizes and opaque here, made and read by the channel (bots/telegram/bubbles.ts). */
    sealedBubbles: bytes('sealed_bubbles'),
    /** Keyed with the row's own id: it equals nothing in any other row or table. */
    lastUpdateHash: bytes('last_update_hash'),
    /** What was sent without a name, until a worker has made it an item in a transaction of its own. */
    sealedEnvelope: bytes('sealed_envelope'),
    deliveringUntil: instant('delivering_until'),
    consentedAt: instant('consented_at'),
    consentVersion: text('consent_version'),
    blockedAt: instant('blocked_at'),
    expiresAt: instant('expires_at'),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
  },
  (table) => [
    uniqueIndex('residents_chat_hash_key').on(table.chatHash),
    uniqueIndex('residents_key_id_key').on(table.keyId),
    index('residents_expires_at_idx').on(table.expiresAt).where(sql`${table.expiresAt} is not null`),
    index('residents_prompted_at_idx').on(table.promptedAt).where(sql`${table.promptedAt} is not null`),
    index('residents_last_seen_at_idx').on(table.lastSeenAt),
    check(
      'residents_unconsented_hold_nothing',
      sql`${table.consentedAt} is not null or (${table.keyId} is null and ${table.sealedAddress} is null and ${table.sealedProfile} is null and ${table.sealedContact} is null and ${table.sealedDialogue} is null and ${table.sealedPrompt} is null and ${table.sealedBubbles} is null and ${table.sealedEnvelope} is null)`,
    ),
    check('residents_consented_bubbles_sealed', sql`${table.consentedAt} is null or ${table.plainBubbles} is null`),
    check('residents_unconsented_expire', sql`(${table.consentedAt} is null) = (${table.expiresAt} is not null)`),
    known(table.channel, CHANNELS),
    known(table.language, LANGUAGES),
    known(table.secondLanguage, LANGUAGES),
  ],
);
