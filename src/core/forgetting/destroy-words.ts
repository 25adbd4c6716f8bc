import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import { deleteNamed } from '../../db/queries/items/item-named.ts';
import { type ItemRow, updateItem } from '../../db/queries/items/items.ts';
import { destroyBodies } from '../../db/queries/items/messages.ts';
import { deleteQuotation } from '../../db/queries/items/quotations.ts';
import { deleteReferralWords } from '../../db/queries/items/referrals.ts';
import { dropDeliveries } from '../../db/queries/residents/deliveries.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { ACTIVITIES } from '../activities.ts';
import type { ItemChanges } from '../domain/item.ts';
import { followDanger } from '../items/calling.ts';
import { unmerge } from '../items/change-item.ts';
import { endForbiddenLooks } from '../items/hidden/forbidden-looks.ts';
import type { Line } from '../line.ts';
import { oweTakeBackItem } from '../residents/bubbles.ts';

/**
 * Empties one item of every word (the database takes it out of the index by itself) and of the way back to the resident; an open one is closed as withdrawn. Codes stay for the counts.
 * The caller holds the item's row, and destroys the key when it serves nothing else.
 */
export async function destroyWords(tx: Tx, line: Line, item: ItemRow, by: 'resident' | 'system'): Promise<void> {
  const now = line.now();
  await destroyBodies(tx, item.id);
  await deleteReferralWords(tx, item.id);
  await deleteNamed(tx, item.id);
  await deleteQuotation(tx, item.id);
  await dropDeliveries(tx, item.id);
  for (const { kinds, destroy } of ACTIVITIES) if (kinds.includes(item.kind)) await destroy?.(tx, item, now);
  const closing: ItemChanges =
    item.status === 'open' ? { status: 'closed', closedReason: 'withdrawn', closedAt: now } : {};
  const openWhenErased = item.status === 'open' || item.openWhenErased;
  await updateItem(
    tx,
    item.id,
    { ...closing, openWhenErased, redactedAt: now, sealedSettlement: null, receiptHash: null, residentId: null },
    now,
  );
  await followDanger(tx, line, item.id, item, { ...item, ...closing, redactedAt: now });
  await appendEvents(tx, [{ kind: 'words_destroyed', itemId: item.id, actor: by, at: now }]);
  // Whoever was merged into it would wait for an answer that never comes.
  if (item.status === 'open') await unmerge(tx, line, item.id);
  if (item.sensitive) await oweTakeBackItem(tx, item);
  await endForbiddenLooks(tx, line, { itemId: item.id });
  await owe(tx, 'redact', { itemId: item.id });
}
