import type { Tx } from '../../db/client.ts';
import { listStaff } from '../../db/queries/staff/staff.ts';
import type { Holder } from '../domain/staff/roles.ts';

/** Who is staff now, with what they may do. */
export async function listHolders(tx: Tx): Promise<Holder[]> {
  return (await listStaff(tx)).filter((row) => row.active);
}
