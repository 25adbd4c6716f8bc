import { listAskedBefore, lockRoles } from '../../db/queries/staff/role-grants.ts';
import { lapsedBefore } from '../domain/staff/roles.ts';
import type { Line } from '../line.ts';
import { decideRequest } from './change-roles.ts';

/** What nobody decided in time is over, and told. Returns how many. */
export async function lapseRoleRequests(line: Line): Promise<number> {
  return line.database.transaction(async (tx) => {
    await lockRoles(tx);
    const over = await listAskedBefore(tx, lapsedBefore(line.now()));
    for (const grant of over) await decideRequest(tx, line, grant, 'lapsed', null);
    return over.length;
  });
}
