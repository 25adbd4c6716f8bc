import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { PAPER_STATES } from '../../../core/domain/offers/enquiry.ts';
import { bytes, instant, known } from '../columns.ts';
import { enquiries } from './enquiries.ts';

/** A paper of an application, by its key in the call. The files themselves are messages of the item. */
export const papers = pgTable(
  'papers',
  {
    enquiryId: uuid('enquiry_id')
      .notNull()
      .references(() => enquiries.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    state: text('state', { enum: PAPER_STATES }).notNull().default('asked'),
    /** Why it is not needed, where it was waived: under the applicant's key. */
    sealedReason: bytes('sealed_reason'),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enquiryId, table.key] }),
    index('papers_state_idx').on(table.state),
    known(table.state, PAPER_STATES),
  ],
);
