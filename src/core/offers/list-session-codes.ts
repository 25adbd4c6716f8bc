import { listSessions } from '../../db/queries/offers/offers.ts';
import { done, type Result } from '../domain/result.ts';
import { mayManageOffers, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';

export type SessionCode = { id: string; startsAt: Date; endsAt: Date; attendanceCode: string };

/** The sessions with the six digits that the trainer shows in the room. Refusals: role_needed. */
export async function listSessionCodes(
  line: Line,
  member: StaffMember | null,
  offerId: string,
): Promise<Result<SessionCode[]>> {
  if (!mayManageOffers(member)) return refuseRole('run_offers', member);
  return done(await listSessions(line.database.read, offerId));
}
