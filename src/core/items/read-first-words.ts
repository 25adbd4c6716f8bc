import { readFirstMessages } from '../../db/queries/items/item-lists.ts';
import type { Line } from '../line.ts';
import { openBody } from './search/item-words.ts';

/** What residents began with in these items, by the item's id: of ordinary ones alone, and only where they wrote words. */
export async function readFirstWords(line: Line, itemIds: readonly string[]): Promise<Map<string, string>> {
  const { read } = line.database;
  const messages = await readFirstMessages(read, itemIds);
  const keys = await line.keyring.keys(
    read,
    messages.map(({ keyId }) => keyId),
  );
  return new Map(
    messages.flatMap(({ itemId, keyId, id, sealedBody }) => {
      const text = openBody(keys.get(keyId) ?? null, { id, sealedBody })?.text?.trim();
      return text ? [[itemId, text] as const] : [];
    }),
  );
}
