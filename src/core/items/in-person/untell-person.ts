import { listLastTold, markNotTold } from '../../../db/queries/residents/deliveries.ts';
import { decideNotTold } from '../../domain/item.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import type { Line } from '../../line.ts';
import { applyDecision, workOnItem } from '../change-item.ts';

/** "Told" was pressed by mistake: what it said last is to be told again, and counts no more. Refusals: not_found, not_allowed, nothing_told. */
export async function untellPerson(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<{ itemId: string }>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    const told = row.toldByStaff ? await listLastTold(tx, row.id) : [];
    const since = told[0]?.sentAt;
    if (!since) return refuse('nothing_told');
    const applied = await applyDecision(tx, line, row, decideNotTold(row, since), { kind: 'staff', member: by });
    if (!applied.ok) return applied;
    await markNotTold(
      tx,
      told.map(({ id }) => id),
    );
    return done({ itemId: row.id });
  });
}
