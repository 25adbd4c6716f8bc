import { appendEvents } from '../../../db/queries/items/events.ts';
import { clearLikely, confirmLikely } from '../../../db/queries/items/item-named.ts';
import { owe } from '../../../db/queries/work/outbox.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { UUID } from '../../domain/uuid.ts';
import type { Line } from '../../line.ts';
import { workOnItem } from '../change-item.ts';

/**
 * Whether somebody of a name given in a sensitive item is that person: then they never see it, else they may. Decided by another who may
 * see it; for the one concerned there is no such item. Refusals: not_found, role_needed, not_sensitive, already_decided_named.
 */
export async function decideLikeness(
  line: Line,
  member: StaffMember | null,
  reference: string,
  staffId: string,
  same: boolean,
): Promise<Result<{ itemId: string }>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    if (!row.sensitive) return refuse('not_sensitive');
    if (!UUID.test(staffId)) return refuse('already_decided_named');
    const decided = same ? await confirmLikely(tx, row.id, staffId) : await clearLikely(tx, row.id, staffId);
    if (!decided) return refuse('already_decided_named');
    await appendEvents(tx, [
      {
        kind: same ? 'likeness_confirmed' : 'likeness_denied',
        itemId: row.id,
        actor: 'staff',
        staffId: by.id,
        data: { staffId },
        at: line.now(),
      },
    ]);
    await owe(tx, 'card', { itemId: row.id });
    return done({ itemId: row.id });
  });
}
