import { randomUUID } from 'node:crypto';
import { insertCard, leaseCard, readLiveCard, updateLeasedCard } from '../../db/queries/cards.ts';
import { readItem } from '../../db/queries/items.ts';
import { oweHiding } from '../items/change-item.ts';
import type { Line } from '../line.ts';
import { type HeldCard, heldCard, holdOf } from './take-card.ts';

/**
 * Retires a card and starts another in `channel`, held by the same worker. What stands in the old place of a sensitive item is owed
 * to be taken down, in the same transaction. `failure` says why the place it was meant for cannot be used. Null when the card was lost.
 */
export async function moveCard(
  line: Line,
  card: HeldCard,
  channel: string,
  failure: string | null,
): Promise<HeldCard | null> {
  return line.database.transaction(async (tx) => {
    const now = line.now();
    if (!(await updateLeasedCard(tx, card, { postingUntil: null, retiredAt: now }))) return null;
    await insertCard(tx, { id: randomUUID(), itemId: card.itemId, channel, failure, createdAt: now });
    const live = await readLiveCard(tx, card.itemId);
    if ((await readItem(tx, card.itemId))?.sensitive) await oweHiding(tx, card.itemId);
    return heldCard(line, live && (await leaseCard(tx, live.id, now, holdOf(line))));
  });
}
