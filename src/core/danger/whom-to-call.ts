import type { Tx } from '../../db/client.ts';
import type { ItemRow } from '../../db/queries/items/items.ts';
import { readVisibility } from '../../db/queries/items/visibility.ts';
import { listStaff } from '../../db/queries/staff/staff.ts';
import { maySee, type StaffMember } from '../domain/staff/permissions.ts';
import { onDuty } from '../domain/staff/rota.ts';
import { readRota } from '../duty/read-rota.ts';
import { compareWithNamed } from '../items/hidden/named-people.ts';
import type { Line } from '../line.ts';

/** Whoever was not yet compared with the names in reports is, before anybody is called; in transactions of its own, for it locks items. */
export async function compareBeforeCalling(line: Line): Promise<void> {
  const news = (await listStaff(line.database.read)).filter(
    (row) => row.active && row.roles.includes('protection') && !row.namesChecked,
  );
  for (const row of news) await line.database.transaction((tx) => compareWithNamed(tx, line, row));
}

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
    .map((row): StaffMember => ({ ...row, roles: row.roles }))
    .filter((member) => maySee(member, visible));
  if (whom === 'everybody') return may;
  const there = onDuty(await readRota(tx, now), now);
  const duty = may.filter((member) => there.includes(member.id));
  return duty.length > 0 ? duty : may;
}
