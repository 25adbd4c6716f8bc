import { boolean, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { staff } from '../staff/staff.ts';
import { items } from './items.ts';

/** A staff member named in a sensitive item never sees it; nor, until somebody decides, one who is likely named (`likely`). */
export const itemExclusions = pgTable(
  'item_exclusions',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    likely: boolean('likely').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.itemId, table.staffId] }),
    index('item_exclusions_staff_id_idx').on(table.staffId),
  ],
);
