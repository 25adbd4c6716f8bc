import type {
  AgeBand,
  Agency,
  Channel,
  ClosedReason,
  Community,
  Disability,
  FeedbackType,
  Gender,
  ItemKind,
  Language,
  Municipality,
  ReferralState,
  Satisfaction,
  Sector,
} from '../codes.ts';
import type { EnquiryState } from '../offers/enquiry.ts';
import type { OfferKind } from '../offers/offer.ts';
import type { RegistrationStatus } from '../offers/registration.ts';

/*
 * All that figures know of an item: codes, lengths of time and amounts, nothing that anybody wrote. What was not said or did not happen is null.
 * What it is and what came of it stand apart: the one says in which groups it is, the other what is counted of it there, and of each there are
 * far fewer than items.
 */

export type ItemTraits = {
  kind: ItemKind | null;
  type: FeedbackType | null;
  offerKind: OfferKind | null;
  municipality: Municipality | null;
  sector: Sector | null;
  agency: Agency | null;
  language: Language | null;
  channel: Channel | null;
  disability: Disability | null;
  gender: Gender | null;
  ageBand: AgeBand | null;
  communities: readonly Community[];
};

export type ItemOutcome = {
  kind: ItemKind | null;
  closedReason: ClosedReason | null;
  satisfaction: Satisfaction | null;
  /** Of the first time it was referred. */
  referral: ReferralState | null;
  registration: RegistrationStatus | null;
  enquiry: EnquiryState | null;
  /** A registration that was confirmed in the moment it came: no person answered it. */
  confirmedItself: boolean;
  answered: boolean;
  closed: boolean;
  loopClosed: boolean;
  reopened: boolean;
  /** Answered after it was due, or open, due and not answered yet. */
  late: boolean;
  attended: boolean;
  certified: boolean;
  /** They belong to a group for which the offer holds seats. */
  ofHeldGroup: boolean;
  referralAnswered: boolean;
};

/** How long something took, by what must have happened for there to be such a time. */
export const LENGTHS = {
  untilFirstResponse: ({ answered }) => answered,
  untilClosed: ({ closed }) => closed,
  untilReferralAnswered: ({ referralAnswered }) => referralAnswered,
} as const satisfies Record<string, (outcome: ItemOutcome) => boolean>;
export type Length = keyof typeof LENGTHS;

/** Integer euro cents; of what is no application, 0. */
export const AMOUNTS = ['askedCents', 'approvedCents'] as const;
export type Amount = (typeof AMOUNTS)[number];

/**
 * Traits that figures ask for together stand on one axis: an item is counted once on each, by its traits there, and the groups of every breakdown
 * are sums along one of them.
 */
export const AXES = {
  about: ['kind', 'type', 'offerKind', 'municipality'],
  handled: ['sector', 'agency'],
  reached: ['language', 'channel', 'disability'],
  person: ['gender', 'ageBand', 'communities'],
} as const satisfies Record<string, readonly (keyof ItemTraits)[]>;
export type Axis = keyof typeof AXES;

/** An offer as figures count it. */
export type CountedOffer = {
  kind: OfferKind;
  municipality: Municipality;
  sector: Sector;
  agency: Agency;
  seats: number;
  heldSeats: number;
  budgetCents: number;
};
