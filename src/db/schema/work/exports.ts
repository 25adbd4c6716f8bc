import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { EXPORT_RULES } from '../../../core/domain/exports.ts';
import { bytes, instant, known } from '../columns.ts';
import { staff } from '../staff/staff.ts';

/**
 * Files that are being made for somebody in Slack, and those that lie ready because Slack took them not. The file itself lies in DATA_DIR,
 * under the id of its row, sealed by a key that is in its link alone. The row goes with the file.
 */
export const exports = pgTable(
  'exports',
  {
    id: uuid('id').primaryKey(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'restrict' }),
    rule: text('rule', { enum: EXPORT_RULES }).notNull(),
    /** Where its progress is told. */
    channel: text('channel'),
    sealedTs: bytes('sealed_ts'),
    /** Renewed while it is made: past this the process is dead. By the database's clock. */
    aliveUntil: instant('alive_until').notNull(),
    /** Of one that lies ready. */
    tokenHash: bytes('token_hash'),
    name: text('name'),
    size: bigint('size', { mode: 'number' }),
    timesLeft: integer('times_left'),
    endsAt: instant('ends_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('exports_token_hash_key').on(table.tokenHash),
    index('exports_ends_at_idx').on(table.endsAt),
    index('exports_staff_id_idx').on(table.staffId),
    check(
      'exports_ready_whole',
      sql`num_nulls(${table.tokenHash}, ${table.name}, ${table.size}, ${table.timesLeft}, ${table.endsAt}) in (0, 5)`,
    ),
    known(table.rule, EXPORT_RULES),
  ],
);
