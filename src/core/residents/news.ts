import type { Tx } from '../../db/client.ts';
import { listUnread, markDelivered } from '../../db/queries/deliveries.ts';
import { closeLoop } from '../../db/queries/items.ts';
import { endsLoop } from '../domain/discretion.ts';
import type { Say } from '../domain/say.ts';
import { owesCard } from '../items/change-item.ts';
import type { Line } from '../line.ts';
import { openJson } from '../privacy/seal.ts';
import { sayPlace } from './say-to-resident.ts';

/** What a resident was told that there is news of, in order. From now on it is told; the caller holds their row. */
export async function readNews(tx: Tx, line: Line, residentId: string, key: Buffer): Promise<Say[]> {
  const says: Say[] = [];
  const items = new Set<string>();
  for (const { id, kind, itemId, sealedSay } of await listUnread(tx, residentId)) {
    if (sealedSay === null) continue;
    says.push(...openJson<Say[]>(key, sayPlace(residentId), sealedSay));
    await markDelivered(tx, id, line.now());
    if (itemId === null) continue;
    if (endsLoop(kind)) await closeLoop(tx, itemId, line.now());
    items.add(itemId);
  }
  for (const itemId of items) await owesCard(tx, itemId);
  return says;
}
