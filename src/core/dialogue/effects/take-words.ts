import { type ItemRow, readItem, readItemByReference, readLatestOpenItem } from '../../../db/queries/items/items.ts';
import { readMessageBySource } from '../../../db/queries/items/messages.ts';
import { sourceOf } from '../../domain/address.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { findReceipt } from '../../domain/receipt.ts';
import { parseReference } from '../../domain/reference.ts';
import { type RepliedTo, referencesIn } from '../../domain/replied-to.ts';
import type { Say } from '../../domain/say.ts';
import { itemButtons, receiptButtons } from '../../turn/buttons.ts';
import type { Outcome } from '../../turn/outcome.ts';
import { type ItemNamed, isOffer } from '../../turn/standing.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { describeItems } from '../belongings.ts';
import { addWithReceipt } from './open-by-receipt.ts';
import { pressItemButton } from './press-item-button.ts';

const named = ({ id, reference, sensitive }: ItemRow): ItemNamed => ({
  itemId: id,
  reference,
  ...(sensitive && { sensitive: true }),
});

/**
 * Offers words as feedback, or as more of the item they belong to: first the one whose screen stands there, then the open one in which
 * something was said last.
 */
export async function offerWords(visit: KnownVisit, message: IncomingMessage, before: Say[] = []): Promise<Answer> {
  const asked = await namedItem(visit, message);
  if (asked) return pressItemButton(visit, itemButtons.write('show', asked.id));
  const shown = await itemOnScreen(visit);
  const open = await readLatestOpenItem(visit.tx, visit.resident.id);
  const items = [...(shown ? [shown] : []), ...(open && open.id !== shown?.id ? [open] : [])];
  return offering(visit, message, items, shown !== null, before);
}

/** The number of an item of theirs and nothing else asks for that item, as its button in /my does. */
async function namedItem({ tx, resident }: KnownVisit, { kind, text }: IncomingMessage): Promise<ItemRow | null> {
  const reference = kind === 'text' && text !== undefined ? parseReference(text) : null;
  const row = reference === null ? null : await readItemByReference(tx, reference);
  return row?.residentId === resident.id ? row : null;
}

/** The one whose screen was the last thing they were shown, closed or not. */
async function itemOnScreen({ tx, line, resident, dialogue }: KnownVisit): Promise<ItemRow | null> {
  const { onScreen } = dialogue;
  if (!onScreen || (onScreen.until !== undefined && new Date(onScreen.until) <= line.now())) return null;
  return ownItem(await readItem(tx, onScreen.itemId), resident.id);
}

/** Theirs, and its words are still there to be added to. */
const ownItem = (row: ItemRow | null, residentId: string): ItemRow | null =>
  row?.residentId === residentId && row.redactedAt === null ? row : null;

/** In the form that takes words, with what each of these items is about. */
async function offering(
  visit: KnownVisit,
  message: IncomingMessage,
  items: readonly ItemRow[],
  pointed: boolean,
  before: Say[],
): Promise<Answer> {
  const [first, ...also] = items.map(named);
  const about = first && { ...first, ...(pointed && { pointed: true as const }), ...(also.length > 0 && { also }) };
  const described = await describeItems(visit.tx, visit.line, visit.key, about);
  const form = visit.context.book.words;
  return { say: [], next: { form, prefill: { messages: [message] }, before, ...(about && { about }), ...described } };
}

/** Words that answer a message belong to the item which that names, or which it went into, if that is theirs. */
export async function takeReply(visit: KnownVisit, message: IncomingMessage, to: RepliedTo): Promise<Answer> {
  const items = await itemsMeant(visit, to);
  const { form, about } = visit.dialogue;
  if (items.length > 0) {
    // What is asked of an application is answered in its own form.
    if (form && items.some(({ id, offerId }) => isAbout(visit, id, offerId))) return feeding(message);
    const offered = await offering(visit, message, items, true, []);
    return form ? { ...offered, parks: 'whole' } : offered;
  }
  const receipt = form ? null : receiptMeant(to);
  if (receipt !== null) return addToNameless(visit, receipt, message);
  if (form) return feeding(message);
  const [notTheirs] = 'handle' in to ? [] : to.texts.flatMap(referencesIn);
  const values = { reference: notTheirs ?? '' };
  return offerWords(visit, message, notTheirs && !about ? [{ lines: [{ key: 'freetext:not_yours', values }] }] : []);
}

/** Once they send it, it goes without a name, as the rest of it did. */
async function addToNameless(visit: KnownVisit, receipt: string, message: IncomingMessage): Promise<Answer> {
  const { dialogue, ...opened } = await addWithReceipt(visit, receipt);
  const answer = opened.next ? { ...opened, feeds: message } : await offerWords(visit, message);
  return { ...answer, ...(dialogue && { dialogue }) };
}

const feeding = (feeds: IncomingMessage): Outcome => ({ say: [], feeds });

function isAbout({ dialogue: { about } }: KnownVisit, itemId: string, offerId: string | null): boolean {
  if (isOffer(about)) return about.offerId === offerId;
  return about !== undefined && 'itemId' in about && about.itemId === itemId;
}

/** Those of theirs that the answered message names, by its numbers or by its buttons. One that was merged leads to where it is answered now. */
async function itemsMeant(visit: KnownVisit, to: RepliedTo): Promise<ItemRow[]> {
  const { tx, line, resident, address } = visit;
  const own = (row: ItemRow | null) => ownItem(row, resident.id);
  if ('handle' in to) {
    const source = line.keyring.lookupHashes('source', sourceOf(address, to.handle));
    const message = await readMessageBySource(tx, source);
    return message ? present([own(await readItem(tx, message.itemId))]) : [];
  }
  for (const text of to.texts) {
    const rows = present(await inOrder(referencesIn(text), async (one) => own(await readItemByReference(tx, one))));
    if (rows.length > 0) return withoutMerged(rows);
  }
  const ids = new Set(to.data.flatMap((data) => itemButtons.read(data)?.args[0] ?? []));
  // The list names them all, and so none.
  return ids.size === 1 ? present(await inOrder([...ids], async (id) => own(await readItem(tx, id)))) : [];
}

const MOST = 3;

const present = (rows: (ItemRow | null)[]): ItemRow[] => rows.filter((row) => row !== null).slice(0, MOST);

function withoutMerged(rows: ItemRow[]): ItemRow[] {
  const standing = rows.filter(({ mergedIntoId }) => !rows.some(({ id }) => id === mergedIntoId));
  return standing.length > 0 ? standing : rows;
}

async function inOrder<One, Found>(all: readonly One[], find: (one: One) => Promise<Found>): Promise<Found[]> {
  const found: Found[] = [];
  for (const one of all.slice(0, MOST)) found.push(await find(one));
  return found;
}

/** The receipt that the answered message shows, or gives back by its button. */
function receiptMeant(to: RepliedTo): string | null {
  if ('handle' in to) return null;
  const [byButton] = to.data.flatMap((data) => receiptButtons.read(data)?.args[0] ?? []);
  return byButton ?? to.texts.map(findReceipt).find((one) => one !== null) ?? null;
}
