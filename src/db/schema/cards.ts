import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';
import { items } from './items.ts';

/**
 * The one live card of an item, and retired ones (the item moved to another channel). Slack's id of the message is the moment at which it
 * was posted: it lies sealed, and is found by its keyed hash.
 */
export const cards = pgTable(
  'cards',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    channel: text('channel').notNull(),
    sealedTs: bytes('sealed_ts'),
    tsHash: bytes('ts_hash'),
    shownVersion: integer('shown_version').notNull().default(0),
    /** While it lasts, one worker alone may post this card. */
    postingUntil: instant('posting_until'),
    /** Which worker holds it: a dead one holds nothing. */
    heldBy: uuid('held_by'),
    /** A post was tried and its answer never came: look for the card before posting again. */
    uncertain: boolean('uncertain').notNull().default(false),
    retiredAt: instant('retired_at'),
    /** Why Slack refused it for good, as Slack's code (is_archived, not_in_channel …). */
    failure: text('failure'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('cards_one_live_key').on(table.itemId).where(sql`${table.retiredAt} is null`),
    uniqueIndex('cards_channel_ts_hash_key').on(table.channel, table.tsHash),
    index('cards_item_id_idx').on(table.itemId),
  ],
);
