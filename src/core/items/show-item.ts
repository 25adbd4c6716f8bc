import { appendEvents } from '../../db/queries/events.ts';
import { listExcludedStaff, lockItem, readItem, readItemByReference } from '../../db/queries/items.ts';
import { openedInDanger } from '../danger/calling.ts';
import { callsForHelp } from '../domain/danger.ts';
import { maySee, type StaffMember } from '../domain/permissions.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { owesCard } from './change-item.ts';
import { type ItemView, viewItem } from './item-view.ts';

/** An item for a staff member's eyes. Every look at a sensitive one is written down, and its card says that it was seen. Refusals: not_found. */
export async function showItem(line: Line, member: StaffMember | null, reference: string): Promise<Result<ItemView>> {
  return line.database.transaction(async (tx) => {
    const row = await readItemByReference(tx, reference);
    const visible = row && { sensitive: row.sensitive, excludedStaffIds: await listExcludedStaff(tx, row.id) };
    if (!row || !visible || member === null || !maySee(member, visible)) return refuse('not_found');
    if (row.sensitive) {
      await appendEvents(tx, [
        { kind: 'sensitive_item_opened', itemId: row.id, actor: 'staff', staffId: member.id, at: line.now() },
      ]);
      await owesCard(tx, row.id);
      // Held, so that the call that comes due at this moment knows of it.
      const held = callsForHelp(row) ? await lockItem(tx, row.id) : null;
      if (held && callsForHelp(held)) await openedInDanger(tx, line, row.id);
    }
    return done(await viewItem(tx, line, row));
  });
}

/** For the card and its thread: read by the line itself, which shows no word of a sensitive one. Null when there is no such item, or none to show. */
export async function readItemForCard(line: Line, itemId: string): Promise<ItemView | null> {
  return line.database.transaction(async (tx) => {
    const row = await readItem(tx, itemId);
    return row && !row.quiet ? viewItem(tx, line, row) : null;
  });
}
