import { listStaff, type StaffRow } from '../../db/queries/staff/staff.ts';
import type { Line } from '../line.ts';

/** Everyone who was ever added, removed ones too, by name. */
export async function listStaffMembers(line: Line): Promise<StaffRow[]> {
  return listStaff(line.database.read);
}
