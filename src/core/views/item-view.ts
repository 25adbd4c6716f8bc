import type { Tx } from '../../db/client.ts';
import { listExclusions } from '../../db/queries/items/item-named.ts';
import type { ItemRow } from '../../db/queries/items/items.ts';
import { listMessages } from '../../db/queries/items/messages.ts';
import { listReferrals } from '../../db/queries/items/referrals.ts';
import { readVisibility } from '../../db/queries/items/visibility.ts';
import { type DeliveryRow, listItemDeliveries } from '../../db/queries/residents/deliveries.ts';
import { readCodeEnd } from '../../db/queries/residents/join-codes.ts';
import { type ResidentRow, readResident } from '../../db/queries/residents/residents.ts';
import { readStaffByIds } from '../../db/queries/staff/staff.ts';
import { ACTIVITIES } from '../activities.ts';
import type { Eyes } from '../activity.ts';
import {
  type AgeBand,
  type Agency,
  type Channel,
  type Community,
  type Disability,
  type EnteredChannel,
  type Gender,
  hasNoChannel,
  isEntered,
  type LastWord,
  type MessageDirection,
  type ReferralState,
} from '../domain/codes.ts';
import type { ToldKind } from '../domain/discretion.ts';
import type { Facets } from '../domain/facet.ts';
import type { ItemState } from '../domain/item.ts';
import type { MessageBody } from '../domain/message-body.ts';
import type { Say } from '../domain/say.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { openBody } from '../items/search/item-words.ts';
import type { Line } from '../line.ts';
import { type SealedPlace, sealedIn } from '../privacy/places.ts';
import { openJson, openText } from '../privacy/seal.ts';

/** `toldById`: who of the staff told it, where it was told by word of mouth. */
type ViewedDelivery = Pick<DeliveryRow, 'state' | 'reason' | 'sentAt'> & { toldById?: DeliveryRow['toldById'] };

export type ViewedMessage = {
  id: string;
  direction: MessageDirection;
  /** Null once the words were destroyed. */
  body: MessageBody | null;
  staffName: string | null;
  at: Date;
  /** Sent with the receipt of an anonymous item later than the item itself: the hour alone does not tell. */
  added: boolean;
  editedAt: Date | null;
  delivery: ViewedDelivery | null;
};

export type ViewedReferral = {
  id: string;
  fromAgency: Agency;
  toAgency: Agency;
  state: ReferralState;
  remark: string | null;
  answer: string | null;
  offeredAt: Date;
  dueAt: Date;
};

/** Nothing that says who it is: how they came, whether staff know how to reach them, and what they are to be told. */
export type ViewedPerson = {
  way: EnteredChannel;
  hasContact: boolean;
  toTell: { kind: ToldKind; says: Say[]; since: Date; messageId: string | null }[];
  /** Until when a code that was given to them brings it to their phone; null where none does. */
  codeUntil: Date | null;
  /** Who told them last, and when. */
  told: { staffName: string; at: Date } | null;
};

/** An item with its words, as far as they still exist. Who may see it is asked before, by the caller. */
export type ItemView = {
  item: ItemState & {
    gender: Gender | null;
    ageBand: AgeBand | null;
    communities: Community[] | null;
    disability: Disability | null;
    channel: Channel;
    lastWord: LastWord;
  };
  settlement: string | null;
  assignee: { id: string; name: string; slackUserId: string } | null;
  messages: ViewedMessage[];
  referrals: ViewedReferral[];
  /** Deliveries that carry no message of staff (confirmations, notices), for the card's state line. */
  notices: (ViewedDelivery & Pick<DeliveryRow, 'kind'>)[];
  /** Whom staff entered and who has no channel; null for everybody else. */
  person: ViewedPerson | null;
  /** Over which channel its resident is reached now: another than it came by, once they came to the line on a phone of their own. */
  reachedBy: Channel;
  /** Staff met them, and they came on a channel since. */
  joined: boolean;
  excludedStaffIds: readonly string[];
  /** Who may be named in it, and sees it no more until somebody decides. */
  likelyNamed: { id: string; name: string; agency: string }[];
  /** What its activity has to say of it. */
  facets: Facets;
};

/** `reader`: whose eyes it is for; null for the card, which shows what everybody may see. */
export async function viewItem(tx: Tx, line: Line, row: ItemRow, reader: StaffMember | null = null): Promise<ItemView> {
  const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
  const [messages, deliveries, referrals, exclusions, { sensitive, excludedStaffIds }, resident] = await Promise.all([
    listMessages(tx, row.id),
    listItemDeliveries(tx, row.id),
    listReferrals(tx, row.id),
    listExclusions(tx, row.id),
    readVisibility(tx, row.id),
    row.residentId === null ? null : readResident(tx, row.residentId),
  ]);
  const codeUntil = row.toldByStaff && resident ? await readCodeEnd(tx, resident.id, line.now()) : null;
  const likely = exclusions.filter((one) => one.likely).map(({ staffId }) => staffId);
  const writers = messages.map((message) => message.staffId);
  const tellers = deliveries.map(({ toldById }) => toldById);
  const staffIds = [row.assigneeId, ...writers, ...tellers, ...likely].filter((id) => id !== null);
  const people = new Map((await readStaffByIds(tx, [...new Set(staffIds)])).map((person) => [person.id, person]));
  const assignee = row.assigneeId === null ? undefined : people.get(row.assigneeId);
  const words = (place: SealedPlace, sealed: Buffer | null) => (key && sealed ? openText(key, place, sealed) : null);
  return {
    // What is linked to a sensitive item is shown as one.
    item: { ...row, sensitive },
    settlement: words(sealedIn.settlement(row.id), row.sealedSettlement),
    assignee: assignee ? { id: assignee.id, name: assignee.displayName, slackUserId: assignee.slackUserId } : null,
    messages: messages.map((message) => ({
      id: message.id,
      direction: message.direction,
      body: openBody(key, message),
      staffName: message.staffId === null ? null : (people.get(message.staffId)?.displayName ?? null),
      at: message.createdAt,
      added: message.direction === 'in' && message.changeKey !== null,
      editedAt: message.editedAt,
      delivery: deliveries.find((delivery) => delivery.messageId === message.id) ?? null,
    })),
    referrals: referrals.map(({ sealedRemark, sealedAnswer, ...referral }) => ({
      ...referral,
      remark: words(sealedIn.referral(referral.id, 'remark'), sealedRemark),
      answer: words(sealedIn.referral(referral.id, 'answer'), sealedAnswer),
    })),
    notices: deliveries.filter((delivery) => delivery.messageId === null),
    excludedStaffIds,
    likelyNamed: likely.flatMap((id) => {
      const person = people.get(id);
      return person ? [{ id, name: person.displayName, agency: person.agency }] : [];
    }),
    person: viewPerson(key, row.toldByStaff ? resident : null, deliveries, people, codeUntil),
    reachedBy: resident?.channel ?? row.channel,
    joined: resident !== null && isEntered(row.channel) && !hasNoChannel(resident),
    facets: await readFacets(tx, row, { key, reader }),
  };
}

function viewPerson(
  key: Buffer | null,
  resident: ResidentRow | null,
  deliveries: readonly DeliveryRow[],
  people: ReadonlyMap<string, { displayName: string }>,
  codeUntil: Date | null,
): ViewedPerson | null {
  if (resident === null || !hasNoChannel(resident)) return null;
  const told = deliveries.filter(({ toldById }) => toldById !== null).at(-1);
  return {
    way: resident.channel,
    hasContact: resident.sealedContact !== null,
    codeUntil,
    toTell: deliveries
      .filter(({ state }) => state === 'to_tell')
      .map(({ kind, sealedSay, createdAt, messageId }) => ({
        ...{ kind, messageId, since: createdAt },
        says: key && sealedSay ? openJson<Say[]>(key, sealedIn.say(resident.id), sealedSay) : [],
      })),
    told: told?.sentAt ? { staffName: people.get(told.toldById ?? '')?.displayName ?? '', at: told.sentAt } : null,
  };
}

async function readFacets(tx: Tx, row: ItemRow, eyes: Eyes): Promise<Facets> {
  const facets = new Map<string, unknown>();
  for (const { kinds, view } of ACTIVITIES) {
    const found = view && kinds.includes(row.kind) ? await view.read(tx, row, eyes) : null;
    if (view && found !== null) facets.set(view.name, found);
  }
  return facets;
}

/** "Waiting for the resident" is derived: ours was the last word in an open item. */
export function waitsForResident(item: Pick<ItemView['item'], 'status' | 'lastWord'>): boolean {
  return item.status === 'open' && item.lastWord === 'staff';
}

export const visibility = (view: ItemView) => ({
  sensitive: view.item.sensitive,
  excludedStaffIds: view.excludedStaffIds,
});
