import type { Tx } from '../../../db/client.ts';
import { appendEvents } from '../../../db/queries/items/events.ts';
import { deleteQuotation } from '../../../db/queries/items/quotations.ts';
import type { Line } from '../../line.ts';

/** What was chosen of an item is quoted no more. `staffId`: who took it out; null when it was not staff. */
export async function removeQuotation(tx: Tx, line: Line, itemId: string, staffId: string | null): Promise<void> {
  if (!(await deleteQuotation(tx, itemId))) return;
  const actor = staffId === null ? 'system' : 'staff';
  await appendEvents(tx, [{ kind: 'quotation_removed', itemId, actor, staffId, at: line.now() }]);
}
