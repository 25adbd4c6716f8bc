import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import { readItemBySubmissionKey } from '../../../db/queries/items/items.ts';
import { lockResident, type ResidentRow, readResident, saveResident } from '../../../db/queries/residents/residents.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import type { Line } from '../../line.ts';
import { sealedIn } from '../../privacy/places.ts';
import { openJson, sealJson } from '../../privacy/seal.ts';
import { mixAfter } from '../../residents/mix-rows.ts';
import { addByReceipt } from '../add-to-item.ts';
import { type Submission, submitItem } from './submit-item.ts';

/** What was sent without a name. It waits sealed on the sender's row until a worker has made it an item, in a transaction that knows no sender. */
export type Enveloped = { id: string; receipt: string } & (
  | { kind: 'submission'; submission: Omit<Submission, 'from' | 'by' | 'receipt'> }
  | { kind: 'addition'; formKey: string; messages: IncomingMessage[] }
);

type Distributed<T> = T extends unknown ? Omit<T, 'id'> : never;
type Holder = Pick<ResidentRow, 'id' | 'sealedEnvelope'>;

export const openEnvelope = (key: Buffer, { id, sealedEnvelope }: Holder): Enveloped[] =>
  sealedEnvelope === null ? [] : openJson<Enveloped[]>(key, sealedIn.envelope(id), sealedEnvelope);

const sealEnvelope = (key: Buffer, residentId: string, held: Enveloped[]): Buffer | null =>
  held.length === 0 ? null : sealJson(key, sealedIn.envelope(residentId), held);

/** The envelope with one more in it, to be saved with the turn. */
export const withOneMore = (key: Buffer, holder: Holder, one: Distributed<Enveloped>): Buffer | null =>
  sealEnvelope(key, holder.id, [...openEnvelope(key, holder), { ...one, id: randomUUID() } as Enveloped]);

/** The key under which the item of a form is unique: equal to nothing that lies with the sender. */
export function itemKeyOf(line: Line, submissionKey: string): string {
  const hex = line.keyring.lookupHash('submission', submissionKey).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/**
 * Makes what lies in a resident's envelope, each in a transaction of its own, and then clears the envelope in another. A crash in between
 * does it again, and what is there already stays one.
 */
export async function emptyEnvelope(line: Line, residentId: string): Promise<void> {
  const { read } = line.database;
  const holder = await readResident(read, residentId);
  const key = holder?.keyId ? await line.keyring.key(read, holder.keyId) : null;
  if (!holder?.sealedEnvelope || !key) return;
  const held = openEnvelope(key, holder);
  for (const one of held) await line.database.transaction((tx) => takeOut(tx, line, one));
  const made = new Set(held.map(({ id }) => id));
  await line.database.transaction(async (tx) => {
    const standing = await lockResident(tx, residentId);
    if (!standing) return;
    // What was put in meanwhile is owed by its own turn.
    const left = openEnvelope(key, standing).filter(({ id }) => !made.has(id));
    await saveResident(tx, residentId, { sealedEnvelope: sealEnvelope(key, residentId, left) });
    await mixAfter(tx, line, residentId);
  });
}

/** For somebody who is forgotten before the worker came: what was acknowledged is not lost with them. */
export async function takeOutAll(tx: Tx, line: Line, resident: ResidentRow): Promise<void> {
  const key = resident.keyId === null ? null : await line.keyring.key(tx, resident.keyId);
  if (key === null) return;
  for (const one of openEnvelope(key, resident)) await takeOut(tx, line, one);
}

async function takeOut(tx: Tx, line: Line, one: Enveloped): Promise<void> {
  if (one.kind === 'addition') {
    await addByReceipt(tx, line, one.receipt, one.formKey, one.messages);
    return;
  }
  const submissionKey = itemKeyOf(line, one.submission.submissionKey);
  if (await readItemBySubmissionKey(tx, submissionKey)) return;
  const { receipt } = one;
  await submitItem(tx, line, {
    ...one.submission,
    submissionKey,
    receipt,
    from: 'anonymous',
    by: { kind: 'resident' },
  });
}
