import { countMessageVersions, readMessage } from '../../db/queries/items/messages.ts';
import type { MediaHandle } from '../domain/media.ts';
import type { Line } from '../line.ts';
import type { ItemView, ViewedMessage } from './item-view.ts';
import { readItemForCard } from './show-item.ts';

export type ThreadMessage = {
  view: ItemView;
  message: ViewedMessage;
  /** Place among the item's messages, from 1. */
  number: number;
  /** How often it was edited. */
  version: number;
};

/** A resident's message with the item it is in. Null when there is none such. */
export async function readThreadMessage(line: Line, messageId: string): Promise<ThreadMessage | null> {
  const row = await readMessage(line.database.read, messageId);
  const view = row && (await readItemForCard(line, row.itemId));
  const message = view?.messages.find((one) => one.id === messageId);
  if (!row || !view || !message) return null;
  const version = await countMessageVersions(line.database.read, messageId);
  return { view, message, number: row.seq, version };
}

/** Where its file is fetched. */
export const mediaOf = ({ view, message }: ThreadMessage): MediaHandle => ({
  channel: view.reachedBy,
  handle: message.body?.file?.id ?? '',
});
