import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { DELIVERY_STATES, TOLD_KINDS } from '../../../core/domain/discretion.ts';
import { bytes, instant, known } from '../columns.ts';
import { items } from '../items/items.ts';
import { messages } from '../items/messages.ts';
import { staff } from '../staff/staff.ts';
import { residents } from './residents.ts';

/**
 * One thing to be said to one resident, in order of `id`. The words (`sealedSay`: message keys with their values) are dropped once sent.
 * `announced`: the resident was told that there is news, and opens it by a step of their own; its words stay until then.
 * An anonymous confirmation has no `itemId`, and its row goes whatever became of it.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    /** Grows within one resident, from a random number on: a row that is gone leaves no gap between those of others. Set by a trigger. */
    id: bigint('id', { mode: 'number' }).primaryKey().default(sql`null`),
    residentId: uuid('resident_id').references(() => residents.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id').references(() => items.id, { onDelete: 'cascade' }),
    messageId: uuid('message_id').references(() => messages.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: TOLD_KINDS }).notNull(),
    state: text('state', { enum: DELIVERY_STATES }).notNull().default('pending'),
    /** Why it failed, as a code: blocked, deactivated, refused, gave_up. */
    reason: text('reason'),
    attempts: integer('attempts').notNull().default(0),
    /** How much of it has arrived for certain, where the rest is still to come (core/channel/arrived.ts). */
    arrived: text('arrived'),
    sealedSay: bytes('sealed_say'),
    /** Who of the staff told it, to a person without a channel; its words stay then, because that can be taken back. */
    toldById: uuid('told_by_id').references(() => staff.id, { onDelete: 'restrict' }),
    /** Of what staff are to tell: from then on nobody need be called about it. */
    until: instant('until'),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (table) => [
    index('deliveries_resident_pending_idx').on(table.residentId, table.id).where(sql`${table.state} = 'pending'`),
    index('deliveries_resident_id_idx').on(table.residentId),
    index('deliveries_item_id_idx').on(table.itemId, table.id),
    index('deliveries_message_id_idx').on(table.messageId),
    index('deliveries_to_tell_idx').on(table.itemId).where(sql`${table.state} = 'to_tell'`),
    index('deliveries_until_idx').on(table.until).where(sql`${table.state} = 'to_tell'`),
    index('deliveries_told_by_id_idx').on(table.toldById),
    known(table.kind, TOLD_KINDS),
    known(table.state, DELIVERY_STATES),
  ],
);
