import { type Classification, decideClassify } from '../domain/item.ts';
import type { StaffMember } from '../domain/permissions.ts';
import { done, type Result } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { applyDecision, stateOf, workOnItem } from './change-item.ts';
import { hideFromOthers } from './mark-sensitive.ts';

/**
 * Sets type, sector, priority, municipality or agency; the due time follows. The type `sensitive_report` marks the item sensitive too.
 * Refusals: not_found, not_allowed, nothing_to_change.
 */
export async function classifyItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
  wanted: Classification,
): Promise<Result<{ itemId: string }>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    const applied = await applyDecision(tx, line, row, decideClassify(stateOf(row), wanted), {
      kind: 'staff',
      member: by,
    });
    if (!applied.ok) return applied;
    if (wanted.type === 'sensitive_report' && !row.sensitive) await hideFromOthers(tx, row.id);
    return done({ itemId: row.id });
  });
}
