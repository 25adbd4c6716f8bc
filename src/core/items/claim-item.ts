import { readStaffByIds } from '../../db/queries/staff/staff.ts';
import { decideClaim } from '../domain/item.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { applyDecision, workOnItem } from './change-item.ts';

/** Refusals: not_found, role_needed, already_closed, already_yours, already_claimed (values.name says who has it), another_person_needed. */
export async function claimItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<{ itemId: string }>> {
  return workOnItem(line, member, reference, async (tx, row, claimant) => {
    const decision = decideClaim(row, claimant);
    if (!decision.ok && decision.code === 'already_claimed') {
      const [holder] = await readStaffByIds(tx, [row.assigneeId as string]);
      return refuse('already_claimed', { name: holder?.displayName ?? '' });
    }
    const applied = await applyDecision(tx, line, row, decision, { kind: 'staff', member: claimant });
    return applied.ok ? done({ itemId: row.id }) : applied;
  });
}
