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
import type { LengthOfTime } from './lengths-of-time.ts';

/** All that figures know of an item: codes and lengths of time, nothing that anybody wrote. What was not said or did not happen is null. */
export type CountedItem = {
  kind: ItemKind | null;
  type: FeedbackType | null;
  municipality: Municipality | null;
  sector: Sector | null;
  agency: Agency | null;
  language: Language | null;
  channel: Channel | null;
  gender: Gender | null;
  ageBand: AgeBand | null;
  disability: Disability | null;
  communities: readonly Community[];
  closedReason: ClosedReason | null;
  satisfaction: Satisfaction | null;
  /** Of the first time it was referred. */
  referral: ReferralState | null;
  offerKind: OfferKind | null;
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
  untilFirstResponse: LengthOfTime | null;
  untilClosed: LengthOfTime | null;
  untilReferralAnswered: LengthOfTime | null;
  askedCents: number;
  approvedCents: number;
};

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
