import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';
import { offers } from './offers.ts';

/** One meeting of a training, or the one stretch of a placement. */
export const offerSessions = pgTable(
  'offer_sessions',
  {
    id: uuid('id').primaryKey(),
    offerId: uuid('offer_id')
      .notNull()
      .references(() => offers.id, { onDelete: 'cascade' }),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** Six digits that the trainer shows; who types them was there. */
    attendanceCode: text('attendance_code').notNull(),
  },
  (table) => [
    index('offer_sessions_offer_id_idx').on(table.offerId, table.startsAt),
    index('offer_sessions_starts_at_idx').on(table.startsAt),
    check('offer_sessions_forward', sql`${table.endsAt} > ${table.startsAt}`),
  ],
);
