import { index, pgTable } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../columns.ts';

/**
 * One row an update whose effect is committed: the primary key makes a redelivered update harmless. Kept seven days. Only equality is
 * needed, so it is a keyed hash: a channel's own number grows and would bracket a moment.
 */
export const telegramUpdates = pgTable(
  'telegram_updates',
  {
    updateHash: bytes('update_hash').primaryKey(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [index('telegram_updates_received_at_idx').on(table.receivedAt)],
);
