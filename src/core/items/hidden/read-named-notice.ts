import { listExclusions } from '../../../db/queries/items/item-named.ts';
import { readItem } from '../../../db/queries/items/items.ts';
import { readVisibility } from '../../../db/queries/items/visibility.ts';
import { readStaffByIds } from '../../../db/queries/staff/staff.ts';
import { maySee } from '../../domain/staff/permissions.ts';
import type { Line } from '../../line.ts';

export type NamedNotice = { to: string; reference: string; person: { name: string; agency: string } };

/** Read when it is sent: null where nothing is to be decided any more, or the one to ask may not see it by now. */
export async function readNamedNotice(
  line: Line,
  owed: { itemId: string; staffId: string; toId: string },
): Promise<NamedNotice | null> {
  const { read } = line.database;
  const row = await readItem(read, owed.itemId);
  const exclusions = await listExclusions(read, owed.itemId);
  const people = new Map((await readStaffByIds(read, [owed.staffId, owed.toId])).map((one) => [one.id, one]));
  const [person, to] = [people.get(owed.staffId), people.get(owed.toId)];
  const open = exclusions.some(({ staffId, likely }) => likely && staffId === owed.staffId);
  if (!row || !person || !to?.active || !open) return null;
  const member = { ...to, roles: to.roles };
  if (!maySee(member, await readVisibility(read, row.id))) return null;
  return {
    to: to.slackUserId,
    reference: row.reference,
    person: { name: person.displayName, agency: person.agency },
  };
}
