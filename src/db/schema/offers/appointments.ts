import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { APPOINTMENT_STATES } from '../../../core/domain/offers/enquiry.ts';
import { instant, known } from '../columns.ts';
import { staff } from '../staff/staff.ts';
import { enquiries } from './enquiries.ts';

/** Times with an adviser that staff proposed; the applicant picks one. */
export const appointments = pgTable(
  'appointments',
  {
    id: uuid('id').primaryKey(),
    enquiryId: uuid('enquiry_id')
      .notNull()
      .references(() => enquiries.id, { onDelete: 'cascade' }),
    startsAt: instant('starts_at').notNull(),
    /** Where, as staff wrote it. */
    place: text('place').notNull(),
    state: text('state', { enum: APPOINTMENT_STATES }).notNull().default('proposed'),
    proposedById: uuid('proposed_by_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'restrict' }),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('appointments_enquiry_id_idx').on(table.enquiryId, table.startsAt),
    uniqueIndex('appointments_one_picked_key').on(table.enquiryId).where(sql`${table.state} = 'picked'`),
    index('appointments_proposed_by_id_idx').on(table.proposedById),
    known(table.state, APPOINTMENT_STATES),
  ],
);
