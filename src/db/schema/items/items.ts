import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  AGE_BANDS,
  AGENCIES,
  CHANNELS,
  CLOSED_REASONS,
  COMMUNITIES,
  DISABILITIES,
  FEEDBACK_TYPES,
  GENDERS,
  ITEM_KINDS,
  ITEM_STATUSES,
  LANGUAGES,
  LAST_WORDS,
  MUNICIPALITIES,
  PRIORITIES,
  QUOTINGS,
  SAFETIES,
  SATISFACTIONS,
  SECTORS,
} from '../../../core/domain/codes.ts';
import { bytes, eachKnown, instant, known } from '../columns.ts';
import { personKeys } from '../keys/person-keys.ts';
import { offers } from '../offers/offers.ts';
import { residents } from '../residents/residents.ts';
import { staff } from '../staff/staff.ts';
import { COUNTED_CODES_TOLD } from './counted-codes.ts';

/** Of a random UUID the twelve digits before the one of its version: every row has its own, those of before too. */
const FIGURE_NUMBER = sql`('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))::bit(48)::bigint`;

/** What staff triage. Words are never here: they are sealed in `messages` under `keyId`. Codes are those of core/domain/codes.ts. */
export const items = pgTable(
  'items',
  {
    id: uuid('id').primaryKey(),
    reference: text('reference').notNull(),
    /** Made when the resident opens the form; a second "Send" of the same form finds it taken. */
    submissionKey: uuid('submission_key').notNull(),
    kind: text('kind', { enum: ITEM_KINDS }).notNull(),
    type: text('type', { enum: FEEDBACK_TYPES }),
    status: text('status', { enum: ITEM_STATUSES }).notNull().default('open'),
    closedReason: text('closed_reason', { enum: CLOSED_REASONS }),
    /** Null for an anonymous item, and after the resident was forgotten. */
    residentId: uuid('resident_id').references(() => residents.id, { onDelete: 'set null' }),
    /** Null once the words were destroyed. */
    keyId: uuid('key_id').references(() => personKeys.id, { onDelete: 'set null' }),
    anonymous: boolean('anonymous').notNull().default(false),
    receiptHash: bytes('receipt_hash'),
    municipality: text('municipality', { enum: MUNICIPALITIES }),
    sealedSettlement: bytes('sealed_settlement'),
    sector: text('sector', { enum: SECTORS }),
    agency: text('agency', { enum: AGENCIES }).notNull(),
    /** What a registration or an enquiry is about. */
    offerId: uuid('offer_id').references(() => offers.id, { onDelete: 'restrict' }),
    /** Needs no person so far (a registration confirmed by itself): no card, until something is to be done. */
    quiet: boolean('quiet').notNull().default(false),
    language: text('language', { enum: LANGUAGES }).notNull(),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    priority: text('priority', { enum: PRIORITIES }).notNull().default('normal'),
    sensitive: boolean('sensitive').notNull().default(false),
    /** Its person has no channel: what is answered is to be told by staff, and counts once it was. */
    toldByStaff: boolean('told_by_staff').notNull().default(false),
    /** Whether the reporter is safe now, as they say; null where nobody asked. */
    safety: text('safety', { enum: SAFETIES }),
    gender: text('gender', { enum: GENDERS }),
    ageBand: text('age_band', { enum: AGE_BANDS }),
    communities: text('communities', { enum: COMMUNITIES }).array(),
    disability: text('disability', { enum: DISABILITIES }),
    assigneeId: uuid('assignee_id').references(() => staff.id, { onDelete: 'restrict' }),
    /** Not to be claimed again by this person after the resident said that it was not solved. */
    notAgainId: uuid('not_again_id').references(() => staff.id, { onDelete: 'restrict' }),
    mergedIntoId: uuid('merged_into_id').references((): AnyPgColumn => items.id, { onDelete: 'restrict' }),
    receivedAt: instant('received_at').notNull(),
    dueAt: instant('due_at').notNull(),
    firstResponseAt: instant('first_response_at'),
    /** Whose word was last. No two moments: in an anonymous item they would be the same hour. */
    lastWord: text('last_word', { enum: LAST_WORDS }).notNull().default('resident'),
    closedAt: instant('closed_at'),
    loopClosedAt: instant('loop_closed_at'),
    escalatedAt: instant('escalated_at'),
    redactedAt: instant('redacted_at'),
    /** Erasure closed it. In figures it is not closed (db/queries/reports/before-erasure.ts). */
    openWhenErased: boolean('open_when_erased').notNull().default(false),
    satisfaction: text('satisfaction', { enum: SATISFACTIONS }),
    /** 48 random bits that say nothing of it: the sum of them tells one cell of figures from every other (core/domain/figures/round-randomly.ts). */
    figureNumber: bigint('figure_number', { mode: 'number' }).notNull().default(FIGURE_NUMBER),
    /** All codes of its own that figures count, in one number that the database makes anew whenever one of them changes. Read by nothing else. */
    countedCodes: bigint('counted_codes', { mode: 'number' }).notNull().generatedAlwaysAs(sql.raw(COUNTED_CODES_TOLD)),
    quoting: text('quoting', { enum: QUOTINGS }),
    reopenedCount: integer('reopened_count').notNull().default(0),
    /** Grows with every change; the card says which version it shows. */
    version: integer('version').notNull().default(1),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('items_reference_key').on(table.reference),
    uniqueIndex('items_submission_key_key').on(table.submissionKey),
    uniqueIndex('items_receipt_hash_key').on(table.receiptHash),
    index('items_resident_id_idx').on(table.residentId, table.receivedAt),
    index('items_offer_id_idx').on(table.offerId),
    index('items_key_id_idx').on(table.keyId),
    index('items_assignee_id_idx').on(table.assigneeId, table.status),
    index('items_not_again_id_idx').on(table.notAgainId),
    index('items_merged_into_id_idx').on(table.mergedIntoId),
    index('items_open_due_idx').on(table.status, table.dueAt),
    index('items_received_at_idx').on(table.receivedAt, table.id),
    index('items_closed_at_idx').on(table.closedAt),
    check(
      'items_closed_have_a_reason',
      sql`(${table.status} = 'closed') = (${table.closedReason} is not null and ${table.closedAt} is not null)`,
    ),
    check('items_anonymous_keep_no_link', sql`not ${table.anonymous} or ${table.residentId} is null`),
    check('items_merged_elsewhere', sql`${table.mergedIntoId} is null or ${table.mergedIntoId} <> ${table.id}`),
    check(
      'items_merged_are_ordinary',
      sql`${table.mergedIntoId} is null or not (${table.sensitive} or ${table.anonymous})`,
    ),
    known(table.kind, ITEM_KINDS),
    known(table.type, FEEDBACK_TYPES),
    known(table.status, ITEM_STATUSES),
    known(table.closedReason, CLOSED_REASONS),
    known(table.municipality, MUNICIPALITIES),
    known(table.sector, SECTORS),
    known(table.agency, AGENCIES),
    known(table.language, LANGUAGES),
    known(table.channel, CHANNELS),
    known(table.priority, PRIORITIES),
    known(table.safety, SAFETIES),
    known(table.gender, GENDERS),
    known(table.ageBand, AGE_BANDS),
    eachKnown(table.communities, COMMUNITIES),
    known(table.disability, DISABILITIES),
    known(table.lastWord, LAST_WORDS),
    known(table.satisfaction, SATISFACTIONS),
    known(table.quoting, QUOTINGS),
  ],
);
