import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ACTORS } from '../../../core/domain/codes.ts';
import { codeLike, instant, known } from '../columns.ts';
import { staff } from '../staff/staff.ts';
import { items } from './items.ts';

/**
 * Every change and every look at a sensitive item, with who and when. Append-only: a trigger refuses every change and DELETE.
 * `data` holds codes and ids, never words. Facts are past tense: `item_submitted`, `item_closed`, `sensitive_item_opened`.
 */
export const events = pgTable(
  'events',
  {
    /** Set by a trigger: growing, but for an anonymous item, whose own begin at a random number and leave no gap between those of others. */
    id: bigint('id', { mode: 'number' }).primaryKey().default(sql`null`),
    kind: text('kind').notNull(),
    itemId: uuid('item_id').references(() => items.id, { onDelete: 'restrict' }),
    actor: text('actor', { enum: ACTORS }).notNull(),
    staffId: uuid('staff_id').references(() => staff.id, { onDelete: 'restrict' }),
    data: jsonb('data').notNull().default({}),
    at: instant('at').notNull(),
  },
  (table) => [
    index('events_item_id_idx').on(table.itemId, table.id),
    index('events_staff_id_idx').on(table.staffId),
    index('events_kind_at_idx').on(table.kind, table.at),
    codeLike(table.kind),
    known(table.actor, ACTORS),
  ],
);
