import { readMessage } from '../../db/queries/items/messages.ts';
import { listPendingDeliveries } from '../../db/queries/residents/deliveries.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import type { Line } from '../line.ts';

/** Finds the items that work was for which was given up or is late, and owes staff an alert for each. `payload` holds the ids of that work. */
export async function reportStuck(
  line: Line,
  payload: Record<string, string>,
  reason: 'parked' | 'late',
): Promise<void> {
  const { read } = line.database;
  const items = new Set<string>();
  if (payload.itemId) items.add(payload.itemId);
  if (payload.messageId) items.add((await readMessage(read, payload.messageId))?.itemId ?? '');
  if (payload.residentId)
    for (const delivery of await listPendingDeliveries(read, payload.residentId)) items.add(delivery.itemId ?? '');
  items.delete('');
  for (const itemId of items) await owe(read, 'alert', { itemId, reason });
}
