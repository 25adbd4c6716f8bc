import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';
import { items } from './items.ts';
import { messages } from './messages.ts';
import { staff } from './staff.ts';

/**
 * A resident's file that a member of staff asked to see, and that stands in their direct messages until `endsAt`. The row lives until
 * nothing of it stands there any more; that there was a look is in the events.
 */
export const mediaLooks = pgTable(
  'media_looks',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'restrict' }),
    messageId: uuid('message_id')
      .notNull()
      .references(() => messages.id, { onDelete: 'restrict' }),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'restrict' }),
    /** The direct message, and the file in it: written down before anybody can see it there. */
    channel: text('channel'),
    fileId: text('file_id'),
    /** Of the message that carries the file; Slack does not tell it when a file is shared. */
    sealedTs: bytes('sealed_ts'),
    askedAt: instant('asked_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** It stands there for sure. */
    shownAt: instant('shown_at'),
    /** One living worker at a time. */
    heldUntil: instant('held_until'),
    heldBy: uuid('held_by'),
  },
  (table) => [
    index('media_looks_item_id_idx').on(table.itemId),
    index('media_looks_message_id_idx').on(table.messageId),
    index('media_looks_staff_id_idx').on(table.staffId, table.messageId),
    index('media_looks_ends_at_idx').on(table.endsAt),
  ],
);
