import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { dutyDays, dutyShifts } from '../../schema/staff/duty.ts';
import { staff } from '../../schema/staff/staff.ts';

export type ShiftRow = typeof dutyShifts.$inferSelect;
export type DutyDayRow = typeof dutyDays.$inferSelect;

const onDutyAtAll = sql`${staff.active} and 'protection' = any(${staff.roles})`;

/** Shifts of those who hold `protection` now: whoever lost it is on duty no more. */
export async function listShifts(tx: Tx): Promise<ShiftRow[]> {
  const rows = await tx
    .select({ shift: dutyShifts })
    .from(dutyShifts)
    .innerJoin(staff, eq(staff.id, dutyShifts.staffId))
    .where(onDutyAtAll)
    .orderBy(asc(dutyShifts.weekday), asc(dutyShifts.from), asc(dutyShifts.id));
  return rows.map(({ shift }) => shift);
}

/** The same of single days, from this day on. */
export async function listDutyDays(tx: Tx, fromDay: string): Promise<DutyDayRow[]> {
  const rows = await tx
    .select({ day: dutyDays })
    .from(dutyDays)
    .innerJoin(staff, eq(staff.id, dutyDays.staffId))
    .where(and(onDutyAtAll, gte(dutyDays.day, fromDay)))
    .orderBy(asc(dutyDays.day), asc(dutyDays.from), asc(dutyDays.id));
  return rows.map(({ day }) => day);
}

export async function insertShifts(tx: Tx, rows: (typeof dutyShifts.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(dutyShifts).values(rows).onConflictDoNothing();
}

export async function insertDutyDay(tx: Tx, row: typeof dutyDays.$inferInsert): Promise<void> {
  await tx.insert(dutyDays).values(row).onConflictDoNothing();
}

/** Of a weekly shift or of a single day; null when there is none such. */
export async function deleteDuty(tx: Tx, id: string): Promise<{ staffId: string } | null> {
  const [shift] = await tx.delete(dutyShifts).where(eq(dutyShifts.id, id)).returning({ staffId: dutyShifts.staffId });
  if (shift) return shift;
  const [day] = await tx.delete(dutyDays).where(eq(dutyDays.id, id)).returning({ staffId: dutyDays.staffId });
  return day ?? null;
}
