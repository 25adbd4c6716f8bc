import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { BUSINESS_STAGES, ENQUIRY_STATES } from '../../../core/domain/offers/enquiry.ts';
import { bytes, instant, known } from '../columns.ts';
import { items } from '../items/items.ts';
import { residents } from '../residents/residents.ts';
import { staff } from '../staff/staff.ts';
import { offers } from './offers.ts';

/** An application for a grant, from the first question to the decision. Money is euro cents. */
export const enquiries = pgTable(
  'enquiries',
  {
    id: uuid('id').primaryKey(),
    offerId: uuid('offer_id')
      .notNull()
      .references(() => offers.id, { onDelete: 'restrict' }),
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'restrict' }),
    residentId: uuid('resident_id').references(() => residents.id, { onDelete: 'set null' }),
    /** received → adviser (a time is picked) → papers (asked for) → complete → approved or declined; or withdrawn. */
    state: text('state', {
      enum: ENQUIRY_STATES,
    })
      .notNull()
      .default('received'),
    /** How far it was when erasure withdrew it: in figures it still is (db/queries/reports/before-erasure.ts). */
    stateWhenErased: text('state_when_erased', { enum: ENQUIRY_STATES }),
    businessStage: text('business_stage', { enum: BUSINESS_STAGES }).notNull(),
    amountCents: bigint('amount_cents', { mode: 'number' }).notNull(),
    approvedCents: bigint('approved_cents', { mode: 'number' }),
    /** Name, phone and answers under the resident's key; null once destroyed. */
    sealedDetails: bytes('sealed_details'),
    /** Under the same key: the reason of the decision as it was told. */
    sealedReason: bytes('sealed_reason'),
    decidedById: uuid('decided_by_id').references(() => staff.id, { onDelete: 'restrict' }),
    decidedAt: instant('decided_at'),
    /** The item in which they appeal. One decision, one appeal. */
    appealItemId: uuid('appeal_item_id').references(() => items.id, { onDelete: 'restrict' }),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('enquiries_item_id_key').on(table.itemId),
    uniqueIndex('enquiries_appeal_item_id_key').on(table.appealItemId),
    uniqueIndex('enquiries_once_key')
      .on(table.offerId, table.residentId)
      .where(sql`${table.state} in ('received', 'adviser', 'papers', 'complete')`),
    index('enquiries_offer_id_idx').on(table.offerId, table.state),
    index('enquiries_resident_id_idx').on(table.residentId),
    index('enquiries_decided_by_id_idx').on(table.decidedById),
    check('enquiries_amount', sql`${table.amountCents} > 0`),
    check(
      'enquiries_approved',
      sql`(${table.state} = 'approved') = (${table.approvedCents} is not null and ${table.approvedCents} > 0)`,
    ),
    known(table.state, ENQUIRY_STATES),
    known(table.stateWhenErased, ENQUIRY_STATES),
    known(table.businessStage, BUSINESS_STAGES),
  ],
);
