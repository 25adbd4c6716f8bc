import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { attendance } from '../schema/attendance.ts';
import { registrations } from '../schema/registrations.ts';

/** False when it was noted before. */
export async function insertAttendance(tx: Tx, row: typeof attendance.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(attendance)
    .values(row)
    .onConflictDoNothing()
    .returning({ sessionId: attendance.sessionId });
  return rows.length > 0;
}

/** Exactly these were there: whoever else was noted no longer is. Who was noted already stays as they were noted. */
export async function setAttendance(tx: Tx, sessionId: string, present: string[], now: Date): Promise<void> {
  const others = present.length > 0 ? notInArray(attendance.registrationId, present) : undefined;
  await tx.delete(attendance).where(and(eq(attendance.sessionId, sessionId), others));
  if (present.length === 0) return;
  await tx
    .insert(attendance)
    .values(present.map((registrationId) => ({ registrationId, sessionId, by: 'staff' as const, at: now })))
    .onConflictDoNothing();
}

/** Those of the registrations that have a seat in the offer. */
export async function listSeated(tx: Tx, offerId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: registrations.id })
    .from(registrations)
    .where(and(eq(registrations.offerId, offerId), eq(registrations.status, 'seated'), inArray(registrations.id, ids)));
  return rows.map(({ id }) => id);
}

/** Of each registration, the sessions at which they were. */
export async function listAttended(tx: Tx, sessionIds: string[]): Promise<Map<string, string[]>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: attendance.registrationId, sessions: sql<string[]>`array_agg(${attendance.sessionId}::text)` })
    .from(attendance)
    .where(inArray(attendance.sessionId, sessionIds))
    .groupBy(attendance.registrationId);
  return new Map(rows.map(({ id, sessions }) => [id, sessions]));
}
