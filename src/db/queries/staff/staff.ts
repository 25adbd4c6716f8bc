import { asc, eq, inArray } from 'drizzle-orm';
import type { Role } from '../../../core/domain/codes.ts';
import type { Tx } from '../../client.ts';
import { staff } from '../../schema/staff/staff.ts';

export type StaffRow = typeof staff.$inferSelect;

export async function readStaffBySlackId(tx: Tx, slackUserId: string): Promise<StaffRow | null> {
  const [row] = await tx.select().from(staff).where(eq(staff.slackUserId, slackUserId));
  return row ?? null;
}

export async function readStaffByIds(tx: Tx, ids: string[]): Promise<StaffRow[]> {
  return ids.length === 0 ? [] : tx.select().from(staff).where(inArray(staff.id, ids));
}

export async function listStaff(tx: Tx): Promise<StaffRow[]> {
  return tx.select().from(staff).orderBy(asc(staff.displayName), asc(staff.id));
}

export async function updateStaffRoles(tx: Tx, id: string, roles: Role[], now: Date): Promise<void> {
  await tx.update(staff).set({ roles, updatedAt: now }).where(eq(staff.id, id));
}

/** Names were given that nobody was compared with yet. */
export async function markNamesUnchecked(tx: Tx): Promise<void> {
  await tx.update(staff).set({ namesChecked: false }).where(eq(staff.active, true));
}

/** Held to the end of the transaction, so that names given meanwhile make it unchecked again. */
export async function lockStaff(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, id)).for('no key update');
}

export async function markNamesChecked(tx: Tx, id: string): Promise<void> {
  await tx.update(staff).set({ namesChecked: true }).where(eq(staff.id, id));
}

/** Adds a staff member, or puts these values in place of what stood there. */
export async function putStaff(
  tx: Tx,
  row: Pick<StaffRow, 'id' | 'slackUserId' | 'displayName' | 'agency' | 'roles' | 'active'>,
  now: Date,
): Promise<StaffRow> {
  const { id: _, ...changes } = row;
  const [stored] = await tx
    .insert(staff)
    .values({ ...row, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({ target: staff.slackUserId, set: { ...changes, namesChecked: false, updatedAt: now } })
    .returning();
  return stored as StaffRow;
}
