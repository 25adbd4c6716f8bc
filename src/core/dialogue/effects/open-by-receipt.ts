import { type ItemRow, readItemByReceipt } from '../../../db/queries/items/items.ts';
import type { Say } from '../../domain/say.ts';
import { addToItemForm } from '../../items/forms/add-to-item.ts';
import { receiptForm } from '../../items/forms/receipt.ts';
import { isOnItsWay } from '../../items/resident/put-in-envelope.ts';
import { receiptButtons } from '../../turn/buttons.ts';
import { look } from '../../turn/look.ts';
import { refused, sayRefused } from '../../turn/say-refused.ts';
import type { Tries } from '../../turn/standing.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { viewItem } from '../../views/item-view.ts';

const MOST_WRONG = 5;
/** Far too few to find one by trying, and more than anybody writes of card numbers in an hour. */
const MOST_LOOKED_UP = 20;
const FORGIVEN_AFTER_MS = 3_600_000;

/** The button under an anonymous item's answers carries the receipt, so that nothing of it is kept until somebody writes. */
export async function addWithReceipt(visit: KnownVisit, receipt: string): Promise<Answer> {
  const found = await findByReceipt(visit, receipt);
  if (!('row' in found)) return found;
  const about = { receipt, reference: found.row.reference, sensitive: true as const };
  return { say: [], parks: true, next: { form: addToItemForm, about } };
}

/** The one door of every receipt, typed or in a button: five wrong numbers an hour are enough. Otherwise what to answer. */
async function findByReceipt(visit: KnownVisit, receipt: string): Promise<{ row: ItemRow } | Answer> {
  const wrong = triesSoFar(visit, 'wrongReceipts');
  if (wrong.count >= MOST_WRONG) return refused('receipt_too_many');
  const row = await readByReceipt(visit, receipt);
  if (row) return { row };
  if (isOnItsWay(visit, receipt)) return sayOnItsWay();
  const dialogue = { ...visit.dialogue, wrongReceipts: { ...wrong, count: wrong.count + 1 } };
  return { say: [sayRefused({ ok: false, code: 'receipt_unknown' })], dialogue };
}

const readByReceipt = ({ tx, line }: KnownVisit, receipt: string): Promise<ItemRow | null> =>
  readItemByReceipt(tx, line.keyring.lookupHash('receipt', receipt));

/**
 * Whether sixteen digits that nobody asked for are a receipt. People write the numbers of their cards too: a miss is no wrong receipt, and
 * after so many in an hour all are words.
 */
export async function isReceipt(visit: KnownVisit, receipt: string): Promise<boolean> {
  const tries = triesSoFar(visit, 'lookedUp');
  if (tries.count >= MOST_LOOKED_UP) return false;
  visit.dialogue = { ...visit.dialogue, lookedUp: { ...tries, count: tries.count + 1 } };
  return (await readByReceipt(visit, receipt)) !== null || isOnItsWay(visit, receipt);
}

/** Shows the answers of an anonymous item to whoever holds its receipt; no link to the chat is kept. */
export async function openByReceipt(visit: KnownVisit, receipt: string): Promise<Answer> {
  const found = await findByReceipt(visit, receipt);
  if (!('row' in found)) return found.dialogue ? { ...found, next: { form: receiptForm } } : found;
  const { row } = found;
  const view = await viewItem(visit.tx, visit.line, row);
  // Its own answers alone: an anonymous item is never merged, so nobody else's are theirs.
  const answers = view.messages
    .filter((message) => message.direction === 'out')
    .map(
      (message): Say => ({
        lines: [{ key: 'items:anonymous_answer', values: { date: { date: message.at.toISOString() } } }],
        quote: message.body?.text ?? '',
      }),
    );
  // The number they typed goes with what it opened.
  if (visit.dialogue.talk) visit.acts.push({ kind: 'join_look', about: visit.dialogue.talk });
  return {
    say: look([
      {
        lines: [
          { key: 'receipt:found', values: { reference: row.reference } },
          ...(answers.length === 0 ? [{ key: 'receipt:no_answer' }] : []),
        ],
      },
      ...answers,
      {
        lines: [{ key: 'receipt:not_linked' }],
        buttons: [
          [{ label: { key: 'receipt:add' }, data: receiptButtons.write('add', receipt) }],
          [{ label: { key: 'common:menu' }, data: 'm:menu' }],
        ],
      },
    ]),
  };
}

/** The sender is back before the worker came. */
const sayOnItsWay = (): Answer => ({
  say: [{ lines: [{ key: 'envelope:on_its_way' }], buttons: [[{ label: { key: 'common:menu' }, data: 'm:menu' }]] }],
});

function triesSoFar(visit: KnownVisit, of: 'wrongReceipts' | 'lookedUp'): Tries {
  const now = visit.line.now();
  const tries = visit.dialogue[of];
  const fresh = tries && now.getTime() - new Date(tries.since).getTime() < FORGIVEN_AFTER_MS;
  return fresh ? tries : { count: 0, since: now.toISOString() };
}
