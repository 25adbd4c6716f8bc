import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { NAMED_KINDS } from '../../../core/domain/codes.ts';
import { bytes, known } from '../columns.ts';
import { staff } from '../staff/staff.ts';
import { items } from './items.ts';

/** Who is named in a sensitive item, sealed under its key: a name, or the Slack user of somebody who is not staff yet. */
export const itemNamed = pgTable(
  'item_named',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: NAMED_KINDS }).notNull(),
    sealed: bytes('sealed').notNull(),
  },
  (table) => [index('item_named_item_id_idx').on(table.itemId), known(table.kind, NAMED_KINDS)],
);

/** Somebody of the same name of whom it was decided that they are not the one. */
export const itemCleared = pgTable(
  'item_cleared',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.itemId, table.staffId] }),
    index('item_cleared_staff_id_idx').on(table.staffId),
  ],
);
