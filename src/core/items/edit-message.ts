import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import { lockItem, updateItem } from '../../db/queries/items/items.ts';
import { readMessageBySource, replaceMessageBody } from '../../db/queries/items/messages.ts';
import { awaitIndexing } from '../../db/queries/items/search.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { type Address, sourceOf } from '../domain/address.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { sealJson } from '../privacy/seal.ts';
import { openBody, owesThread } from './search/item-words.ts';

/**
 * The resident edited a message that was sent already: the new text stands, the old one is kept as a version. Null when the message
 * is in no item (then it may be in a form), or nothing changed.
 */
export async function editMessage(
  tx: Tx,
  line: Line,
  address: Address,
  edited: IncomingMessage,
): Promise<{ reference: string; sensitive: boolean } | null> {
  const { handle, ...body } = edited;
  const message = await readMessageBySource(tx, line.keyring.lookupHashes('source', sourceOf(address, handle)));
  const row = message && (await lockItem(tx, message.itemId));
  const key = row?.keyId ? await line.keyring.key(tx, row.keyId) : null;
  const before = message && openBody(key, message);
  if (!message || !row || !key || !before) return null;
  if (JSON.stringify(before) === JSON.stringify(body)) return null;
  const now = line.now();
  const versionId = randomUUID();
  const version = { id: versionId, sealedBefore: sealJson(key, sealedIn.messageVersion(versionId), before) };
  await replaceMessageBody(tx, message, version, sealJson(key, sealedIn.message(message.id), body), now);
  await awaitIndexing(tx, row.id);
  await updateItem(tx, row.id, { lastWord: 'resident' }, now);
  await appendEvents(tx, [{ kind: 'message_edited', itemId: row.id, actor: 'resident', at: now }]);
  await owe(tx, 'card', { itemId: row.id });
  if (!row.sensitive) await owesThread(tx, [message.id]);
  return { reference: row.reference, sensitive: row.sensitive };
}
