import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { DUTY_DAY_KINDS } from '../../../core/domain/staff/rota.ts';
import { instant, known } from '../columns.ts';
import { staff } from './staff.ts';

/** Whom of `protection` to call first, every week. Minutes on the clock in Mitrovica; `to` at or before `from` is the day after. */
export const dutyShifts = pgTable(
  'duty_shifts',
  {
    id: uuid('id').primaryKey(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** 1 is Monday, 7 is Sunday. */
    weekday: integer('weekday').notNull(),
    from: integer('from_minute').notNull(),
    to: integer('to_minute').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('duty_shifts_staff_id_idx').on(table.staffId),
    check('duty_shifts_weekday', sql`${table.weekday} between 1 and 7`),
    check('duty_shifts_minutes', sql`${table.from} between 0 and 1439 and ${table.to} between 0 and 1440`),
  ],
);

/** One day that is not like the week: somebody more (`on`), or somebody not (`off`). */
export const dutyDays = pgTable(
  'duty_days',
  {
    id: uuid('id').primaryKey(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** A day on the calendar there, such as 2026-12-24. */
    day: text('day').notNull(),
    kind: text('kind', { enum: DUTY_DAY_KINDS }).notNull(),
    from: integer('from_minute').notNull(),
    to: integer('to_minute').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('duty_days_staff_id_idx').on(table.staffId),
    index('duty_days_day_idx').on(table.day),
    check('duty_days_minutes', sql`${table.from} between 0 and 1439 and ${table.to} between 0 and 1440`),
    known(table.kind, DUTY_DAY_KINDS),
  ],
);
