import { listSessions } from '../../db/queries/offers/offers.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayManageOffers, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';

export type SessionCode = { id: string; startsAt: Date; endsAt: Date; attendanceCode: string };

/** The sessions with the six digits that the trainer shows in the room. Refusals: not_allowed. */
export async function listSessionCodes(
  line: Line,
  member: StaffMember | null,
  offerId: string,
): Promise<Result<SessionCode[]>> {
  if (!mayManageOffers(member)) return refuse('not_allowed');
  return done(await listSessions(line.database.read, offerId));
}
