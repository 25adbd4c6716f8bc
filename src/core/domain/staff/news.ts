import type { Agency } from '../codes.ts';
import type { ItemEvent } from '../item.ts';
import { maySee, mayWorkOn, type StaffMember, type Visible } from './permissions.ts';

/** What a staff member is told of beside the card, whose changes Slack notifies nobody of. */
export const STAFF_NEWS = [
  'added',
  'reopened',
  'not_solved',
  'time_picked',
  'referred',
  'returned',
  'assigned',
] as const;
export type StaffNews = (typeof STAFF_NEWS)[number];
/** What a message says of an item: of a hidden one neither what happened nor its number. */
export const SAID_OF_ITEM = [...STAFF_NEWS, 'report'] as const;
export type SaidOfItem = (typeof SAID_OF_ITEM)[number];

/** What comes of what a resident did: one piece of news, the weightiest; null where nobody need be told. */
export function newsOf(events: readonly ItemEvent[]): StaffNews | null {
  if (events.some((event) => event.kind === 'item_rated' && event.data.answer === 'no')) return 'not_solved';
  if (events.some(({ kind }) => kind === 'item_reopened')) return 'reopened';
  return events.some(({ kind }) => kind === 'item_added_to') ? 'added' : null;
}

/** Who had to do with an item. `onIt`: who claimed, answered, noted or closed it at any time. */
export type Concerned = {
  agency: Agency;
  assigneeId: string | null;
  notAgainId: string | null;
  onIt: readonly string[];
};
/** Of a referral, from which agency to which, and who offered it. */
export type ReferredBetween = { fromAgency: Agency; toAgency: Agency; offeredById: string };

/**
 * Whom a piece of news is told: whose item it is; where nobody has it, those who were on it, else its agency's people; an item that was not
 * solved goes to another person, so both hear of it. A referral is the agency's people's that it comes to, or back to, and who offered it. Where
 * an agency has nobody on the line, the leads hear of it, and of a hidden item whoever may see it. Only who may work on the item, and never who did it.
 */
export function whomToTell(
  news: StaffNews,
  people: readonly StaffMember[],
  item: Concerned & Visible,
  more: { actorId?: string | undefined; referral?: ReferredBetween | undefined } = {},
): StaffMember[] {
  const others = people.filter(({ id }) => id !== more.actorId);
  const able = others.filter((person) => mayWorkOn(person, item));
  const of = (ids: readonly (string | null)[]) => able.filter(({ id }) => ids.includes(id));
  const agencys = (agency: Agency): StaffMember[] => {
    const theirs = able.filter((person) => person.agency === agency);
    if (theirs.length > 0) return theirs;
    // Of what is hidden everybody who may see it.
    return item.sensitive ? able : leads();
  };
  const leads = () => others.filter((person) => person.roles.includes('lead') && maySee(person, item));
  const { referral } = more;
  if (news === 'assigned') return of([item.assigneeId]);
  if (news === 'referred') return referral ? agencys(referral.toAgency) : [];
  if (news === 'returned')
    return referral ? both(of([referral.offeredById, item.assigneeId]), agencys(referral.fromAgency)) : [];
  const own = of([item.assigneeId]);
  if (own.length > 0) return own;
  if (news === 'not_solved' && item.notAgainId !== null) return both(of([item.notAgainId]), agencys(item.agency));
  const before = of(item.onIt);
  return before.length > 0 ? before : agencys(item.agency);
}

const both = (some: StaffMember[], more: StaffMember[]): StaffMember[] => [...new Set([...some, ...more])];

/** Whether a piece of news is still one: somebody may have answered, or have taken what nobody had, before it was told. */
export function isStillNews(
  news: StaffNews,
  to: { id: string },
  item: Pick<Concerned, 'assigneeId' | 'notAgainId'> & {
    status: 'open' | 'closed';
    lastWord: 'resident' | 'staff';
    satisfaction: string | null;
    redactedAt: Date | null;
  },
  referral: 'offered' | 'accepted' | 'returned' | null,
): boolean {
  if (item.redactedAt !== null) return false;
  if (news === 'assigned') return item.status === 'open' && item.assigneeId === to.id;
  if (news === 'referred') return item.status === 'open' && referral === 'offered';
  if (news === 'returned') return item.status === 'open' && referral === 'returned';
  const taken = item.assigneeId !== null && item.assigneeId !== to.id && item.notAgainId !== to.id;
  if (taken) return false;
  if (news === 'not_solved') return item.satisfaction === 'no';
  return item.status === 'open' && item.lastWord === 'resident';
}
