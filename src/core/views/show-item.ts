import { appendEvents, readFirstOpening } from '../../db/queries/items/events.ts';
import { lockItem, readItem } from '../../db/queries/items/items.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { callsForHelp } from '../domain/danger.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { lacksRole, type StaffMember } from '../domain/staff/permissions.ts';
import { openedInDanger } from '../items/calling.ts';
import { seeItem } from '../items/hidden/see-item.ts';
import type { Line } from '../line.ts';
import { type ItemView, viewItem } from './item-view.ts';

/** An item for a staff member's eyes. Every look at a sensitive one is written down, and its card says that it was seen. Refusals: not_found, role_needed. */
export async function showItem(line: Line, member: StaffMember | null, reference: string): Promise<Result<ItemView>> {
  const lacks = lacksRole(member, 'see_items');
  if (lacks) return lacks;
  return line.database.transaction(async (tx) => {
    const seen = await seeItem(tx, member, reference);
    if (!seen) return refuse('not_found');
    const { row, visible } = seen;
    if (visible.sensitive) {
      await appendEvents(tx, [
        { kind: 'sensitive_item_opened', itemId: row.id, actor: 'staff', staffId: seen.member.id, at: line.now() },
      ]);
      await owe(tx, 'card', { itemId: row.id });
      // Held, so that the call that comes due at this moment knows of it.
      const held = callsForHelp(row) ? await lockItem(tx, row.id) : null;
      if (held && callsForHelp(held)) await openedInDanger(tx, line, row.id);
    }
    return done(await viewItem(tx, line, row, seen.member));
  });
}

/** For the card and its thread: read by the line itself, which shows no word of a sensitive one. Null when there is no such item, or none to show. */
export async function readItemForCard(line: Line, itemId: string): Promise<ItemView | null> {
  return line.database.transaction(async (tx) => {
    const row = await readItem(tx, itemId);
    return row && !row.quiet ? viewItem(tx, line, row) : null;
  });
}

export type CardItem = { view: ItemView; seenAt: Date | null };

/** What a card is made of; `seenAt` is when a sensitive item was first opened. Null when there is no such item. */
export async function readCardItem(line: Line, itemId: string): Promise<CardItem | null> {
  const view = await readItemForCard(line, itemId);
  if (!view) return null;
  return { view, seenAt: view.item.sensitive ? await readFirstOpening(line.database.read, itemId) : null };
}
