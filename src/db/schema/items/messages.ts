import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { MESSAGE_DIRECTIONS, MESSAGE_KINDS } from '../../../core/domain/codes.ts';
import { bytes, instant, known } from '../columns.ts';
import { staff } from '../staff/staff.ts';
import { items } from './items.ts';

/** One message in an item: from the resident (`in`), to the resident (`out`), or internal (`note`). The body is sealed. */
export const messages = pgTable(
  'messages',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    direction: text('direction', { enum: MESSAGE_DIRECTIONS }).notNull(),
    kind: text('kind', { enum: MESSAGE_KINDS }).notNull(),
    seq: integer('seq').notNull(),
    staffId: uuid('staff_id').references(() => staff.id, { onDelete: 'restrict' }),
    /** Null once the words were destroyed. */
    sealedBody: bytes('sealed_body'),
    /** Keyed hash of where it came from (a resident's address and handle, Slack channel and ts): finds it again when it is edited. */
    sourceHash: bytes('source_hash'),
    /** Under which version of the key `source`. */
    sourceKeyVersion: integer('source_key_version').notNull().default(1),
    /** Chosen by the caller before the change (a view's id, say): a second try of the same change finds it taken. */
    changeKey: text('change_key'),
    editedAt: instant('edited_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('messages_item_id_seq_key').on(table.itemId, table.seq),
    uniqueIndex('messages_change_key_key').on(table.changeKey),
    uniqueIndex('messages_source_hash_key').on(table.sourceHash),
    index('messages_staff_id_idx').on(table.staffId),
    check('messages_written_by', sql`(${table.direction} = 'in') = (${table.staffId} is null)`),
    known(table.direction, MESSAGE_DIRECTIONS),
    known(table.kind, MESSAGE_KINDS),
  ],
);
