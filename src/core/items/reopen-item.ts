import { decideReopen } from '../domain/item.ts';
import { done, type Result } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { applyDecision, workOnItem } from './change-item.ts';

/** Refusals: not_found, role_needed, already_open, words_destroyed. */
export async function reopenItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<{ itemId: string }>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    const applied = await applyDecision(tx, line, row, decideReopen(row, 'staff'), {
      kind: 'staff',
      member: by,
    });
    return applied.ok ? done({ itemId: row.id }) : applied;
  });
}
