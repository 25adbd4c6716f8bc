import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { appointments } from '../../schema/offers/appointments.ts';

export type AppointmentRow = typeof appointments.$inferSelect;

export async function insertAppointments(tx: Tx, rows: (typeof appointments.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(appointments).values(rows);
}

/** Every time proposed for an application, soonest first. The caller holds the application to change one. */
export async function listAppointments(tx: Tx, enquiryId: string): Promise<AppointmentRow[]> {
  return tx
    .select()
    .from(appointments)
    .where(eq(appointments.enquiryId, enquiryId))
    .orderBy(asc(appointments.startsAt), asc(appointments.id));
}

/** Drops times in these states; with `but`, all except that one. */
export async function dropAppointments(
  tx: Tx,
  enquiryId: string,
  states: AppointmentRow['state'][],
  but?: string,
): Promise<void> {
  await tx
    .update(appointments)
    .set({ state: 'dropped' })
    .where(
      and(
        eq(appointments.enquiryId, enquiryId),
        inArray(appointments.state, states),
        ...(but === undefined ? [] : [ne(appointments.id, but)]),
      ),
    );
}

export async function setAppointmentState(tx: Tx, id: string, state: AppointmentRow['state']): Promise<void> {
  await tx.update(appointments).set({ state }).where(eq(appointments.id, id));
}

/** One adviser's times are picked one after the other: two people cannot take the same hour at once. */
export async function holdAdviser(tx: Tx, staffId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`adviser:${staffId}`}, 0))`);
}

/** Somebody else picked this hour of this adviser. */
export async function isAdviserTaken(
  tx: Tx,
  { id, proposedById, startsAt }: Pick<AppointmentRow, 'id' | 'proposedById' | 'startsAt'>,
): Promise<boolean> {
  const found = await tx.$count(
    appointments,
    and(
      eq(appointments.proposedById, proposedById),
      eq(appointments.startsAt, startsAt),
      eq(appointments.state, 'picked'),
      ne(appointments.id, id),
    ),
  );
  return found > 0;
}
