import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../../core/domain/codes.ts';
import { GRANT_STATES, GRANTED_VIA } from '../../../core/domain/staff/roles.ts';
import { instant, known } from '../columns.ts';
import { staff } from './staff.ts';

/**
 * Who gave each role, and who is asked to. `staff.roles` says what somebody may do now; a row here that is only asked for gives nothing.
 */
export const roleGrants = pgTable(
  'role_grants',
  {
    id: uuid('id').primaryKey(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'restrict' }),
    role: text('role', { enum: ROLES }).notNull(),
    state: text('state', { enum: GRANT_STATES }).notNull(),
    via: text('via', { enum: GRANTED_VIA }).notNull(),
    askedById: uuid('asked_by_id').references(() => staff.id, { onDelete: 'restrict' }),
    /** Who approved or refused it. */
    decidedById: uuid('decided_by_id').references(() => staff.id, { onDelete: 'restrict' }),
    /** Who took it away again; null: the command line, or nobody yet. */
    endedById: uuid('ended_by_id').references(() => staff.id, { onDelete: 'restrict' }),
    askedAt: instant('asked_at').notNull(),
    decidedAt: instant('decided_at'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    uniqueIndex('role_grants_standing_key')
      .on(table.staffId, table.role)
      .where(sql`${table.state} in ('asked', 'given')`),
    index('role_grants_asked_idx').on(table.askedAt).where(sql`${table.state} = 'asked'`),
    index('role_grants_asked_by_id_idx').on(table.askedById),
    index('role_grants_decided_by_id_idx').on(table.decidedById),
    index('role_grants_ended_by_id_idx').on(table.endedById),
    known(table.role, ROLES),
    known(table.state, GRANT_STATES),
    known(table.via, GRANTED_VIA),
  ],
);
