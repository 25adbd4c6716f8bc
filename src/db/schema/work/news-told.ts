import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { SAID_OF_ITEM } from '../../../core/domain/staff/news.ts';
import { known } from '../columns.ts';
import { items } from '../items/items.ts';
import { slackPosts } from './slack-posts.ts';

/**
 * What a direct message to staff says of which items, so that one can be taken back out of it when its resident is forgotten or it is hidden;
 * then its row goes. No moment stands here.
 */
export const newsTold = pgTable(
  'news_told',
  {
    id: uuid('id').primaryKey(),
    postId: uuid('post_id')
      .notNull()
      .references(() => slackPosts.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    /** Which line of the message. */
    position: integer('position').notNull(),
    said: text('said', { enum: SAID_OF_ITEM }).notNull(),
  },
  (table) => [
    index('news_told_post_id_idx').on(table.postId),
    index('news_told_item_id_idx').on(table.itemId),
    known(table.said, SAID_OF_ITEM),
  ],
);
