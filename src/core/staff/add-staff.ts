import { randomUUID } from 'node:crypto';
import { appendEvents } from '../../db/queries/events.ts';
import { putStaff } from '../../db/queries/staff.ts';
import type { Agency, Role } from '../domain/codes.ts';
import { mayManageStaff, type StaffMember } from '../domain/permissions.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';

export type NewStaff = { slackUserId: string; displayName: string; agency: Agency; roles: Role[] };

/** Adds a staff member or changes their name, agency and roles. `by` is an admin, or `console` (the command line). Refusals: not_allowed, no_roles. */
export async function addStaff(line: Line, by: StaffMember | 'console', added: NewStaff): Promise<Result<StaffMember>> {
  if (by !== 'console' && !mayManageStaff(by)) return refuse('not_allowed');
  if (added.roles.length === 0) return refuse('no_roles');
  return line.database.transaction(async (tx) => {
    const row = await putStaff(tx, { id: randomUUID(), ...added, active: true }, line.now());
    await appendEvents(tx, [
      {
        kind: 'staff_added',
        actor: by === 'console' ? 'system' : 'staff',
        staffId: by === 'console' ? null : by.id,
        data: { staffId: row.id, roles: added.roles },
        at: line.now(),
      },
    ]);
    return done({ id: row.id, ...added });
  });
}
