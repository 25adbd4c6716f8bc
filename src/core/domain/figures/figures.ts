import {
  AGE_BANDS,
  AGENCIES,
  CHANNELS,
  COMMUNITIES,
  DISABILITIES,
  FEEDBACK_TYPES,
  GENDERS,
  ITEM_KINDS,
  LANGUAGES,
  MUNICIPALITIES,
  SECTORS,
} from '../codes.ts';
import { OFFER_KINDS } from '../offers/offer.ts';
import {
  type Amount,
  type CountedOffer,
  type ItemOutcome,
  type ItemTraits,
  LENGTHS,
  type Length,
} from './counted-item.ts';

/*
 * Every figure of a summary, defined once. What it is called and how it is reckoned in words are texts: `figures:name.<figure>` and
 * `figures:formula.<figure>`. Tables, charts, dictionaries and docs/figures.md are made from this list, in its order.
 */

/** Shares are from 0 to 1, money is integer euro cents. */
export type Unit = 'count' | 'share' | 'hours' | 'money';

/** The nine commitments of the Core Humanitarian Standard of 2024. */
export type Commitment = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** `of`: the code of an item, or several, from the trait that is named. Null: they did not say, which is a group as well. None: it is in no group. */
export type Grouping = {
  list: readonly string[];
  /** Nobody is outside of the list. */
  whole?: boolean;
  trait: keyof ItemTraits;
  of: (item: ItemTraits) => string | readonly string[] | null;
};
const byCode = (
  trait: Exclude<keyof ItemTraits, 'communities'>,
  list: readonly string[],
  { whole = false } = {},
): Grouping => ({ list, whole, trait, of: (item) => item[trait] });

/** What is reported as something serious is sensitive, and in no figure. */
const TYPES = FEEDBACK_TYPES.filter((type) => type !== 'sensitive_report');

const gender = byCode('gender', GENDERS);
const community: Grouping = {
  list: COMMUNITIES,
  trait: 'communities',
  of: (item) => (item.communities.length === 0 ? null : item.communities),
};
/** `youth` is 15 to 24. Who was asked with an older question said only that they are under 18. */
const youth: Grouping = {
  list: ['youth', 'other_ages', 'under_18', 'undisclosed'],
  trait: 'ageBand',
  of: ({ ageBand }) => (ageBand === null ? null : (YOUTH[ageBand] ?? 'other_ages')),
};
const YOUTH: Record<string, string> = {
  ...{ '15_17': 'youth', '18_24': 'youth' },
  ...{ under_18: 'under_18', undisclosed: 'undisclosed' },
};

/**
 * By what figures are broken down, the first twelve in the order that is relied on from outside: the lists whose codes name a group, one after
 * the other. `time` has days: where a week or a month begins. Community counts an item under each of its communities.
 */
export const BREAKDOWNS = {
  total: [],
  kind: ['item_kind'],
  type: ['feedback_type'],
  municipality: ['municipality'],
  sector: ['sector'],
  agency: ['agency'],
  language: ['language'],
  channel: ['channel'],
  gender: ['gender'],
  age_band: ['age_band'],
  community: ['community'],
  disability: ['disability'],
  gender_youth: ['gender', 'youth'],
  gender_community: ['gender', 'community'],
  offer_kind: ['offer_kind'],
  week: ['time'],
  month: ['time'],
} as const;
export type Breakdown = keyof typeof BREAKDOWNS;

/** How items come into the groups of each. Time goes by the day they came. */
export const GROUPINGS: Readonly<Record<Breakdown, readonly Grouping[]>> = {
  total: [{ list: ['all'], whole: true, trait: 'kind', of: () => ALL }],
  kind: [byCode('kind', ITEM_KINDS, { whole: true })],
  type: [byCode('type', TYPES)],
  municipality: [byCode('municipality', MUNICIPALITIES)],
  sector: [byCode('sector', SECTORS)],
  agency: [byCode('agency', AGENCIES, { whole: true })],
  language: [byCode('language', LANGUAGES, { whole: true })],
  channel: [byCode('channel', CHANNELS, { whole: true })],
  gender: [gender],
  age_band: [byCode('ageBand', AGE_BANDS)],
  community: [community],
  disability: [byCode('disability', DISABILITIES)],
  gender_youth: [gender, youth],
  gender_community: [gender, community],
  offer_kind: [{ list: OFFER_KINDS, whole: true, trait: 'offerKind', of: (item) => item.offerKind ?? [] }],
  week: [],
  month: [],
};

/** The one group of the whole. */
export const ALL = 'all';
/** Of who did not say. */
export const NOT_GIVEN = 'not_given';

const EVERY = Object.keys(BREAKDOWNS) as Breakdown[];
/** What an offer has of its own. */
const OF_OFFERS = ['total', 'municipality', 'sector', 'agency', 'offer_kind'] as const satisfies Breakdown[];

type Which = (item: ItemOutcome) => boolean;

/**
 * `counted`: how many items. `share`: how many of `of`. `hours`: what a share (`under`) of the lengths of time lies under. `money`: what the
 * items, or the offers, come to. `offers`: a sum over offers that were open or took place in the period.
 *
 * `ofOneKind`: a registration that confirms itself, or an application that takes weeks, says nothing of how feedback is answered. Where kinds
 * stand together, it is of feedback alone; and registrations that confirmed themselves are in none of it.
 */
export type Reckoned =
  | { by: 'counted'; which: Which }
  | { by: 'share'; which: Which; of: Which; ofOneKind: boolean }
  | { by: 'share_of_all'; which: Which }
  | { by: 'hours'; until: Length; under: 0.5 | 0.9; ofOneKind: boolean }
  | { by: 'money'; which: Which; cents: Amount }
  | { by: 'offers'; sum: (offer: CountedOffer) => number }
  | { by: 'money_of_offers'; which: Which; cents: Amount; of: (offer: CountedOffer) => number }
  | { by: 'not_measured' };

export type Figure = {
  unit: Unit;
  commitment: Commitment;
  breakdowns: readonly Breakdown[];
  reckoned: Reckoned;
};

const count = (commitment: Commitment, which: Which): Figure => ({
  unit: 'count',
  commitment,
  breakdowns: EVERY,
  reckoned: { by: 'counted', which },
});
const share = (commitment: Commitment, which: Which, of: Which, ofOneKind = true): Figure => ({
  unit: 'share',
  commitment,
  breakdowns: EVERY,
  reckoned: { by: 'share', which, of, ofOneKind },
});
const hours = (until: Length, under: 0.5 | 0.9, ofOneKind = true): Figure => ({
  unit: 'hours',
  commitment: ofOneKind ? 5 : 6,
  breakdowns: EVERY,
  reckoned: { by: 'hours', until, under, ofOneKind },
});
const money = (which: Which, cents: Amount): Figure => ({
  unit: 'money',
  commitment: 9,
  breakdowns: EVERY,
  reckoned: { by: 'money', which, cents },
});
const ofOffers = (unit: Unit, commitment: Commitment, sum: (offer: CountedOffer) => number): Figure => ({
  unit,
  commitment,
  breakdowns: OF_OFFERS,
  reckoned: { by: 'offers', sum },
});
/** Until the desk has a calendar. */
const notMeasured: Figure = {
  unit: 'hours',
  commitment: 5,
  breakdowns: EVERY,
  reckoned: { by: 'not_measured' },
};

export const everything: Which = () => true;
const answered: Which = LENGTHS.untilFirstResponse;
const closed: Which = LENGTHS.untilClosed;
const loopClosed: Which = (item) => item.loopClosed;
const satisfied: Which = (item) => item.satisfaction === 'yes';
const saidHowItWent: Which = (item) => item.satisfaction !== null;
const late: Which = (item) => item.late;
const isFeedback: Which = (item) => item.kind === 'feedback';
const actedUpon: Which = (item) =>
  item.kind === 'feedback' &&
  item.closed &&
  (item.closedReason === 'answered' || item.closedReason === 'acted_on' || item.closedReason === 'referred_out');
const referred: Which = (item) => item.referral !== null;
const hasPlace: Which = (item) => item.registration === 'seated' || item.registration === 'offered';
const registered: Which = (item) => hasPlace(item) || item.registration === 'waiting';
const attended: Which = (item) => item.attended;
const enquired: Which = (item) => item.enquiry !== null;
const approved: Which = (item) => item.enquiry === 'approved';
const budgetCents = (offer: CountedOffer) => offer.budgetCents;

/** The first are in the order that is relied on from outside; what is new comes after them. */
export const FIGURES = {
  received: count(5, everything),
  answered: count(5, answered),
  closed: count(5, closed),
  loop_closed: count(5, loopClosed),
  reopened: count(7, (item) => item.reopened),
  satisfied: count(7, satisfied),
  partly_satisfied: count(7, (item) => item.satisfaction === 'partly'),
  unsatisfied: count(7, (item) => item.satisfaction === 'no'),
  first_response_median_hours: hours('untilFirstResponse', 0.5),
  first_response_p90_hours: hours('untilFirstResponse', 0.9),
  closing_median_hours: hours('untilClosed', 0.5),
  closing_p90_hours: hours('untilClosed', 0.9),
  registered: count(2, registered),
  attended: count(2, attended),
  approved: count(2, approved),
  approved_eur: money(approved, 'approvedCents'),

  share_of_received: {
    unit: 'share',
    commitment: 1,
    breakdowns: EVERY,
    reckoned: { by: 'share_of_all', which: everything },
  },
  answered_rate: share(5, answered, everything),
  first_response_median_working_hours: notMeasured,
  closing_median_working_hours: notMeasured,
  overdue: count(8, late),
  overdue_rate: share(8, late, everything),
  closed_rate: share(5, closed, everything),
  loop_closed_rate: share(5, loopClosed, closed),
  satisfaction_rate: share(7, satisfied, saidHowItWent),
  acted_upon: count(7, actedUpon),
  acted_upon_rate: share(7, actedUpon, isFeedback, false),
  referred: count(6, referred),
  referrals_accepted: count(6, (item) => item.referral === 'accepted'),
  referral_median_hours: hours('untilReferralAnswered', 0.5, false),
  offers: ofOffers('count', 2, () => 1),
  seats: ofOffers('count', 2, (offer) => offer.seats),
  held_seats: ofOffers('count', 1, (offer) => offer.heldSeats),
  held_seats_used: count(1, (item) => item.ofHeldGroup && hasPlace(item)),
  seated: count(2, hasPlace),
  attended_rate: share(2, attended, (item) => item.registration === 'seated', false),
  certificates: count(3, (item) => item.certified),
  enquiries: count(2, enquired),
  eligible: count(2, (item) => enquired(item) && item.enquiry !== 'withdrawn'),
  complete: count(2, (item) => item.enquiry === 'complete' || approved(item)),
  asked_eur: money(enquired, 'askedCents'),
  budget_eur: ofOffers('money', 9, budgetCents),
  approved_of_budget: {
    unit: 'share',
    commitment: 9,
    breakdowns: OF_OFFERS,
    reckoned: { by: 'money_of_offers', which: approved, cents: 'approvedCents', of: budgetCents },
  },
} as const satisfies Record<string, Figure>;
export type FigureName = keyof typeof FIGURES;
