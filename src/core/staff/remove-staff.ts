import { appendEvents } from '../../db/queries/items/events.ts';
import { listAskedGrants, lockRoles } from '../../db/queries/staff/role-grants.ts';
import { putStaff, readStaffBySlackId } from '../../db/queries/staff/staff.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayManageStaff, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { decideRequest, endRole, freeItems } from './change-roles.ts';
import { listHolders } from './holders.ts';

/**
 * From the next tap on they see nothing; what they had claimed is free again, what they asked for or was asked for them is withdrawn, and
 * no role comes back with them. Refusals: role_needed, unknown_staff.
 */
export async function removeStaff(
  line: Line,
  by: StaffMember | 'console',
  slackUserId: string,
): Promise<Result<{ released: number }, 'role_needed' | 'unknown_staff'>> {
  if (by !== 'console' && !mayManageStaff(by)) return refuseRole('manage_staff', by);
  return line.database.transaction(async (tx) => {
    await lockRoles(tx);
    if (by !== 'console' && !(await listHolders(tx)).some(({ id, roles }) => id === by.id && roles.includes('admin')))
      return refuseRole('manage_staff', by);
    const row = await readStaffBySlackId(tx, slackUserId);
    if (!row?.active) return refuse('unknown_staff');
    const released = await freeItems(tx, line, row.id, false);
    await putStaff(tx, { ...row, roles: [], active: false }, line.now());
    for (const role of row.roles) await endRole(tx, line, by, row, role);
    for (const asked of await listAskedGrants(tx, row.id)) await decideRequest(tx, line, asked, 'withdrawn', null);
    await appendEvents(tx, [
      {
        kind: 'staff_removed',
        actor: by === 'console' ? 'system' : 'staff',
        staffId: by === 'console' ? null : by.id,
        data: { staffId: row.id },
        at: line.now(),
      },
    ]);
    return done({ released });
  });
}
