import type {
  Agency,
  ClosedReason,
  FeedbackType,
  ItemKind,
  ItemStatus,
  Language,
  LastWord,
  Municipality,
  Priority,
  Quoting,
  Safety,
  Satisfaction,
  Sector,
} from './codes.ts';
import type { Fact } from './facts/fact.ts';
import type { ITEM_FACTS } from './facts/item-facts.ts';
import { type Refusal, refuse } from './result.ts';
import type { StaffMember } from './staff/permissions.ts';

/** What a decision about an item needs to know. */
export type ItemState = {
  id: string;
  reference: string;
  kind: ItemKind;
  type: FeedbackType | null;
  status: ItemStatus;
  closedReason: ClosedReason | null;
  residentId: string | null;
  anonymous: boolean;
  agency: Agency;
  sector: Sector | null;
  municipality: Municipality | null;
  language: Language;
  priority: Priority;
  sensitive: boolean;
  /** Its person has no channel: what is answered counts once somebody told them. */
  toldByStaff: boolean;
  safety: Safety | null;
  assigneeId: string | null;
  notAgainId: string | null;
  mergedIntoId: string | null;
  receivedAt: Date;
  dueAt: Date;
  firstResponseAt: Date | null;
  closedAt: Date | null;
  loopClosedAt: Date | null;
  redactedAt: Date | null;
  satisfaction: Satisfaction | null;
  quoting: Quoting | null;
  reopenedCount: number;
  version: number;
};

export type ItemChanges = Partial<
  Omit<ItemState, 'id' | 'reference' | 'version' | 'kind' | 'anonymous' | 'residentId'>
> & {
  lastWord?: LastWord;
  escalatedAt?: Date | null;
};
export type ItemEvent = Fact<typeof ITEM_FACTS>;
type Decided = { ok: true; changes: ItemChanges; events: ItemEvent[] };
export type Decision<Code extends string> = Decided | Refusal<Code>;

const decided = (changes: ItemChanges, ...events: ItemEvent[]): Decided => ({ ok: true, changes, events });

/** The second of two gets `already_claimed` and learns who has it (the host adds the name). */
export function decideClaim(
  item: ItemState,
  member: StaffMember,
): Decision<'already_claimed' | 'already_closed' | 'already_yours' | 'another_person_needed'> {
  if (item.status === 'closed') return refuse('already_closed');
  if (item.assigneeId === member.id) return refuse('already_yours');
  if (item.assigneeId !== null) return refuse('already_claimed');
  if (item.notAgainId === member.id) return refuse('another_person_needed');
  return decided({ assigneeId: member.id }, { kind: 'item_claimed' });
}

/** Somebody gives it to a person, who may be themselves. Who was asked to leave it to another does not get it back. */
export function decideAssign(item: ItemState, toId: string): Decision<'already_closed' | 'another_person_needed'> {
  if (item.status === 'closed') return refuse('already_closed');
  if (item.notAgainId === toId) return refuse('another_person_needed');
  return decided({ assigneeId: toId }, { kind: 'item_assigned', data: { staffId: toId } });
}

export function decideRelease(item: ItemState): Decision<'not_claimed'> {
  if (item.assigneeId === null) return refuse('not_claimed');
  return decided({ assigneeId: null }, { kind: 'item_released' });
}

/** A reply claims an unclaimed item for who wrote it; the first one that is heard stops the clock. */
export function decideReply(
  item: ItemState,
  member: StaffMember,
  now: Date,
): Decision<'merged_elsewhere' | 'words_destroyed'> {
  if (item.redactedAt !== null) return refuse('words_destroyed');
  if (item.mergedIntoId !== null) return refuse('merged_elsewhere');
  const claims = item.assigneeId === null && item.status === 'open' && item.notAgainId !== member.id;
  return decided(
    { ...(!item.toldByStaff && heard(item, now)), ...(claims && { assigneeId: member.id }) },
    ...(claims ? [{ kind: 'item_claimed' as const }] : []),
    { kind: 'item_replied' },
  );
}

const heard = (item: ItemState, now: Date) => ({
  lastWord: 'staff' as const,
  firstResponseAt: item.firstResponseAt ?? now,
});

/** Staff told a person without a channel what was to be told. `answered`: an answer was among it. */
export const decideTold = (item: ItemState, answered: boolean, now: Date): Decision<never> =>
  decided(answered ? heard(item, now) : {}, { kind: 'person_told' });

/** It was not told after all. `since`: when it was said to have been; what counted from then counts no more. */
export function decideNotTold(item: ItemState, since: Date): Decision<never> {
  const counted = (at: Date | null): boolean => at?.getTime() === since.getTime();
  return decided(
    {
      lastWord: 'resident',
      ...(counted(item.firstResponseAt) && { firstResponseAt: null }),
      ...(counted(item.loopClosedAt) && { loopClosedAt: null }),
    },
    { kind: 'person_not_told' },
  );
}

/**
 * `told`: the resident hears what was done (an anonymous one reads it by the receipt). Whoever closes what nobody had claimed has had
 * it, so that a "no" brings it to somebody else.
 */
export function decideClose(
  item: ItemState,
  member: StaffMember,
  closing: { reason: ClosedReason; told: boolean },
  now: Date,
): Decision<'already_closed'> {
  if (item.status === 'closed') return refuse('already_closed');
  const { reason } = closing;
  const told = closing.told && !item.toldByStaff;
  const claims = item.assigneeId === null && item.notAgainId !== member.id;
  const firstResponseAt = item.firstResponseAt ?? (told ? now : null);
  return decided(
    {
      status: 'closed',
      closedReason: reason,
      closedAt: now,
      firstResponseAt,
      ...(told && { lastWord: 'staff' as const }),
      ...(claims && { assigneeId: member.id }),
    },
    ...(claims ? [{ kind: 'item_claimed' as const }] : []),
    { kind: 'item_closed', data: { reason } },
  );
}

export function decideReopen(item: ItemState, by: 'staff' | 'resident'): Decision<'already_open' | 'words_destroyed'> {
  if (item.status === 'open') return refuse('already_open');
  if (item.redactedAt !== null) return refuse('words_destroyed');
  return decided(
    {
      status: 'open',
      closedReason: null,
      closedAt: null,
      loopClosedAt: null,
      mergedIntoId: null,
      reopenedCount: item.reopenedCount + 1,
      escalatedAt: null,
      ...(by === 'resident' && { lastWord: 'resident' as const }),
      // Whoever comes back in danger needs who is there now, not who had it then.
      ...(by === 'resident' && item.safety === 'not_safe' && { assigneeId: null }),
    },
    { kind: 'item_reopened' },
  );
}

/** A message into a closed item reopens it: an addition is never refused because something is closed. */
export function decideAdd(item: ItemState): Decision<'words_destroyed'> {
  if (item.redactedAt !== null) return refuse('words_destroyed');
  const reopened = item.status === 'closed' ? decideReopen(item, 'resident') : undefined;
  return decided(
    { ...(reopened?.ok && reopened.changes), lastWord: 'resident' },
    ...(reopened?.ok ? reopened.events : []),
    { kind: 'item_added_to' },
  );
}

/** An edit comes as an addition does; but what was withdrawn, or is answered in another item, stays as it is. */
export function decideEdit(item: ItemState): Decided {
  const opens = item.status === 'closed' && item.closedReason !== 'withdrawn' && item.mergedIntoId === null;
  const reopened = opens ? decideReopen(item, 'resident') : undefined;
  return decided(
    { ...(reopened?.ok && reopened.changes), lastWord: 'resident' },
    ...(reopened?.ok ? reopened.events : []),
    { kind: 'message_edited' },
  );
}

export function decideWithdraw(item: ItemState, now: Date): Decision<'already_closed' | 'already_withdrawn'> {
  if (item.closedReason === 'withdrawn') return refuse('already_withdrawn');
  if (item.status === 'closed') return refuse('already_closed');
  return decided({ status: 'closed', closedReason: 'withdrawn', closedAt: now }, { kind: 'item_withdrawn' });
}

/** "No" reopens it, once, and to another person than before. After that a "no" is written down each time it is closed again. */
export function decideRate(
  item: ItemState,
  answer: Satisfaction,
): Decision<'already_open' | 'already_rated' | 'words_destroyed'> {
  if (item.status === 'open') return item.satisfaction === answer ? refuse('already_rated') : refuse('already_open');
  const again = answer === 'no' && item.notAgainId !== null;
  if (item.satisfaction === answer && !again) return refuse('already_rated');
  const rated: ItemEvent = { kind: 'item_rated', data: { answer } };
  const reopens = answer === 'no' && item.satisfaction !== 'no' && item.notAgainId === null && item.redactedAt === null;
  if (!reopens) return decided({ satisfaction: answer }, rated);
  const reopened = decideReopen(item, 'resident');
  if (!reopened.ok) return reopened;
  return decided(
    { ...reopened.changes, satisfaction: answer, notAgainId: item.assigneeId, assigneeId: null },
    rated,
    ...reopened.events,
  );
}

/** Only ordinary feedback is ever quoted: nothing sensitive, nothing without a name, and no registration or application. */
export const mayBeQuoted = (
  item: Pick<ItemState, 'kind' | 'sensitive' | 'anonymous' | 'redactedAt' | 'residentId'>,
): boolean =>
  item.kind === 'feedback' &&
  !item.sensitive &&
  !item.anonymous &&
  item.redactedAt === null &&
  item.residentId !== null;

/** Asked once, whatever comes of it. */
export function decideAskToQuote(item: ItemState): Decision<'not_to_be_quoted'> {
  if (!mayBeQuoted(item) || item.quoting !== null) return refuse('not_to_be_quoted');
  return decided({ quoting: 'asked' });
}

/** The resident says whether their words may be quoted; they may change their mind, for as long as the words exist. */
export function decideQuoting(item: ItemState, answer: 'yes' | 'no'): Decision<'not_to_be_quoted' | 'words_destroyed'> {
  if (item.redactedAt !== null) return refuse('words_destroyed');
  if (!mayBeQuoted(item) || item.quoting === null) return refuse('not_to_be_quoted');
  if (item.quoting === answer) return decided({});
  return decided({ quoting: answer }, { kind: 'quoting_answered', data: { answer } });
}

export function decideMarkSensitive(item: ItemState): Decision<'already_sensitive'> {
  if (item.sensitive) return refuse('already_sensitive');
  return decided({ sensitive: true, assigneeId: null }, { kind: 'item_marked_sensitive' });
}

/**
 * Whoever is merged reads what is answered in the other item from then on: so neither may be one person's alone (an application, a
 * registration), nor sensitive, nor anonymous, where a receipt would open words that were meant for somebody else.
 */
export function decideMerge(
  item: ItemState,
  target: ItemState,
  now: Date,
): Decision<
  | 'already_closed'
  | 'merge_of_anonymous'
  | 'merge_of_enquiry'
  | 'merge_of_sensitive'
  | 'merge_with_itself'
  | 'merged_elsewhere'
  | 'target_closed'
> {
  if (item.id === target.id) return refuse('merge_with_itself');
  if (item.kind !== 'feedback' || target.kind !== 'feedback') return refuse('merge_of_enquiry');
  if (item.sensitive || target.sensitive) return refuse('merge_of_sensitive');
  if (item.anonymous || target.anonymous) return refuse('merge_of_anonymous');
  if (item.status === 'closed') return refuse('already_closed');
  if (target.mergedIntoId !== null) return refuse('merged_elsewhere');
  // No answer would come any more.
  if (target.status === 'closed') return refuse('target_closed');
  return decided(
    { status: 'closed', closedReason: 'duplicate', closedAt: now, mergedIntoId: target.id },
    { kind: 'item_merged', data: { into: target.reference } },
  );
}

/** It stands by itself again: what it was merged into cannot answer it, or may not. Words that were destroyed stay so. */
export function decideUnmerge(item: ItemState): Decision<'not_merged'> {
  if (item.mergedIntoId === null) return refuse('not_merged');
  const opens =
    item.redactedAt !== null
      ? { mergedIntoId: null }
      : { status: 'open' as const, closedReason: null, closedAt: null, loopClosedAt: null, mergedIntoId: null };
  return decided(
    { ...opens, escalatedAt: null, reopenedCount: item.reopenedCount + (item.redactedAt === null ? 1 : 0) },
    { kind: 'item_unmerged' },
  );
}

export type Classification = {
  type?: FeedbackType;
  sector?: Sector;
  priority?: Priority;
  municipality?: Municipality;
  agency?: Agency;
};

export function decideClassify(item: ItemState, wanted: Classification): Decision<'nothing_to_change'> {
  const changed = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && item[name as keyof Classification] !== value,
  );
  if (changed.length === 0) return refuse('nothing_to_change');
  const hides = wanted.type === 'sensitive_report' && !item.sensitive;
  return decided(
    // Whoever had it may not be one of those who may see it now.
    { ...Object.fromEntries(changed), ...(hides && { sensitive: true, assigneeId: null }) },
    { kind: 'item_classified', data: Object.fromEntries(changed) },
    ...(hides ? [{ kind: 'item_marked_sensitive' as const }] : []),
  );
}
