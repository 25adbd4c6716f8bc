import type { Tx } from '../../db/client.ts';
import { type ItemRow, lockItem, readItemByReceipt } from '../../db/queries/items/items.ts';
import { changeKeyTaken } from '../../db/queries/items/messages.ts';
import { type Address, sourceOf } from '../domain/address.ts';
import { decideAdd } from '../domain/item.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { applyDecision, lockResidentItem } from './change-item.ts';
import { owesThread, writeMessages, writtenAt } from './search/item-words.ts';

/** `sensitive`: it may have become so since its form was opened. */
export type Added = { reference: string; reopened: boolean; sensitive: boolean };

/** More of the resident's words into an item of theirs; a closed one opens again. Refusals: not_found, words_destroyed. */
export async function addToItem(
  tx: Tx,
  line: Line,
  from: { residentId: string; address: Address },
  itemId: string,
  added: IncomingMessage[],
): Promise<Result<Added, 'not_found' | 'words_destroyed'>> {
  const row = await lockResidentItem(tx, from.residentId, itemId);
  return row ? add(tx, line, row, added, { address: from.address }) : refuse('not_found');
}

/**
 * The same with the receipt of an anonymous item; no trace of the chat is kept. `formKey` is that of the form it was written in: the same
 * form a second time adds nothing. Refusals: receipt_unknown, words_destroyed.
 */
export async function addByReceipt(
  tx: Tx,
  line: Line,
  receipt: string,
  formKey: string,
  added: IncomingMessage[],
): Promise<Result<Added, 'receipt_unknown' | 'words_destroyed'>> {
  const found = await readItemByReceipt(tx, line.keyring.lookupHash('receipt', receipt));
  const row = found && (await lockItem(tx, found.id));
  if (!row) return refuse('receipt_unknown');
  const changeKey = line.keyring.lookupHash('submission', formKey).toString('hex');
  if (await changeKeyTaken(tx, `${changeKey}-0`))
    return done({ reference: row.reference, reopened: false, sensitive: row.sensitive });
  return add(tx, line, row, added, { changeKey });
}

async function add(
  tx: Tx,
  line: Line,
  row: ItemRow,
  added: IncomingMessage[],
  from: { address: Address } | { changeKey: string },
): Promise<Result<Added, 'words_destroyed'>> {
  const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
  if (key === null) return refuse('words_destroyed');
  const applied = await applyDecision(tx, line, row, decideAdd(row), { kind: 'resident' });
  if (!applied.ok) return applied;
  const stored = await writeMessages(
    tx,
    line,
    { id: row.id, key },
    added.map(({ handle, ...body }, index) => ({
      direction: 'in' as const,
      body: 'address' in from ? writtenAt(from.address, body) : body,
      ...('address' in from ? { source: sourceOf(from.address, handle) } : { changeKey: `${from.changeKey}-${index}` }),
    })),
  );
  if (!row.sensitive) await owesThread(tx, stored);
  return done({ reference: row.reference, reopened: row.status === 'closed', sensitive: row.sensitive });
}
