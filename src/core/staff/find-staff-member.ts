import { readStaffBySlackId } from '../../db/queries/staff/staff.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { compareWithNamed } from '../items/hidden/named-people.ts';
import type { Line } from '../line.ts';

/** Who this is to the line, or null: nobody added them, or they were removed. Asked anew at every action, so that a removal bites at once. */
export async function findStaffMember(line: Line, slackUserId: string): Promise<StaffMember | null> {
  const row = await readStaffBySlackId(line.database.read, slackUserId);
  if (!row?.active) return null;
  // Whoever came by another way than the line's own is compared before they see anything.
  if (!row.namesChecked && row.roles.includes('protection'))
    await line.database.transaction((tx) => compareWithNamed(tx, line, row));
  return { id: row.id, slackUserId, displayName: row.displayName, agency: row.agency, roles: row.roles };
}
