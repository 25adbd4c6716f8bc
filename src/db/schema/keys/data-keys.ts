import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, codeLike, instant } from '../columns.ts';

/** One root key a purpose and version, each wrapped by DATA_KEY: `master` wraps people's keys, `index` seals what search knows, `figures` draws how figures are rounded, the others key look-up hashes (core/privacy/keyring.ts). */
export const dataKeys = pgTable(
  'data_keys',
  {
    purpose: text('purpose').notNull(),
    version: integer('version').notNull(),
    wrappedKey: bytes('wrapped_key').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.purpose, table.version] }), codeLike(table.purpose)],
);
