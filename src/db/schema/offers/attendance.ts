import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { ATTENDED_BY } from '../../../core/domain/offers/attendance.ts';
import { instant, known } from '../columns.ts';
import { offerSessions } from './offer-sessions.ts';
import { registrations } from './registrations.ts';

/** Who was there: noted by staff, or by the participant with the code that the trainer showed. */
export const attendance = pgTable(
  'attendance',
  {
    registrationId: uuid('registration_id')
      .notNull()
      .references(() => registrations.id, { onDelete: 'cascade' }),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => offerSessions.id, { onDelete: 'cascade' }),
    by: text('by', { enum: ATTENDED_BY }).notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.registrationId, table.sessionId] }),
    index('attendance_session_id_idx').on(table.sessionId),
    known(table.by, ATTENDED_BY),
  ],
);
