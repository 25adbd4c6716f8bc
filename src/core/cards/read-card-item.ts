import { readFirstOpening } from '../../db/queries/cards.ts';
import type { Line } from '../line.ts';
import type { ItemView } from '../views/item-view.ts';
import { readItemForCard } from '../views/show-item.ts';

/** What a card is made of; `seenAt` is when a sensitive item was first opened. Null when there is no such item. */
export async function readCardItem(
  line: Line,
  itemId: string,
): Promise<{ view: ItemView; seenAt: Date | null } | null> {
  const view = await readItemForCard(line, itemId);
  if (!view) return null;
  return { view, seenAt: view.item.sensitive ? await readFirstOpening(line.database.read, itemId) : null };
}
