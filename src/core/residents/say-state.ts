import type { ItemRow } from '../../db/queries/items/items.ts';
import type { ReferralRow } from '../../db/queries/items/referrals.ts';
import type { SayLine } from '../domain/say.ts';

/** What staff did to an item by which they have read it. */
export const READ_BY = [
  'item_claimed',
  'item_released',
  'item_assigned',
  'item_noted',
  'item_referred',
  'item_classified',
  'item_replied',
  'item_closed',
  'sensitive_item_opened',
  'media_looked_at',
  'referral_accepted',
  'referral_returned',
  'item_marked_sensitive',
] as const;

type Fact = (typeof READ_BY)[number] | 'item_reopened' | 'item_added_to' | 'item_unmerged';

/** What is to be known of an item to say how it stands: its row, the last referral, and when each thing happened last. */
export type Standing = {
  row: Pick<
    ItemRow,
    | 'status'
    | 'closedReason'
    | 'assigneeId'
    | 'firstResponseAt'
    | 'lastWord'
    | 'reopenedCount'
    | 'satisfaction'
    | 'redactedAt'
    | 'receivedAt'
    | 'closedAt'
  >;
  referral: Pick<ReferralRow, 'state' | 'toAgency' | 'offeredAt' | 'answeredAt'> | null;
  happened: Partial<Record<Fact, Date>>;
  /** The number of the item that it was joined with, where that is theirs too. */
  joinedWith?: string | null;
};

/** How it stands and since when: only what is so. */
export type ItemStanding = { state: SayLine; since: Date };

/** How an item stands, in plain words: the one place that says so to a resident (test/core/residents/say-state.test.ts is the table). */
export const stateOf = (of: Standing): ItemStanding => (of.row.status === 'closed' ? closedState(of) : openState(of));

const said = (key: string, since: Date | null | undefined, of: Standing, values?: SayLine['values']): ItemStanding => ({
  state: { key: `items:state.${key}`, ...(values && { values }) },
  since: since ?? of.row.receivedAt,
});

function closedState(of: Standing): ItemStanding {
  const { row, joinedWith } = of;
  const { closedReason, closedAt } = row;
  if (closedReason === 'withdrawn') return said('withdrawn', closedAt, of);
  if (row.redactedAt !== null) return said('deleted', row.redactedAt, of);
  if (closedReason === 'duplicate' && joinedWith) return said('merged', closedAt, of, { reference: joinedWith });
  return said('closed', closedAt, of, { reason: { key: `codes:closed_reason.${closedReason}` } });
}

function openState(of: Standing): ItemStanding {
  const { row, referral, happened } = of;
  if (referral?.state === 'offered') return said('referred', referral.offeredAt, of, agencyOf(referral));
  if (row.lastWord === 'staff') return said('answered', happened.item_replied ?? row.firstResponseAt, of);
  if (row.assigneeId === null) return unassigned(of);
  if (isAfter(happened.item_added_to, happened.item_replied ?? happened.item_closed))
    return said('wrote_back', happened.item_added_to, of);
  if (referral?.state === 'accepted') return said('with_agency', referral.answeredAt, of, agencyOf(referral));
  const taken = [happened.item_claimed, happened.item_assigned].flatMap((at) => at ?? []);
  return said('in_work', taken.sort((a, b) => a.getTime() - b.getTime()).at(-1), of);
}

function unassigned(of: Standing): ItemStanding {
  const { row, referral, happened } = of;
  const reopened = happened.item_reopened ?? happened.item_unmerged;
  const sinceReopened = (at: Date | null | undefined): boolean => !reopened || isAfter(at, reopened);
  if (referral?.state === 'accepted' && sinceReopened(referral.answeredAt))
    return said('with_agency', referral.answeredAt, of, agencyOf(referral));
  if (referral?.state === 'returned' && sinceReopened(referral.answeredAt))
    return said('returned', referral.answeredAt, of);
  if (row.reopenedCount > 0) return said(row.satisfaction === 'no' ? 'not_solved' : 'reopened', reopened, of);
  if (isAfter(happened.item_added_to, happened.item_replied ?? happened.item_closed))
    return said('wrote_back', happened.item_added_to, of);
  const read = READ_BY.flatMap((kind) => happened[kind] ?? []).sort((a, b) => a.getTime() - b.getTime());
  return read.length > 0 ? said('read', read.at(0), of) : said('received', null, of);
}

const agencyOf = ({ toAgency }: Pick<ReferralRow, 'toAgency'>) => ({ agency: { key: `codes:agency.${toAgency}` } });

/** The first happened, after the other did. */
const isAfter = (at: Date | null | undefined, other: Date | null | undefined): at is Date =>
  at !== null && at !== undefined && other !== null && other !== undefined && at.getTime() >= other.getTime();
