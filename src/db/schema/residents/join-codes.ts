import { integer, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../columns.ts';
import { residents } from './residents.ts';

/** A code by which a person without a channel comes to the line on their own phone: keyed hashes of it alone. One a person. */
export const joinCodes = pgTable(
  'join_codes',
  {
    residentId: uuid('resident_id')
      .primaryKey()
      .references(() => residents.id, { onDelete: 'cascade' }),
    /** Of its first digits: wrong tries at a code are counted by it. */
    selectorHash: bytes('selector_hash').notNull(),
    codeHash: bytes('code_hash').notNull(),
    wrongTries: integer('wrong_tries').notNull().default(0),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [uniqueIndex('join_codes_selector_hash_key').on(table.selectorHash)],
);
