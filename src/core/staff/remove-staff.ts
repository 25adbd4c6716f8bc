import { appendEvents } from '../../db/queries/events.ts';
import { listItems, updateItem } from '../../db/queries/items.ts';
import { putStaff, readStaffBySlackId } from '../../db/queries/staff.ts';
import { followDanger } from '../danger/calling.ts';
import { mayManageStaff, type StaffMember } from '../domain/permissions.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { owesCard } from '../items/change-item.ts';
import type { Line } from '../line.ts';

const MOST_AT_ONCE = 10_000;

/** From the next tap on they see nothing; what they had claimed is free again. Refusals: not_allowed, unknown_staff. */
export async function removeStaff(
  line: Line,
  by: StaffMember | 'console',
  slackUserId: string,
): Promise<Result<{ released: number }>> {
  if (by !== 'console' && !mayManageStaff(by)) return refuse('not_allowed');
  return line.database.transaction(async (tx) => {
    const row = await readStaffBySlackId(tx, slackUserId);
    if (!row?.active) return refuse('unknown_staff');
    await putStaff(tx, { ...row, active: false }, line.now());
    const held = await listItems(tx, { status: 'open', assigneeId: row.id, sensitiveFor: row.id }, MOST_AT_ONCE);
    for (const item of held) {
      await updateItem(tx, item.id, { assigneeId: null }, line.now());
      await followDanger(tx, line, item.id, item, { ...item, assigneeId: null });
      await appendEvents(tx, [{ kind: 'item_released', itemId: item.id, actor: 'system', at: line.now() }]);
      await owesCard(tx, item.id);
    }
    await appendEvents(tx, [
      {
        kind: 'staff_removed',
        actor: by === 'console' ? 'system' : 'staff',
        staffId: by === 'console' ? null : by.id,
        data: { staffId: row.id },
        at: line.now(),
      },
    ]);
    return done({ released: held.length });
  });
}
