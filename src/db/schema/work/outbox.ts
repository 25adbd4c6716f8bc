import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { LANES, OWED_STATES } from '../../../core/domain/owed.ts';
import { codeLike, instant, known } from '../columns.ts';

/**
 * Work that a committed change owes to the outside. The row outlives the job: it goes when the work is done, so that an emptied
 * Redis loses nothing. `waiting` → relayed → `queued` → done (deleted) or `parked` (refused for good; staff see it).
 */
export const outbox = pgTable(
  'outbox',
  {
    /** Random: what is owed about an item and what is owed to a resident must not stand one after the other. */
    id: bigint('id', { mode: 'number' }).primaryKey().default(sql`random_number()`),
    topic: text('topic').notNull(),
    /** As the topic's line in core/domain/owed.ts had it when it was owed. `urgent` never goes through the queue. */
    lane: text('lane', { enum: LANES }).notNull(),
    /** Ids only. */
    payload: jsonb('payload').$type<Record<string, string>>().notNull(),
    /** Two waiting rows with one merge key are one: the worker reads the state when it gets there. */
    mergeKey: text('merge_key'),
    state: text('state', { enum: OWED_STATES }).notNull().default('waiting'),
    /** Follows the lane, by a trigger: for a process of the version before. */
    urgent: boolean('urgent').notNull().default(false),
    runAt: instant('run_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Part of the job's id: a job that went missing is queued again under a new one. */
    generation: integer('generation').notNull().default(0),
    queuedAt: instant('queued_at'),
    /** A queued row that nobody has begun by then is stranded, and the sweeper makes it wait again. */
    strandedAt: instant('stranded_at'),
    /** Renewed every second or two by the process that works on it: past this the process is dead. By the database's clock. */
    heldUntil: instant('held_until'),
    reason: text('reason'),
    /** To the hour. */
    createdAt: instant('created_at').notNull().default(sql`date_trunc('hour', now(), 'UTC')`),
  },
  (table) => [
    uniqueIndex('outbox_merge_key').on(table.mergeKey).where(sql`${table.state} = 'waiting'`),
    index('outbox_waiting_idx').on(table.runAt, table.id).where(sql`${table.state} = 'waiting'`),
    index('outbox_lane_idx').on(table.lane, table.runAt, table.id).where(sql`${table.state} = 'waiting'`),
    index('outbox_stranded_idx').on(table.strandedAt).where(sql`${table.state} = 'queued'`),
    index('outbox_held_idx').on(table.heldUntil).where(sql`${table.state} = 'queued'`),
    index('outbox_parked_idx').on(table.createdAt).where(sql`${table.state} = 'parked'`),
    codeLike(table.topic),
    known(table.lane, LANES),
    known(table.state, OWED_STATES),
  ],
);
