import type { Tx } from '../../db/client.ts';
import { type ItemRow, listMergedItems } from '../../db/queries/items.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { sayToResident } from '../residents/say-to-resident.ts';

/**
 * Tells the item's resident, and everyone whose item was merged into it, each under their own number: a duplicate hears back too.
 * One resident with several of them is told once.
 */
export async function tellResidents(
  tx: Tx,
  line: Line,
  row: ItemRow,
  told: {
    messageId: string | undefined;
    kind: 'answer' | 'closing';
    say: (reference: string, itemId: string) => Say[];
  },
): Promise<void> {
  const reached = new Set<string>();
  const concerned = [row];
  for (const item of concerned) {
    // What was merged into a duplicate before it became one belongs to this item too.
    concerned.push(...(await listMergedItems(tx, item.id)));
    if (item.residentId === null || item.keyId === null || reached.has(item.residentId)) continue;
    const key = await line.keyring.key(tx, item.keyId);
    if (key === null) continue;
    reached.add(item.residentId);
    await sayToResident(tx, line, {
      residentId: item.residentId,
      key,
      itemId: item.id,
      kind: told.kind,
      say: told.say(item.reference, item.id),
      ...(item.id === row.id && told.messageId !== undefined && { messageId: told.messageId }),
    });
  }
}
