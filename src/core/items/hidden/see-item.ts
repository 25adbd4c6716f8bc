import type { Tx } from '../../../db/client.ts';
import { type ItemRow, readItem, readItemByReference } from '../../../db/queries/items/items.ts';
import { readVisibility } from '../../../db/queries/items/visibility.ts';
import { maySee, type StaffMember, type Visible } from '../../domain/staff/permissions.ts';

/** An item that a staff member may see. Whether it is hidden says `visible`: the row itself may only be linked to what is. */
export type SeenItem = {
  row: ItemRow;
  visible: Visible;
  member: StaffMember;
};

/** Of an item's row, read or held: null for who may not see it, as if there were none. What is linked to it is asked too. */
export async function seeRow(tx: Tx, member: StaffMember | null, row: ItemRow | null): Promise<SeenItem | null> {
  if (row === null || member === null) return null;
  const visible = await readVisibility(tx, row.id);
  return maySee(member, visible) ? { row, visible, member } : null;
}

export const seeItem = async (tx: Tx, member: StaffMember | null, reference: string): Promise<SeenItem | null> =>
  seeRow(tx, member, await readItemByReference(tx, reference));

export const seeItemById = async (tx: Tx, member: StaffMember | null, itemId: string): Promise<SeenItem | null> =>
  seeRow(tx, member, await readItem(tx, itemId));
