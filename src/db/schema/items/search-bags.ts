import { bigserial, index, integer, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes } from '../columns.ts';
import { items } from './items.ts';

/**
 * The words of an ordinary item as search knows them: hashes in a bag of one of a few sizes, sealed under a key of the index. Sensitive and
 * anonymous items have none. Whoever searches opens all of them and keeps them in memory (core/items/search/search-index.ts).
 */
export const searchBags = pgTable(
  'search_bags',
  {
    itemId: uuid('item_id')
      .primaryKey()
      .references(() => items.id, { onDelete: 'cascade' }),
    /** Grows with every bag written; one process writes at a time, so that who has read up to here has missed nothing before it. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    keyVersion: integer('key_version').notNull(),
    /** Null when the item must not be found any more. */
    sealed: bytes('sealed'),
  },
  (table) => [
    uniqueIndex('search_bags_seq_key').on(table.seq),
    index('search_bags_key_version_idx').on(table.keyVersion),
  ],
);
