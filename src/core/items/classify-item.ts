import type { Tx } from '../../db/client.ts';
import type { ItemRow } from '../../db/queries/items/items.ts';
import { type Classification, decideClassify } from '../domain/item.ts';
import { done, type Result } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { applyDecision, workOnItem } from './change-item.ts';

/**
 * Sets type, sector, priority, municipality or agency; the due time follows. The type `sensitive_report` marks the item sensitive too.
 * Refusals: not_found, role_needed, nothing_to_change.
 */
export async function classifyItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
  wanted: Classification,
): Promise<Result<{ itemId: string }>> {
  const classify = async (tx: Tx, row: ItemRow, by: StaffMember): Promise<Result<{ itemId: string }>> => {
    const decision = decideClassify(row, wanted);
    const applied = await applyDecision(tx, line, row, decision, { kind: 'staff', member: by });
    return applied.ok ? done({ itemId: row.id }) : applied;
  };
  return workOnItem(line, member, reference, classify, wanted.type === 'sensitive_report' ? 'linked' : undefined);
}
