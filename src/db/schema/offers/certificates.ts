import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';
import { registrations } from './registrations.ts';

/** A certificate of attendance; its PDF is made whenever it is sent. `/line show C-…` says whether it is real. */
export const certificates = pgTable(
  'certificates',
  {
    registrationId: uuid('registration_id')
      .primaryKey()
      .references(() => registrations.id, { onDelete: 'cascade' }),
    /** `C-7K3QM9`. */
    code: text('code').notNull(),
    issuedAt: instant('issued_at').notNull(),
  },
  (table) => [uniqueIndex('certificates_code_key').on(table.code)],
);
