import { countGivenUp, countStuck } from '../../db/queries/work/outbox.ts';
import { done, type Result } from '../domain/result.ts';
import { may, maySeeSensitive, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { byCause, type Stuck } from '../domain/work/stuck.ts';
import type { Line } from '../line.ts';

/** What the line gave up, and what it promised and cannot keep so far, by cause: that of protection for protection alone. Refusals: role_needed. */
export async function listStuck(line: Line, member: StaffMember | null): Promise<Result<Stuck[]>> {
  if (!may(member, 'tend_line')) return refuseRole('tend_line', member);
  const stuck = byCause(await countStuck(line.database.read));
  return done(stuck.filter(({ area }) => area !== 'protection' || maySeeSensitive(member)));
}

/** Whether there is any: no more than that, for whoever may see some of it. */
export async function isAnythingStuck(line: Line, member: StaffMember): Promise<boolean> {
  if (!may(member, 'tend_line') || (await countGivenUp(line.database.read)) === 0) return false;
  const stuck = await listStuck(line, member);
  return stuck.ok && stuck.value.some(({ state }) => state === 'given_up');
}
