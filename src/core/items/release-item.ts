import { decideRelease } from '../domain/item.ts';
import { done, type Result } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { applyDecision, workOnItem } from './change-item.ts';

/** Puts a claimed item back for everybody. Refusals: not_found, role_needed, not_claimed. */
export async function releaseItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<{ itemId: string }>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    const applied = await applyDecision(tx, line, row, decideRelease(row), { kind: 'staff', member: by });
    return applied.ok ? done({ itemId: row.id }) : applied;
  });
}
