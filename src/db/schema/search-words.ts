import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './columns.ts';
import { items } from './items.ts';

/** Keyed hashes of the normalised words of an item, so that staff can search what nobody can read. */
export const searchWords = pgTable(
  'search_words',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    wordHash: bytes('word_hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.itemId, table.wordHash] }),
    index('search_words_word_hash_idx').on(table.wordHash, table.itemId),
  ],
);
