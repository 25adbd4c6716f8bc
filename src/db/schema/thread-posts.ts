import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';
import { items } from './items.ts';
import { messages } from './messages.ts';

/** What we posted in Slack about an item besides its card (a resident's later message, a recording): kept so that it can be redacted. */
export const threadPosts = pgTable(
  'thread_posts',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    messageId: uuid('message_id').references(() => messages.id, { onDelete: 'cascade' }),
    /** Which text of the message this post shows: 0 as sent, then one an edit. */
    version: integer('version').notNull().default(0),
    channel: text('channel').notNull(),
    /** Slack's id of the message, which is a moment: sealed. */
    sealedTs: bytes('sealed_ts'),
    fileId: text('file_id'),
    postingUntil: instant('posting_until'),
    /** Which worker holds it: a dead one holds nothing. */
    heldBy: uuid('held_by'),
    uncertain: boolean('uncertain').notNull().default(false),
    redactedAt: instant('redacted_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('thread_posts_message_channel_key').on(table.messageId, table.version, table.channel),
    index('thread_posts_item_id_idx').on(table.itemId),
  ],
);
