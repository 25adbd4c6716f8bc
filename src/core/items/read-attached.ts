import { readItem } from '../../db/queries/items/items.ts';
import { readMessage } from '../../db/queries/items/messages.ts';
import type { Attached } from '../domain/attached.ts';
import type { Line } from '../line.ts';
import { openBody } from './search/item-words.ts';

/** The file that goes with an answer; null once its words were destroyed, or where there is none. */
export async function readAttached(line: Line, messageId: string): Promise<Attached | null> {
  const { read } = line.database;
  const message = await readMessage(read, messageId);
  const item = message && (await readItem(read, message.itemId));
  const key = item?.keyId ? await line.keyring.key(read, item.keyId) : null;
  return (message && openBody(key, message)?.attached) ?? null;
}
