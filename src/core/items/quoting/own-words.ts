import type { Tx } from '../../../db/client.ts';
import type { ItemRow } from '../../../db/queries/items/items.ts';
import { listMessages } from '../../../db/queries/items/messages.ts';
import type { MessageBody } from '../../domain/message-body.ts';
import { isBlank } from '../../domain/text/fold.ts';
import type { Line } from '../../line.ts';
import { openBody } from '../search/item-words.ts';

/** What a resident wrote themselves in an item: not what they passed on of others. Empty once it was destroyed. */
export async function readOwnWords(tx: Tx, line: Line, row: ItemRow): Promise<string[]> {
  const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
  const messages = await listMessages(tx, row.id);
  return messages.flatMap((message) => ownWords(message.direction === 'in' ? openBody(key, message) : null));
}

export function ownWords(body: MessageBody | null): string[] {
  const text = body?.forwarded === undefined || body.forwarded === 'own' ? body?.text : undefined;
  return text === undefined || isBlank(text) ? [] : [text];
}
