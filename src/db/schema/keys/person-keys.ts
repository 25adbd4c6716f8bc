import { type AnyPgColumn, index, integer, pgTable, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../columns.ts';

/** One key a resident, and one an anonymous item. Deleting the row makes everything sealed under it unreadable for good. */
export const personKeys = pgTable(
  'person_keys',
  {
    id: uuid('id').primaryKey(),
    wrappedKey: bytes('wrapped_key').notNull(),
    masterVersion: integer('master_version').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** Of a person who came to the line on a phone of their own: nothing lies under it any more but in backups, and it is destroyed with theirs. */
    joinedId: uuid('joined_id').references((): AnyPgColumn => personKeys.id, { onDelete: 'restrict' }),
  },
  (table) => [index('person_keys_joined_id_idx').on(table.joinedId)],
);
