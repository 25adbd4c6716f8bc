import type { Tx } from '../../db/client.ts';
import { readStaffBySlackId, type StaffRow } from '../../db/queries/staff/staff.ts';

/** Somebody who can be on duty: active, and holding `protection`. */
export async function findOnRota(tx: Tx, slackUserId: string): Promise<StaffRow | null> {
  const row = await readStaffBySlackId(tx, slackUserId);
  return row?.active && row.roles.includes('protection') ? row : null;
}
