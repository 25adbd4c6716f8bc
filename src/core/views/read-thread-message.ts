import { readItem } from '../../db/queries/items/items.ts';
import { listMessageVersions, readMessage } from '../../db/queries/items/messages.ts';
import type { MediaHandle } from '../domain/media.ts';
import type { MessageBody } from '../domain/message-body.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson } from '../privacy/seal.ts';
import type { ItemView, ViewedMessage } from './item-view.ts';
import { readItemForCard } from './show-item.ts';

export type ThreadMessage = {
  view: ItemView;
  message: ViewedMessage;
  /** Place among the item's messages, from 1. */
  number: number;
  /** How often it was edited. */
  version: number;
  /** False when an edit left the file as it was. */
  newFile: boolean;
};

/** A resident's message with the item it is in. Null when there is none such. */
export async function readThreadMessage(line: Line, messageId: string): Promise<ThreadMessage | null> {
  const row = await readMessage(line.database.read, messageId);
  const view = row && (await readItemForCard(line, row.itemId));
  const message = view?.messages.find((one) => one.id === messageId);
  if (!row || !view || !message) return null;
  const versions = await listMessageVersions(line.database.read, messageId);
  const last = versions.at(-1);
  const keyId = (await readItem(line.database.read, row.itemId))?.keyId;
  const key = keyId ? await line.keyring.key(line.database.read, keyId) : null;
  const before =
    key && last?.sealedBody ? openJson<MessageBody>(key, sealedIn.messageVersion(last.id), last.sealedBody) : undefined;
  return {
    view,
    message,
    number: row.seq,
    version: versions.length,
    newFile: message.body?.file !== undefined && before?.file?.uniqueId !== message.body.file.uniqueId,
  };
}

/** Where its file is fetched. */
export const mediaOf = ({ view, message }: ThreadMessage): MediaHandle => ({
  channel: view.reachedBy,
  handle: message.body?.file?.id ?? '',
});
