import { listItemsWithoutCard, listUnredactedItems } from '../../db/queries/items/item-cards.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import type { Line } from '../line.ts';
import { oweHiding } from './change-item.ts';

const BATCH = 500;

/**
 * Owes anew what the queue gave up: cards of open items (SLACK_CHANNEL may have been archived for days), and taking down what must not
 * stand. For a recurring job, every quarter of an hour or so. Returns how many.
 */
export async function oweForgottenCards(line: Line): Promise<number> {
  return line.database.transaction(async (tx) => {
    const cards = await listItemsWithoutCard(tx, BATCH);
    const redactions = await listUnredactedItems(tx, BATCH);
    for (const itemId of cards) await owe(tx, 'card', { itemId });
    for (const itemId of redactions) await oweHiding(tx, itemId);
    return cards.length + redactions.length;
  });
}
