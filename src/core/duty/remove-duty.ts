import { appendEvents } from '../../db/queries/items/events.ts';
import { deleteDuty } from '../../db/queries/staff/duty.ts';
import { done, type Result } from '../domain/result.ts';
import { maySetRota, refuseRota, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';

/** Takes a weekly shift, or a single day, off the rota; one that is gone already is no fault. Refusals: role_needed. */
export async function removeDuty(line: Line, by: StaffMember | null, id: string): Promise<Result<null>> {
  if (by === null || !maySetRota(by)) return refuseRota(by);
  return line.database.transaction(async (tx) => {
    const gone = await deleteDuty(tx, id);
    if (gone)
      await appendEvents(tx, [
        { kind: 'duty_removed', actor: 'staff', staffId: by.id, data: { staffId: gone.staffId }, at: line.now() },
      ]);
    return done(null);
  });
}
