import { listStaff, readStaffBySlackId } from '../../db/queries/staff/staff.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { compareWithNamed } from '../items/hidden/named-people.ts';
import type { Line } from '../line.ts';

/**
 * Compares somebody who holds `protection`, by the names that Slack has for them too, with all who are named in reports: where that was
 * not done since a name was given, and whenever Slack was asked anew, for they may be called otherwise by now. `names` null: Slack did not say;
 * then it is done before their next act. The names are kept nowhere.
 */
export async function compareAsSlackSays(
  line: Line,
  { slackUserId, roles }: Pick<StaffMember, 'slackUserId' | 'roles'>,
  { names, anew }: { names: readonly string[] | null; anew: boolean },
): Promise<void> {
  if (names === null || !roles.includes('protection')) return;
  const row = await readStaffBySlackId(line.database.read, slackUserId);
  if (!row?.active || !row.roles.includes('protection') || (row.namesChecked && !anew)) return;
  await line.database.transaction((tx) => compareWithNamed(tx, line, row, names));
}

/** Who holds `protection` and was not compared yet, as Slack calls them too. */
export async function listUncompared(line: Line): Promise<StaffMember[]> {
  const rows = await listStaff(line.database.read);
  return rows.filter(
    ({ active, roles, namesChecked }) => active && roles.includes('protection') && !namesChecked,
  ) as StaffMember[];
}
