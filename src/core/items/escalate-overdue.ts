import { appendEvents } from '../../db/queries/items/events.ts';
import { lockOverdueItems, updateItem } from '../../db/queries/items/items.ts';
import { lockLateReferrals } from '../../db/queries/items/referrals.ts';
import { readVisibility } from '../../db/queries/items/visibility.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import type { Line } from '../line.ts';
import { oweOverdueDay } from './overdue-of-day.ts';

const BATCH = 100;

/**
 * Tells the leads, and of what is hidden protection, of every open item and every referral past its time, once each and a day in one post.
 * Returns how many.
 */
export async function escalateOverdue(line: Line): Promise<number> {
  return line.database.transaction(async (tx) => {
    const now = line.now();
    const overdue = await lockOverdueItems(tx, now, BATCH);
    for (const item of overdue) {
      await updateItem(tx, item.id, { escalatedAt: now }, now);
      const { sensitive } = await readVisibility(tx, item.id);
      await oweOverdueDay(tx, now, [sensitive ? 'protection' : 'leads']);
      await owe(tx, 'card', { itemId: item.id });
    }
    await appendEvents(
      tx,
      overdue.map((item) => ({ kind: 'item_escalated', itemId: item.id, actor: 'system' as const, at: now })),
    );
    const late = await lockLateReferrals(tx, now, BATCH);
    for (const { itemId } of late) {
      const { sensitive } = await readVisibility(tx, itemId);
      await oweOverdueDay(tx, now, [sensitive ? 'protection' : 'leads']);
    }
    await appendEvents(
      tx,
      late.map(({ itemId, toAgency }) => ({
        ...{ kind: 'referral_late' as const, itemId, actor: 'system' as const, at: now },
        data: { agency: toAgency },
      })),
    );
    return overdue.length + late.length;
  });
}
