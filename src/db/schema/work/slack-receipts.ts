import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/**
 * Slack events already handled, by Slack's event id: a redelivered one is let pass. Requests that Slack signed, by a hash of the
 * signature (`signed:…`): one that comes again is not carried out. Kept seven days.
 */
export const slackReceipts = pgTable(
  'slack_receipts',
  { eventId: text('event_id').primaryKey(), receivedAt: instant('received_at').notNull() },
  (table) => [index('slack_receipts_received_at_idx').on(table.receivedAt)],
);
