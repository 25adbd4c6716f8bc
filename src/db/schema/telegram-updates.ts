import { bigint, index, pgTable } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** One row an update whose effect is committed: the primary key makes a redelivered update harmless. Kept seven days. */
export const telegramUpdates = pgTable(
  'telegram_updates',
  {
    updateId: bigint('update_id', { mode: 'number' }).primaryKey(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [index('telegram_updates_received_at_idx').on(table.receivedAt)],
);
