import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { REMINDER_KINDS } from '../../../core/domain/offers/reminder.ts';
import { instant, known } from '../columns.ts';
import { offerSessions } from './offer-sessions.ts';
import { registrations } from './registrations.ts';

/** Reminders that were promised: each at most once. There is no row, and no timer, for those still to come. */
export const reminders = pgTable(
  'reminders',
  {
    registrationId: uuid('registration_id')
      .notNull()
      .references(() => registrations.id, { onDelete: 'cascade' }),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => offerSessions.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: REMINDER_KINDS }).notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.registrationId, table.sessionId, table.kind] }),
    index('reminders_session_id_idx').on(table.sessionId),
    known(table.kind, REMINDER_KINDS),
  ],
);
