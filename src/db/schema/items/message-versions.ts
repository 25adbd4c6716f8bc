import { index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../columns.ts';
import { messages } from './messages.ts';

/** What a message said before the resident edited it. */
export const messageVersions = pgTable(
  'message_versions',
  {
    id: uuid('id').primaryKey(),
    messageId: uuid('message_id')
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    sealedBody: bytes('sealed_body'),
    replacedAt: instant('replaced_at').notNull(),
  },
  (table) => [index('message_versions_message_id_idx').on(table.messageId, table.replacedAt)],
);
