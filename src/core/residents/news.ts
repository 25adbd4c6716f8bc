import type { Tx } from '../../db/client.ts';
import { closeLoop } from '../../db/queries/items/items.ts';
import { listUntold, markDelivered, type PendingDelivery } from '../../db/queries/residents/deliveries.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { endsLoop, isHushed } from '../domain/discretion.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson } from '../privacy/seal.ts';

/**
 * What waits behind a notice, in order. Also what is about to be announced: whoever taps a notice at the moment it arrives is there before
 * the process that sent it has noted that.
 */
export const listNews = async (tx: Tx, residentId: string): Promise<PendingDelivery[]> =>
  (await listUntold(tx, residentId)).filter((told) => told.state === 'announced' || isHushed(told));

/** What a resident was told that there is news of, in order. From now on it is told; the caller holds their row. */
export async function readNews(tx: Tx, line: Line, residentId: string, key: Buffer): Promise<Say[]> {
  const says: Say[] = [];
  const items = new Set<string>();
  for (const { id, kind, itemId, sealedSay } of await listNews(tx, residentId)) {
    if (sealedSay === null) continue;
    says.push(...openJson<Say[]>(key, sealedIn.say(residentId), sealedSay));
    await markDelivered(tx, id, line.now());
    if (itemId === null) continue;
    if (endsLoop(kind)) await closeLoop(tx, itemId, line.now());
    items.add(itemId);
  }
  for (const itemId of items) await owe(tx, 'card', { itemId });
  return says;
}
