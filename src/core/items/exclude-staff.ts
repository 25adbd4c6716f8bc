import { appendEvents } from '../../db/queries/events.ts';
import { insertExclusions, updateItem } from '../../db/queries/items.ts';
import { followDanger } from '../danger/calling.ts';
import type { StaffMember } from '../domain/permissions.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { owesCard, workOnItem } from './change-item.ts';
import { hideFromOthers } from './mark-sensitive.ts';

/** Staff members named in a sensitive item never see it again. Refusals: not_found, not_allowed, not_sensitive. */
export async function excludeStaff(
  line: Line,
  member: StaffMember | null,
  reference: string,
  staffIds: string[],
): Promise<Result<{ itemId: string }>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    if (!row.sensitive) return refuse('not_sensitive');
    await insertExclusions(tx, row.id, staffIds);
    const dropped = row.assigneeId !== null && staffIds.includes(row.assigneeId);
    await updateItem(tx, row.id, dropped ? { assigneeId: null } : {}, line.now());
    if (dropped) await followDanger(tx, line, row.id, row, { ...row, assigneeId: null });
    await appendEvents(tx, [
      { kind: 'staff_excluded', itemId: row.id, actor: 'staff', staffId: by.id, data: { staffIds }, at: line.now() },
    ]);
    await owesCard(tx, row.id);
    // What they asked to see before is taken back from their direct messages.
    await hideFromOthers(tx, row.id);
    return done({ itemId: row.id });
  });
}
