import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import { appendEvents } from '../../../db/queries/items/events.ts';
import { insertItem, readItemBySubmissionKey, referenceTaken } from '../../../db/queries/items/items.ts';
import { owe } from '../../../db/queries/work/outbox.ts';
import { type Address, sourceOf } from '../../domain/address.ts';
import {
  type AboutYou,
  type Agency,
  type Channel,
  type FeedbackType,
  type ItemKind,
  isEntered,
  type Language,
  type Municipality,
  type Priority,
  type Safety,
  type Sector,
} from '../../domain/codes.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { makeReference } from '../../domain/reference.ts';
import { dueAt } from '../../domain/time/due.ts';
import { hourOf } from '../../domain/time/moments.ts';
import type { Line } from '../../line.ts';
import { sealedIn } from '../../privacy/places.ts';
import { sealText } from '../../privacy/seal.ts';
import { type Contact, meetPerson, unmeetPerson } from '../../residents/person.ts';
import { followDanger } from '../calling.ts';
import type { Actor } from '../change-item.ts';
import { owesThread, writeMessages, writtenAt } from '../search/item-words.ts';

/** `address`: null for whom staff enter now; of whom they entered before, how that person came. Neither is an address to send to. */
type From = { residentId: string; keyId: string; key: Buffer; address: Address | null };

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
  /** What a registration or an enquiry is about. */
  offerId?: string | undefined;
  /** Needs nobody: it is done and told in this very transaction, and has no card until something is to be done. */
  quiet?: boolean | undefined;
  language: Language;
  channel: Channel;
  priority?: Priority;
  sensitive: boolean;
  /** What they said about being safe; left out where nobody asked. */
  safety?: Safety | null | undefined;
  aboutYou: AboutYou;
  messages: IncomingMessage[];
  /** Of an anonymous one, when it was told before the item is made. */
  receipt?: string | undefined;
  /** A resident; nobody, and then a receipt is made; or who came or phoned, and is met now. */
  from: From | 'anonymous' | 'entered_by_staff';
  /** How staff reach whom they entered. */
  contact?: Contact | undefined;
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
  const known = await whoOf(tx, line, submission);
  const own = known ? { id: known.keyId, key: known.key } : await line.keyring.create(tx, line.now());
  const receipt = submission.from === 'anonymous' ? (submission.receipt ?? makeReceipt()) : null;
  const row = await makeRow(tx, line, submission, known, own, receipt);
  if (!(await insertItem(tx, row))) {
    if (!known) await line.keyring.destroy(tx, own.id, line.now());
    if (known && submission.from === 'entered_by_staff') await unmeetPerson(tx, line, known);
    return sentBefore(tx, submission.submissionKey);
  }
  const stored = await writeMessages(
    tx,
    line,
    { id: row.id, key: own.key },
    submission.messages.map(({ handle, ...body }) => ({
      direction: 'in' as const,
      body: known?.address ? writtenAt(known.address, body) : body,
      ...(known?.address && { source: sourceOf(known.address, handle) }),
    })),
  );
  await appendEvents(tx, [
    {
      kind: 'item_submitted',
      itemId: row.id,
      actor: submission.by.kind,
      staffId: submission.by.kind === 'staff' ? submission.by.member.id : null,
      data: { kind: submission.kind, channel: submission.channel, anonymous: submission.from === 'anonymous' },
      at: line.now(),
    },
  ]);
  if (!row.quiet) await owe(tx, row.safety === 'not_safe' ? 'urgent_card' : 'card', { itemId: row.id });
  await followDanger(tx, line, row.id, null, NEW(row));
  if (!row.sensitive && !row.quiet) await owesThread(tx, stored);
  return { itemId: row.id, reference: row.reference, dueAt: row.dueAt, receipt, fresh: true };
}

/** Whose it is; null for nobody's. Who came or phoned is met here. */
async function whoOf(tx: Tx, line: Line, submission: Submission): Promise<From | null> {
  const { from, channel, language, contact, aboutYou } = submission;
  if (from === 'anonymous') return null;
  if (from !== 'entered_by_staff') return from;
  const met = await meetPerson(tx, line, {
    channel: isEntered(channel) ? channel : 'other',
    language,
    contact,
    aboutYou,
  });
  return { ...met, address: null };
}

/** When it counts as received, how urgent it is, and by when it is to be answered. An anonymous one counts from the hour, which is all it keeps. */
export async function promiseOf(
  tx: Tx,
  line: Line,
  submission: Pick<Submission, 'type' | 'priority' | 'sensitive' | 'safety' | 'from'>,
) {
  const { type, from } = submission;
  const now = from === 'anonymous' ? hourOf(line.now()) : line.now();
  const safety = submission.safety ?? null;
  // Whoever says that they are not safe is for protection staff, whatever else was chosen.
  const sensitive = submission.sensitive || type === 'sensitive_report' || safety === 'not_safe';
  const priority = submission.priority ?? (sensitive ? ('urgent' as const) : ('normal' as const));
  const { firstAnswerHours } = await line.settings(tx);
  return {
    now,
    sensitive,
    priority,
    due: dueAt({ receivedAt: now, type, priority, sensitive, safety }, firstAnswerHours),
  };
}

/** The item as it is stored. What is sealed with it opens under `own.key` and at this item only. */
async function makeRow(
  tx: Tx,
  line: Line,
  submission: Submission,
  known: From | null,
  own: { id: string; key: Buffer },
  receipt: string | null,
) {
  const anonymous = submission.from === 'anonymous';
  const settings = await line.settings(tx);
  const { kind, type, municipality, sector, language, channel, aboutYou } = submission;
  const safety = submission.safety ?? null;
  const { now, sensitive, priority, due } = await promiseOf(tx, line, submission);
  const id = randomUUID();
  return {
    id,
    reference: await freeReference(tx, kind),
    submissionKey: submission.submissionKey,
    ...{ kind, type, municipality, sector, language, channel, priority, sensitive, safety },
    residentId: known?.residentId ?? null,
    keyId: own.id,
    toldByStaff: isUntold(known),
    anonymous,
    receiptHash: receipt === null ? null : line.keyring.lookupHash('receipt', receipt),
    sealedSettlement: submission.settlement ? sealText(own.key, sealedIn.settlement(id), submission.settlement) : null,
    agency: submission.agency ?? settings.agencyBySector[sector ?? 'other'],
    offerId: submission.offerId ?? null,
    ...(submission.quiet ? (isUntold(known) ? confirmedUntold(now) : CONFIRMED(now)) : { quiet: false }),
    gender: aboutYou.gender ?? null,
    ageBand: aboutYou.ageBand ?? null,
    communities: aboutYou.communities ?? null,
    disability: aboutYou.disability ?? null,
    receivedAt: now,
    dueAt: due,
    updatedAt: now,
  };
}

const isUntold = (known: From | null): boolean =>
  known !== null && (known.address === null || isEntered(known.address.channel));

const NEW = ({ sensitive, safety }: { sensitive: boolean; safety: Safety | null }) =>
  ({ sensitive, safety, status: 'open', redactedAt: null, assigneeId: null }) as const;

/** A registration that confirms itself: the resident is told what was done at once. */
const CONFIRMED = (now: Date) => ({
  quiet: true,
  status: 'closed' as const,
  closedReason: 'acted_on' as const,
  firstResponseAt: now,
  closedAt: now,
});

/** The same of somebody who is to be told by staff: it has a card, and is answered once they were. */
const confirmedUntold = (now: Date) => ({ ...CONFIRMED(now), quiet: false, firstResponseAt: null });

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

export function makeReceipt(): string {
  return Array.from({ length: 16 }, () => randomInt(10)).join('');
}
