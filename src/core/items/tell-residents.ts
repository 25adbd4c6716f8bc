import type { Tx } from '../../db/client.ts';
import { type ItemRow, listItemWithMerged } from '../../db/queries/items/items.ts';
import { type Refusal, refuse } from '../domain/result.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { sayToResident } from '../residents/say-to-resident.ts';

type Reader = { itemId: string; reference: string; residentId: string; keyId: string };

/**
 * Who reads what is answered in an item at this moment: its resident, and everyone whose item was merged into it, under their own
 * number. One resident with several of them is one reader.
 */
export async function listReaders(tx: Tx, itemId: string): Promise<Reader[]> {
  const readers = new Map<string, Reader>();
  for (const { id, reference, residentId, keyId } of await listItemWithMerged(tx, itemId))
    if (residentId !== null && keyId !== null && !readers.has(residentId))
      readers.set(residentId, { itemId: id, reference, residentId, keyId });
  return [...readers.values()];
}

/** Refuses what was written for fewer than would read it: `expected` is how many the form said. Refusal: more_read_it. */
export function readByMore(readers: readonly Reader[], expected: number | undefined): Refusal | null {
  if (expected === undefined || readers.length <= expected) return null;
  return refuse('more_read_it', { count: readers.length });
}

/** Tells each reader, under their own number: a duplicate hears back too. */
export async function tellResidents(
  tx: Tx,
  line: Line,
  row: ItemRow,
  readers: readonly Reader[],
  told: {
    messageId: string | undefined;
    kind: 'answer' | 'closing' | 'notice';
    say: (reference: string, itemId: string) => Say[];
  },
): Promise<void> {
  for (const { itemId, reference, residentId, keyId } of readers) {
    const key = await line.keyring.key(tx, keyId);
    if (key === null) continue;
    await sayToResident(tx, line, {
      residentId,
      key,
      itemId,
      kind: told.kind,
      say: told.say(reference, itemId),
      ...(itemId === row.id && told.messageId !== undefined && { messageId: told.messageId }),
    });
  }
}
