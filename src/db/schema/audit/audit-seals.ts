import { bigint, index, integer, pgTable } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../columns.ts';

/**
 * The log of what was done, chained: each seal stands over a batch of events and over the seal before it. Nothing of both tables is ever
 * changed or deleted (a trigger); who changes an event, a seal or their order all the same is found by `audit verify`.
 */
export const auditSeals = pgTable('audit_seals', {
  /** From 1, without a gap. */
  number: integer('number').primaryKey(),
  seal: bytes('seal').notNull(),
  /** The hour of the latest event in it. */
  through: instant('through').notNull(),
});

/** Which seal stands over which event. Written in the order of the events' digests, which is nobody's. */
export const auditLeaves = pgTable(
  'audit_leaves',
  {
    /** No reference: that an event is gone is to be found, and not to be refused. */
    eventId: bigint('event_id', { mode: 'number' }).primaryKey(),
    seal: integer('seal')
      .notNull()
      .references(() => auditSeals.number, { onDelete: 'restrict' }),
  },
  (table) => [index('audit_leaves_seal_idx').on(table.seal)],
);
