import type { Tx } from '../../../db/client.ts';
import type { ItemRow } from '../../../db/queries/items/items.ts';
import { decideMarkSensitive } from '../../domain/item.ts';
import { done, type Result } from '../../domain/result.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import type { Line } from '../../line.ts';
import { applyDecision, lockResidentItem, workOnItem } from '../change-item.ts';

/** By staff: from now on `protection` alone sees it, and all that is linked to it. Refusals: not_found, role_needed, already_sensitive. */
export async function markSensitive(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<{ itemId: string }, 'not_found' | 'role_needed' | 'already_sensitive'>> {
  const mark = async (
    tx: Tx,
    row: ItemRow,
    by: StaffMember,
  ): Promise<Result<{ itemId: string }, 'already_sensitive'>> => {
    const decision = decideMarkSensitive(row);
    const applied = await applyDecision(tx, line, row, decision, { kind: 'staff', member: by });
    return applied.ok ? done({ itemId: row.id }) : applied;
  };
  return workOnItem(line, member, reference, mark, 'linked');
}

/** By the resident, in the turn's transaction. Refusals: not_found, already_sensitive. */
export async function markOwnItemSensitive(
  tx: Tx,
  line: Line,
  residentId: string,
  itemId: string,
): Promise<Result<{ reference: string }, 'not_found' | 'already_sensitive'>> {
  const row = await lockResidentItem(tx, residentId, itemId);
  if (!row) return { ok: false, code: 'not_found' };
  const applied = await applyDecision(tx, line, row, decideMarkSensitive(row), { kind: 'resident' });
  return applied.ok ? done({ reference: row.reference }) : applied;
}
