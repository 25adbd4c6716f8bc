import type { Tx } from '../../db/client.ts';
import { type ItemRow, lockItemByReference } from '../../db/queries/items/items.ts';
import { decideMerge } from '../domain/item.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayWorkOn, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { sayMerged } from '../residents/say-of-item.ts';
import { sayToResident } from '../residents/say-to-resident.ts';
import { applyDecision, workOnItem } from './change-item.ts';
import { seeRow } from './hidden/see-item.ts';

/**
 * Closes a duplicate and points to the item that goes on. The resident is told, and hears what is answered in the other item from now
 * on, never what was answered before; its number only when it is theirs too. Refusals: not_found, role_needed, target_not_found,
 * merge_with_itself, merge_of_enquiry, merge_of_sensitive, merge_of_anonymous, already_closed, merged_elsewhere, target_closed.
 */
export async function mergeItems(
  line: Line,
  member: StaffMember | null,
  duplicate: string,
  into: string,
): Promise<Result<{ itemId: string }>> {
  const merge = async (tx: Tx, row: ItemRow, by: StaffMember): Promise<Result<{ itemId: string }>> => {
    const target = duplicate === into ? row : await lockItemByReference(tx, into);
    const seen = await seeRow(tx, by, target);
    if (!target || !seen || !mayWorkOn(by, seen.visible)) return refuse('target_not_found');
    const applied = await applyDecision(tx, line, row, decideMerge(row, target, line.now()), {
      kind: 'staff',
      member: by,
    });
    if (!applied.ok) return applied;
    const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
    if (row.residentId !== null && key !== null) {
      const say = sayMerged(row.reference, target.residentId === row.residentId ? target.reference : null);
      await sayToResident(tx, line, { residentId: row.residentId, key, itemId: row.id, kind: 'notice', say });
    }
    return done({ itemId: row.id });
  };
  return workOnItem(line, member, duplicate, merge, { other: into });
}
