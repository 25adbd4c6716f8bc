import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/** Keys that wrap people's keys (`master`, one a version) and key the look-up hashes (`lookup`), each wrapped by DATA_KEY. */
export const dataKeys = pgTable(
  'data_keys',
  {
    purpose: text('purpose', { enum: ['master', 'lookup'] }).notNull(),
    version: integer('version').notNull(),
    wrappedKey: bytes('wrapped_key').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.purpose, table.version] })],
);
