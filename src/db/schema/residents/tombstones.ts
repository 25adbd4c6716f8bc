import { pgTable, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/** Keys that were destroyed. Replayed at start, so that a restored backup forgets again. The id says nothing about the person. */
export const tombstones = pgTable('tombstones', {
  keyId: uuid('key_id').primaryKey(),
  destroyedAt: instant('destroyed_at').notNull(),
});
