import { boolean, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { offers } from './offers.ts';

/** One card an offer and day in Slack, with a line for everyone who came or went without needing a person. */
export const offerDays = pgTable(
  'offer_days',
  {
    offerId: uuid('offer_id')
      .notNull()
      .references(() => offers.id, { onDelete: 'cascade' }),
    /** `2026-12-05`, by the programme's clock. */
    day: text('day').notNull(),
    channel: text('channel').notNull(),
    ts: text('ts'),
    postingUntil: instant('posting_until'),
    /** A post was tried and its answer never came: look for the card before posting again. */
    uncertain: boolean('uncertain').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.offerId, table.day] }),
    index('offer_days_channel_ts_idx').on(table.channel, table.ts),
  ],
);
