import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { type ItemRow, lockItem } from '../../db/queries/items/items.ts';
import { readMessageBySource, replaceMessageBody } from '../../db/queries/items/messages.ts';
import { awaitIndexing } from '../../db/queries/items/search.ts';
import { type Address, sourceOf } from '../domain/address.ts';
import { decideEdit } from '../domain/item.ts';
import type { IncomingMessage, MessageBody } from '../domain/message-body.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { sealJson } from '../privacy/seal.ts';
import { applyDecision } from './change-item.ts';
import { openBody, owesThread } from './search/item-words.ts';

export type Edited = { reference: string; sensitive: boolean; reopened: boolean };

/**
 * The resident edited a message that was sent already: the new text stands, the old one is kept as a version, and what was closed is opened
 * by it as by any addition. Null when the message is in no item that can be known to be theirs.
 */
export async function editMessage(
  tx: Tx,
  line: Line,
  address: Address,
  edited: IncomingMessage,
): Promise<Edited | 'unchanged' | null> {
  const message = await readMessageBySource(tx, line.keyring.lookupHashes('source', sourceOf(address, edited.handle)));
  const row = message && (await lockItem(tx, message.itemId));
  const key = row?.keyId ? await line.keyring.key(tx, row.keyId) : null;
  const before = message && openBody(key, message);
  if (!message || !row || !key || !before || row.redactedAt !== null) return null;
  const body = editedBody(before, edited);
  if (isSame(before, body)) return 'unchanged';
  const now = line.now();
  const versionId = randomUUID();
  const version = { id: versionId, sealedBefore: sealJson(key, sealedIn.messageVersion(versionId), before) };
  await replaceMessageBody(tx, message, version, sealJson(key, sealedIn.message(message.id), body), now);
  await awaitIndexing(tx, row.id);
  await applyDecision(tx, line, row, decideEdit(row), { kind: 'resident' });
  if (!row.sensitive) await owesThread(tx, [message.id]);
  return { reference: row.reference, sensitive: row.sensitive, reopened: wasOpened(row) };
}

const wasOpened = (row: ItemRow): boolean => decideEdit(row).changes.status === 'open';

/** What it was sent as, and where, stays: which paper it is, and that it is somebody else's words. */
function editedBody(
  { paper, forwarded, within }: MessageBody,
  { handle: _handle, ...body }: IncomingMessage,
): MessageBody {
  return { ...body, ...(paper && { paper }), ...(forwarded && { forwarded }), ...(within !== undefined && { within }) };
}

/** A service may name a file anew each time it tells of it. */
function isSame(before: MessageBody, after: MessageBody): boolean {
  const told = ({ kind, text, file, place }: MessageBody) => JSON.stringify([kind, text, file?.uniqueId, place]);
  return told(before) === told(after);
}
