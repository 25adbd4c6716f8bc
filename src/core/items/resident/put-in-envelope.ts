import { readItemBySubmissionKey } from '../../../db/queries/items/items.ts';
import { owe } from '../../../db/queries/work/outbox.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import type { KnownVisit } from '../../turn/visit.ts';
import { type Enveloped, itemKeyOf, openEnvelope, withOneMore } from '../taken-in/envelope.ts';
import { makeReceipt, promiseOf, type Submission } from '../taken-in/submit-item.ts';

/**
 * What somebody sends without a name makes no item in their turn: it is sealed on their row with its receipt, and a worker makes it. The
 * item's number is not known yet, but its receipt opens it from then on. `sentBefore`: the number of the item that this form became before.
 */
export async function putSubmissionInEnvelope(
  visit: KnownVisit,
  submission: Omit<Submission, 'from' | 'by' | 'receipt'>,
): Promise<{ sentBefore: string } | { receipt: string; dueAt: Date }> {
  const { tx, line, key, resident } = visit;
  const before = await readItemBySubmissionKey(tx, itemKeyOf(line, submission.submissionKey));
  if (before) return { sentBefore: before.reference };
  const { due } = await promiseOf(tx, line, { ...submission, from: 'anonymous' });
  const waiting = openEnvelope(key, resident).find(
    (one) => one.kind === 'submission' && one.submission.submissionKey === submission.submissionKey,
  );
  const receipt = waiting?.receipt ?? makeReceipt();
  if (!waiting) await put(visit, { kind: 'submission', receipt, submission });
  return { receipt, dueAt: due };
}

export async function putAdditionInEnvelope(
  visit: KnownVisit,
  addition: { receipt: string; formKey: string; messages: IncomingMessage[] },
): Promise<void> {
  await put(visit, { kind: 'addition', ...addition });
}

/** True while what this receipt opens lies in this resident's own envelope: only the sender is told so. */
export const isOnItsWay = ({ key, resident }: KnownVisit, receipt: string): boolean =>
  openEnvelope(key, resident).some((one) => one.kind === 'submission' && one.receipt === receipt);

async function put(
  { tx, key, resident, changes }: KnownVisit,
  one: Parameters<typeof withOneMore>[2] & Omit<Enveloped, 'id'>,
): Promise<void> {
  changes.sealedEnvelope = withOneMore(key, resident, one);
  await owe(tx, 'envelope', { residentId: resident.id });
}
