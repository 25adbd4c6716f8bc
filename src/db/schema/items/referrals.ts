import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { AGENCIES, REFERRAL_STATES } from '../../../core/domain/codes.ts';
import { bytes, instant, known } from '../columns.ts';
import { staff } from '../staff/staff.ts';
import { items } from './items.ts';

/** Handing an item over to another agency, which must accept it or return it with a remark. */
export const referrals = pgTable(
  'referrals',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    fromAgency: text('from_agency', { enum: AGENCIES }).notNull(),
    toAgency: text('to_agency', { enum: AGENCIES }).notNull(),
    state: text('state', { enum: REFERRAL_STATES }).notNull(),
    sealedRemark: bytes('sealed_remark'),
    sealedAnswer: bytes('sealed_answer'),
    offeredById: uuid('offered_by_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'restrict' }),
    answeredById: uuid('answered_by_id').references(() => staff.id, { onDelete: 'restrict' }),
    offeredAt: instant('offered_at').notNull(),
    dueAt: instant('due_at').notNull(),
    answeredAt: instant('answered_at'),
  },
  (table) => [
    uniqueIndex('referrals_one_open_key').on(table.itemId).where(sql`${table.state} = 'offered'`),
    index('referrals_item_id_idx').on(table.itemId, table.offeredAt),
    index('referrals_offered_by_id_idx').on(table.offeredById),
    index('referrals_answered_by_id_idx').on(table.answeredById),
    index('referrals_open_due_idx').on(table.dueAt).where(sql`${table.state} = 'offered'`),
    check('referrals_to_another', sql`${table.fromAgency} <> ${table.toAgency}`),
    known(table.fromAgency, AGENCIES),
    known(table.toAgency, AGENCIES),
    known(table.state, REFERRAL_STATES),
  ],
);
