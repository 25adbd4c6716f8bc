import type { Tx } from '../../db/client.ts';
import { owe } from '../../db/queries/work/outbox.ts';

/** Everyone concerned by an offer is to be told what was changed: in the slow lane, a batch at a time (tell-changes.ts). */
export async function oweToldChanges(tx: Tx, offerId: string): Promise<void> {
  await owe(tx, 'tell_changes', { offerId });
}
