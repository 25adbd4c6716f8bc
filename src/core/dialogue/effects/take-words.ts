import { type ItemRow, readItemByReference, readLatestOpenItem } from '../../../db/queries/items/items.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { parseReference } from '../../domain/reference.ts';
import { editMessage } from '../../items/edit-message.ts';
import { itemButtons } from '../../turn/buttons.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { pressItemButton } from './press-item-button.ts';

/** Offers words as feedback, or as more of the item that they most likely belong to: the open one in which something was said last. */
export async function offerWords(visit: KnownVisit, message: IncomingMessage): Promise<Answer> {
  const named = await namedItem(visit, message);
  if (named) return pressItemButton(visit, itemButtons.write('show', named.id));
  const open = await readLatestOpenItem(visit.tx, visit.resident.id);
  const about = open && { itemId: open.id, reference: open.reference };
  return {
    say: [],
    next: { form: visit.context.book.words, prefill: { messages: [message] }, ...(about && { about }) },
  };
}

/** The number of an item of theirs and nothing else asks for that item, as its button in /my does. */
async function namedItem({ tx, resident }: KnownVisit, { kind, text }: IncomingMessage): Promise<ItemRow | null> {
  const reference = kind === 'text' && text !== undefined ? parseReference(text) : null;
  const row = reference === null ? null : await readItemByReference(tx, reference);
  return row?.residentId === resident.id ? row : null;
}

/** The edit of a message that was sent changes its item, which keeps both. */
export async function editSent(visit: KnownVisit, edited: IncomingMessage): Promise<Answer> {
  const sent = await editMessage(visit.tx, visit.line, visit.address, edited);
  if (!sent) return { say: [] };
  const { sensitive, reference } = sent;
  return {
    say: [{ lines: [sensitive ? { key: 'help:edited_noted' } : { key: 'help:edited_sent', values: { reference } }] }],
  };
}
