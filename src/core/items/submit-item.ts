import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/events.ts';
import { insertItem, readItemBySubmissionKey, referenceTaken } from '../../db/queries/items.ts';
import type {
  AgeBand,
  Agency,
  Channel,
  Community,
  Disability,
  FeedbackType,
  Gender,
  ItemKind,
  Language,
  Municipality,
  Priority,
  Sector,
} from '../domain/codes.ts';
import { dueAt } from '../domain/due.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { makeReference } from '../domain/reference.ts';
import type { Line } from '../line.ts';
import { seal } from '../privacy/seal.ts';
import { type Actor, owesCard } from './change-item.ts';
import { owesThread, writeMessages } from './item-words.ts';

export type AboutYou = {
  gender?: Gender | undefined;
  ageBand?: AgeBand | undefined;
  communities?: Community[] | undefined;
  disability?: Disability | undefined;
};

export type Submission = {
  /** Made when the form was opened (a UUID): the same form sent twice is one item. */
  submissionKey: string;
  kind: ItemKind;
  type: FeedbackType | null;
  municipality: Municipality | null;
  settlement?: string | undefined;
  sector: Sector | null;
  /** Without one, the sector's agency in settings. */
  agency?: Agency | undefined;
  language: Language;
  channel: Channel;
  priority?: Priority;
  sensitive: boolean;
  aboutYou: AboutYou;
  messages: IncomingMessage[];
  /** A resident who can be written back to; or nobody, and then a receipt is made. */
  from: { residentId: string; keyId: string; key: Buffer; chatId: string } | 'anonymous' | 'entered_by_staff';
  by: Actor;
};

export type Submitted = {
  itemId: string;
  reference: string;
  dueAt: Date;
  /** Sixteen digits, the only way back into an anonymous item. Never kept in the clear. */
  receipt: string | null;
  /** False when this very form had been sent before; then nothing was added. */
  fresh: boolean;
};

/** Stores a submission: item, sealed messages, event, outbox rows, all in the caller's transaction. */
export async function submitItem(tx: Tx, line: Line, submission: Submission): Promise<Submitted> {
  const now = line.now();
  const settings = await line.settings();
  const sensitive = submission.sensitive || submission.type === 'sensitive_report';
  const priority = submission.priority ?? (sensitive ? 'urgent' : 'normal');
  const known = typeof submission.from === 'object' ? submission.from : null;
  const own = known ? { id: known.keyId, key: known.key } : await line.keyring.create(tx, now);
  const receipt = submission.from === 'anonymous' ? makeReceipt() : null;
  const itemId = randomUUID();
  const due = dueAt({ receivedAt: now, type: submission.type, priority, sensitive }, settings.firstAnswerHours);
  const reference = await freeReference(tx, submission.kind);
  const fresh = await insertItem(tx, {
    id: itemId,
    reference,
    submissionKey: submission.submissionKey,
    kind: submission.kind,
    type: submission.type,
    residentId: known?.residentId ?? null,
    keyId: own.id,
    anonymous: submission.from === 'anonymous',
    receiptHash: receipt === null ? null : line.keyring.lookupHash('receipt', receipt),
    municipality: submission.municipality,
    sealedSettlement: submission.settlement ? seal(own.key, `settlement:${itemId}`, submission.settlement) : null,
    sector: submission.sector,
    agency: submission.agency ?? settings.agencyBySector[submission.sector ?? 'other'],
    language: submission.language,
    channel: submission.channel,
    priority,
    sensitive,
    gender: submission.aboutYou.gender ?? null,
    ageBand: submission.aboutYou.ageBand ?? null,
    communities: submission.aboutYou.communities ?? null,
    disability: submission.aboutYou.disability ?? null,
    receivedAt: now,
    dueAt: due,
    lastInboundAt: now,
    updatedAt: now,
  });
  if (!fresh) {
    if (!known) await line.keyring.destroy(tx, own.id, now);
    return sentBefore(tx, submission.submissionKey);
  }

  const stored = await writeMessages(
    tx,
    line,
    { id: itemId, key: own.key },
    submission.messages.map(({ chatMessageId, ...body }) => ({
      direction: 'in' as const,
      body,
      ...(known && { source: `telegram:${known.chatId}:${chatMessageId}` }),
    })),
  );
  await appendEvents(tx, [
    {
      kind: 'item_submitted',
      itemId,
      actor: submission.by.kind,
      staffId: submission.by.kind === 'staff' ? submission.by.member.id : null,
      data: { kind: submission.kind, channel: submission.channel, anonymous: submission.from === 'anonymous' },
      at: now,
    },
  ]);
  await owesCard(tx, itemId);
  if (!sensitive) await owesThread(tx, stored);
  return { itemId, reference, dueAt: due, receipt, fresh: true };
}

async function sentBefore(tx: Tx, submissionKey: string): Promise<Submitted> {
  const row = await readItemBySubmissionKey(tx, submissionKey);
  if (!row) throw new Error('a submission key is taken by no item');
  return { itemId: row.id, reference: row.reference, dueAt: row.dueAt, receipt: null, fresh: false };
}

async function freeReference(tx: Tx, kind: ItemKind): Promise<string> {
  for (;;) {
    const reference = makeReference(kind, randomBytes(8));
    if (!(await referenceTaken(tx, reference))) return reference;
  }
}

function makeReceipt(): string {
  return Array.from({ length: 16 }, () => randomInt(10)).join('');
}
