import { listSeated, setAttendance } from '../../db/queries/offers/attendance.ts';
import { listSessions } from '../../db/queries/offers/offers.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { opensForAttendance } from '../domain/offers/attendance.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayHandle, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { noteOfferEvent, workOnOffer } from '../offers/work-on-offer.ts';

/**
 * Notes exactly these (registration ids) as present at a session; others are not. Whom this member may not see stays as they were. The same list again changes nothing. After the offer was
 * finished, who now has enough sessions gets the certificate after all. Refusals: role_needed, not_found, wrong_state, too_early.
 */
export async function takeAttendance(
  line: Line,
  member: StaffMember | null,
  offerId: string,
  sessionId: string,
  present: string[],
): Promise<Result<{ present: number }>> {
  return workOnOffer(line, member, offerId, async (tx, offer, by): Promise<Result<{ present: number }>> => {
    const now = line.now();
    const session = (await listSessions(tx, offerId)).find(({ id }) => id === sessionId);
    if (!session) return refuse('not_found');
    if (offer.status === 'draft' || offer.status === 'cancelled') return refuse('wrong_state');
    if (now < opensForAttendance(session)) return refuse('too_early');
    const seated = await listSeated(tx, offerId);
    const untouched = seated.filter((one) => !mayHandle(by, one)).map(({ id }) => id);
    const noted = seated.filter((one) => present.includes(one.id) && mayHandle(by, one)).map(({ id }) => id);
    await setAttendance(tx, sessionId, { present: noted, untouched }, now);
    await noteOfferEvent(tx, line, 'attendance_taken', offerId, by);
    if (offer.status === 'finished') await owe(tx, 'finish', { offerId });
    return done({ present: noted.length });
  });
}
