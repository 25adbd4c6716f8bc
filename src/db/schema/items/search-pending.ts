import { boolean, index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { items } from './items.ts';

/** Items whose words changed since their bag was made. Several rows an item are one: so nobody waits for whoever makes the bag. */
export const searchPending = pgTable(
  'search_pending',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    /** Of an index that is made anew as a whole: after everything that somebody may look for at this moment. */
    rebuild: boolean('rebuild').notNull().default(false),
  },
  (table) => [
    index('search_pending_next_idx').on(table.rebuild, table.id),
    index('search_pending_item_id_idx').on(table.itemId),
  ],
);
