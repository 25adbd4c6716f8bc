import type { Role, StaffAgency } from '../../src/core/domain/codes.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import type { Line } from '../../src/core/line.ts';
import { addStaff } from '../../src/core/staff/add-staff.ts';

let next = 1;

/** An invented staff member with these roles. */
export async function makeStaff(line: Line, roles: Role[], agency: StaffAgency = 'UNDP'): Promise<StaffMember> {
  const number = next++;
  const added = await addStaff(line, 'sample', {
    slackUserId: `U0TEST${number}`,
    displayName: `Sample ${number}`,
    agency,
    roles,
  });
  if (!added.ok) throw new Error(added.code);
  return added.value;
}
