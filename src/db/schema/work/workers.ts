import { pgTable, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/** Processes that work on what is owed. By the database's own clock, so that two machines need not agree on the time. */
export const workers = pgTable('workers', {
  id: uuid('id').primaryKey(),
  aliveUntil: instant('alive_until').notNull(),
});
