import type { Tx } from '../../db/client.ts';
import type { ItemRow } from '../../db/queries/items.ts';
import { listStaff } from '../../db/queries/staff.ts';
import { readVisibility } from '../../db/queries/visibility.ts';
import type { Role } from '../domain/codes.ts';
import { maySee, type StaffMember } from '../domain/permissions.ts';
import { onDuty } from '../domain/rota.ts';
import { readRota } from '../duty/read-rota.ts';

/**
 * Whom a call about this item goes to now: of those on duty, else of all who hold the role, the ones who may see it. A person named in
 * it is not called, nor told that there is anything; if that leaves nobody of those on duty, everybody else is called.
 */
export async function whomToCall(
  tx: Tx,
  item: Pick<ItemRow, 'id'>,
  whom: 'duty' | 'everybody',
  now: Date,
): Promise<StaffMember[]> {
  const visible = await readVisibility(tx, item.id);
  const may = (await listStaff(tx))
    .filter((row) => row.active)
    .map((row): StaffMember => ({ ...row, roles: row.roles as Role[] }))
    .filter((member) => maySee(member, visible));
  if (whom === 'everybody') return may;
  const there = onDuty(await readRota(tx, now), now);
  const duty = may.filter((member) => there.includes(member.id));
  return duty.length > 0 ? duty : may;
}
