import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import {
  countMessageVersions,
  insertMessages,
  type MessageRow,
  nextMessageSeq,
  readMessageBySource,
} from '../../../db/queries/items/messages.ts';
import { awaitIndexing } from '../../../db/queries/items/search.ts';
import { owe } from '../../../db/queries/work/outbox.ts';
import type { Address } from '../../domain/address.ts';
import type { MessageDirection } from '../../domain/codes.ts';
import type { MessageBody } from '../../domain/message-body.ts';
import type { Line } from '../../line.ts';
import { sealedIn } from '../../privacy/places.ts';
import { openJson, sealJson } from '../../privacy/seal.ts';

export type NewMessage = {
  direction: MessageDirection;
  body: MessageBody;
  staffId?: string;
  /** `telegram:<chat>:<message>` or `slack:<channel>:<ts>`; hashed before it is kept. Left out for anonymous items. */
  source?: string;
  changeKey?: string;
};

/**
 * Seals messages into an item whose row the caller holds, and has them indexed. Returns the ids of those stored;
 * one already there (same source or change key) is left out.
 */
export async function writeMessages(
  tx: Tx,
  line: Line,
  item: { id: string; key: Buffer },
  added: NewMessage[],
): Promise<string[]> {
  const fresh = await withoutTaken(tx, line, added);
  const first = await nextMessageSeq(tx, item.id);
  const now = line.now();
  const rows = fresh.map((message, index) => {
    const id = randomUUID();
    return {
      id,
      itemId: item.id,
      direction: message.direction,
      kind: message.body.kind,
      seq: first + index,
      staffId: message.staffId ?? null,
      sealedBody: sealJson(item.key, sealedIn.message(id), message.body),
      sourceHash: message.source === undefined ? null : line.keyring.lookupHash('source', message.source),
      sourceKeyVersion: line.keyring.lookupVersion('source'),
      changeKey: message.changeKey ?? null,
      createdAt: now,
    };
  });
  const stored = await insertMessages(tx, rows);
  if (fresh.some(({ direction, body }) => direction !== 'out' && body.text)) await awaitIndexing(tx, item.id);
  return stored;
}

/** A message of theirs with the part of the chat that it came from. */
export const writtenAt = ({ within }: Address, body: MessageBody): MessageBody =>
  within === undefined ? body : { ...body, within };

/** While an older key is valid the same source may stand under that one, where the database does not see that it is the same. */
async function withoutTaken(tx: Tx, line: Line, added: NewMessage[]): Promise<NewMessage[]> {
  const fresh: NewMessage[] = [];
  for (const message of added) {
    const [, ...older] = message.source === undefined ? [] : line.keyring.lookupHashes('source', message.source);
    if (older.length === 0 || (await readMessageBySource(tx, older)) === null) fresh.push(message);
  }
  return fresh;
}

/** Shows messages in the item's thread once the card stands; sensitive ones never leave by this way. */
export async function owesThread(tx: Tx, messageIds: string[]): Promise<void> {
  for (const messageId of messageIds) {
    const version = await countMessageVersions(tx, messageId);
    await owe(tx, 'thread', { messageId, version: String(version) });
  }
}

/** The body of a message, or null once the words were destroyed. */
export function openBody(key: Buffer | null, message: Pick<MessageRow, 'id' | 'sealedBody'>): MessageBody | null {
  if (key === null || message.sealedBody === null) return null;
  return openJson<MessageBody>(key, sealedIn.message(message.id), message.sealedBody);
}
