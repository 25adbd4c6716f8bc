import { readItemByReceipt } from '../../../db/queries/items/items.ts';
import type { Answers } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { type Refusal, refuse } from '../../domain/result.ts';
import { sayAddedQuietly } from '../../residents/say-discreetly.ts';
import { itemButton } from '../../residents/say-of-item.ts';
import { refused, sayRefused } from '../../turn/say-refused.ts';
import type { About } from '../../turn/standing.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { addToItem } from '../add-to-item.ts';
import { AddToItemAnswers } from '../forms/add-to-item.ts';
import { isOnItsWay, putAdditionInEnvelope } from './put-in-envelope.ts';

/** More words for an item of theirs, or for the anonymous one whose receipt they hold. */
export async function completeAddition(
  visit: KnownVisit,
  given: Answers,
  about: About | undefined,
  key: string,
): Promise<Answer> {
  const { messages } = AddToItemAnswers.parse(given);
  const { tx, line } = visit;
  if (!about || 'offerId' in about) return refused('not_found');
  if ('receipt' in about) {
    const added = await addWithoutName(visit, about.receipt, key, messages);
    const say = added === null ? sayAddedQuietly('add:added_receipt') : sayRefused(added);
    return { say: [say] };
  }
  const added = await addToItem(
    tx,
    line,
    { residentId: visit.resident.id, address: visit.address },
    about.itemId,
    messages,
  );
  if (!added.ok) return { say: [sayRefused(added)] };
  const { reference, reopened, sensitive } = added.value;
  if (sensitive) {
    visit.touchesSensitive = true;
    return {
      say: [sayAddedQuietly(reopened ? 'discreet:add.reopened' : 'discreet:add.added')],
      promised: { itemId: about.itemId },
    };
  }
  const say = {
    lines: [{ key: reopened ? 'add:reopened' : 'add:added', values: { reference } }],
    buttons: [[itemButton.list()], [itemButton.menu()]],
  };
  return { say: [say], promised: { itemId: about.itemId } };
}

/** Its item is not touched in the sender's turn; whether it can take more is asked now. Null: it goes. */
async function addWithoutName(
  visit: KnownVisit,
  receipt: string,
  formKey: string,
  messages: IncomingMessage[],
): Promise<Refusal<'words_destroyed' | 'receipt_unknown'> | null> {
  const row = await readItemByReceipt(visit.tx, visit.line.keyring.lookupHash('receipt', receipt));
  if (row ? row.keyId === null || row.redactedAt !== null : !isOnItsWay(visit, receipt))
    return refuse(row ? 'words_destroyed' : 'receipt_unknown');
  await putAdditionInEnvelope(visit, { receipt, formKey, messages });
  return null;
}
