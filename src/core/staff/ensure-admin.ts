import { everGiven } from '../../db/queries/staff/role-grants.ts';
import { readStaffBySlackId } from '../../db/queries/staff/staff.ts';
import type { StaffAgency } from '../domain/codes.ts';
import type { Line } from '../line.ts';
import { addStaff } from './add-staff.ts';

/** Changed by `/line staff` when it is another. */
const FIRST_AGENCY: StaffAgency = 'UNDP';

/**
 * Gives the admin role to a person whom the configuration names, the first time they are seen: recorded, and told as what the command line
 * gives. Whoever was removed since, or lost the role, stays without it.
 */
export async function ensureAdmin(
  line: Line,
  person: { slackUserId: string; displayName: string },
  admins: readonly string[],
): Promise<void> {
  if (!admins.includes(person.slackUserId)) return;
  const row = await readStaffBySlackId(line.database.read, person.slackUserId);
  if (row && (!row.active || row.roles.includes('admin'))) return;
  if (row && (await everGiven(line.database.read, row.id, 'admin'))) return;
  await addStaff(line, 'config', {
    slackUserId: person.slackUserId,
    displayName: row?.displayName ?? person.displayName,
    agency: row?.agency ?? FIRST_AGENCY,
    roles: [...(row?.roles ?? []), 'admin'],
  });
}
