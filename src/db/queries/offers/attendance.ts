import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { attendance } from '../../schema/offers/attendance.ts';
import { offerSessions } from '../../schema/offers/offer-sessions.ts';
import { registrations } from '../../schema/offers/registrations.ts';
import { excluded, hidden } from '../items/visibility.ts';

/** False when it was noted before. */
export async function insertAttendance(tx: Tx, row: typeof attendance.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(attendance)
    .values(row)
    .onConflictDoNothing()
    .returning({ sessionId: attendance.sessionId });
  return rows.length > 0;
}

/**
 * Exactly these were there: whoever else was noted no longer is, but for `untouched`. Who was noted already stays as they were noted.
 */
export async function setAttendance(
  tx: Tx,
  sessionId: string,
  { present, untouched }: { present: string[]; untouched: string[] },
  now: Date,
): Promise<void> {
  const kept = [...present, ...untouched];
  const others = kept.length > 0 ? notInArray(attendance.registrationId, kept) : undefined;
  await tx.delete(attendance).where(and(eq(attendance.sessionId, sessionId), others));
  if (present.length === 0) return;
  await tx
    .insert(attendance)
    .values(present.map((registrationId) => ({ registrationId, sessionId, by: 'staff' as const, at: now })))
    .onConflictDoNothing();
}

/** Who has a seat in the offer, and from whom they are hidden. */
export async function listSeated(
  tx: Tx,
  offerId: string,
): Promise<{ id: string; sensitive: boolean; excludedStaffIds: string[] }[]> {
  return tx
    .select({ id: registrations.id, sensitive: hidden('items'), excludedStaffIds: excluded('items') })
    .from(registrations)
    .innerJoin(items, eq(items.id, registrations.itemId))
    .where(and(eq(registrations.offerId, offerId), eq(registrations.status, 'seated')));
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

/** When one registration's holder was there. */
export async function listAttendanceOf(tx: Tx, registrationId: string): Promise<{ startsAt: Date }[]> {
  return tx
    .select({ startsAt: offerSessions.startsAt })
    .from(attendance)
    .innerJoin(offerSessions, eq(offerSessions.id, attendance.sessionId))
    .where(eq(attendance.registrationId, registrationId))
    .orderBy(asc(offerSessions.startsAt));
}
