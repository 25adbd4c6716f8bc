import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { POST_KINDS } from '../../../core/domain/post-kinds.ts';
import { bytes, instant, known } from '../columns.ts';
import { items } from '../items/items.ts';
import { messages } from '../items/messages.ts';
import { offers } from '../offers/offers.ts';
import { staff } from '../staff/staff.ts';

/**
 * Everything that we post in Slack and must find again: to change it, not to post it twice, or to take it down. Of one key one post
 * lives; the others are retired, because another took their place. Slack's id of a message is the moment at which it was posted: it lies
 * sealed, and is found by its keyed hash.
 */
export const slackPosts = pgTable(
  'slack_posts',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: POST_KINDS }).notNull(),
    /** Which one of its kind, as bots/slack/deliver writes it. */
    key: text('key').notNull(),
    itemId: uuid('item_id').references(() => items.id, { onDelete: 'restrict' }),
    messageId: uuid('message_id').references(() => messages.id, { onDelete: 'restrict' }),
    offerId: uuid('offer_id').references(() => offers.id, { onDelete: 'restrict' }),
    /** Whose direct messages a look stands in, and until when. */
    staffId: uuid('staff_id').references(() => staff.id, { onDelete: 'restrict' }),
    endsAt: instant('ends_at'),
    channel: text('channel').notNull(),
    sealedTs: bytes('sealed_ts'),
    tsHash: bytes('ts_hash'),
    /** The file in it: written down before anybody can see it there. */
    fileId: text('file_id'),
    shownVersion: integer('shown_version').notNull().default(0),
    /** While it lasts, one worker alone works on this post. */
    postingUntil: instant('posting_until'),
    /** Which worker holds it: a dead one holds nothing. */
    heldBy: uuid('held_by'),
    /** A post was tried and its answer never came: it is looked for before it is posted again. */
    uncertain: boolean('uncertain').notNull().default(false),
    retiredAt: instant('retired_at'),
    /** Nothing of it can be read in Slack any more. */
    redactedAt: instant('redacted_at'),
    /** Why Slack refused it for good, as Slack's code (is_archived, not_in_channel …). */
    failure: text('failure'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('slack_posts_one_live_key').on(table.kind, table.key).where(sql`${table.retiredAt} is null`),
    uniqueIndex('slack_posts_channel_ts_hash_key').on(table.channel, table.tsHash),
    index('slack_posts_item_id_idx').on(table.itemId),
    index('slack_posts_message_id_idx').on(table.messageId),
    index('slack_posts_offer_id_idx').on(table.offerId),
    index('slack_posts_staff_id_idx').on(table.staffId, table.messageId),
    index('slack_posts_ends_at_idx').on(table.endsAt),
    check('slack_posts_looks_end', sql`(${table.kind} = 'look') = (${table.endsAt} is not null)`),
    known(table.kind, POST_KINDS),
  ],
);
