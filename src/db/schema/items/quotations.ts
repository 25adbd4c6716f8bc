import { pgTable, uuid } from 'drizzle-orm/pg-core';
import { bytes } from '../columns.ts';
import { staff } from '../staff/staff.ts';
import { items } from './items.ts';

/** What staff chose of a resident's words to be quoted, as `Quote` of core/domain/quote.ts, sealed under the item's key. */
export const quotations = pgTable('quotations', {
  itemId: uuid('item_id')
    .primaryKey()
    .references(() => items.id, { onDelete: 'cascade' }),
  sealed: bytes('sealed').notNull(),
  chosenById: uuid('chosen_by_id')
    .notNull()
    .references(() => staff.id, { onDelete: 'restrict' }),
});
