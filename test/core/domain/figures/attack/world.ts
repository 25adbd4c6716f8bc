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
} from '../../../../../src/core/domain/codes.ts';

/** An invented item: a code of each list or null where nobody said, the day it came, what came of it, and in which figures it counts. */
export type Item = {
  number: bigint;
  day: number;
  codes: Record<string, string | null>;
  communities: readonly string[];
  /** A registration that needed nobody to confirm it. */
  quiet: boolean;
  registration: 'seated' | 'offered' | 'waiting' | 'cancelled';
  /** Of a group for which seats are held. */
  held: boolean;
  enquiry: 'received' | 'complete' | 'approved' | 'declined' | 'withdrawn';
  askedCents: number;
  approvedCents: number;
  referral: 'offered' | 'accepted' | 'returned' | null;
  closedReason: 'answered' | 'acted_on' | 'out_of_scope';
  came: Record<string, boolean>;
};

export const LISTS: Record<string, readonly string[]> = {
  kind: ITEM_KINDS,
  type: FEEDBACK_TYPES.filter((type) => type !== 'sensitive_report'),
  municipality: MUNICIPALITIES,
  sector: SECTORS,
  agency: AGENCIES,
  language: LANGUAGES,
  channel: CHANNELS,
  gender: GENDERS,
  age_band: AGE_BANDS,
  disability: DISABILITIES,
};
/** What may be left unsaid. */
const UNSAID: Record<string, number> = {
  type: 0,
  municipality: 0.1,
  sector: 0.1,
  gender: 0.5,
  age_band: 0.6,
  disability: 0.7,
};
/** What a call gives at most, as everybody may read. */
export const MOST_CENTS = 500_000;

/** Mulberry32: the same world for the same seed, everywhere. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Each code of a list as likely as in a town of its own: some come often, most hardly ever. */
function skewed<Code extends string>(roll: () => number, list: readonly Code[]): () => Code {
  const weights = list.map(() => Math.log(1 - roll()) ** 2);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return () => {
    let left = roll() * sum;
    for (const [index, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return list[index] as Code;
    }
    return list.at(-1) as Code;
  };
}

export const DAYS = 270;

/** `items`: so many, else some, a few or hundreds. */
export function worldOf(seed: number, items?: number): Item[] {
  const roll = dice(seed);
  const some = Math.round(8 * 50 ** roll());
  const pick = Object.fromEntries(Object.entries(LISTS).map(([name, list]) => [name, skewed(roll, list)]));
  const community = skewed(roll, COMMUNITIES);
  const place = skewed(roll, ['seated', 'offered', 'waiting', 'cancelled'] as const);
  const state = skewed(roll, ['received', 'complete', 'approved', 'declined', 'withdrawn'] as const);
  const reason = skewed(roll, ['answered', 'acted_on', 'out_of_scope'] as const);
  const chances = [roll(), roll(), roll(), roll() * 0.3, roll() * 0.4, roll() * 0.3] as const;
  const [answers, closes, told, again, late, hands] = chances;
  return Array.from({ length: items ?? some }, () => {
    const codes: Item['codes'] = {};
    for (const name of Object.keys(LISTS)) codes[name] = roll() < (UNSAID[name] ?? 0) ? null : (pick[name]?.() ?? null);
    const kind = codes.kind;
    if (kind !== 'feedback') codes.type = null;
    codes.offer_kind =
      kind === 'enquiry' ? 'grant_call' : kind === 'registration' ? (roll() < 0.7 ? 'training' : 'placement') : null;
    const asked = codes.gender !== null;
    const quiet = kind === 'registration' && roll() < 0.7;
    const answered = quiet || roll() < answers;
    const closed = answered && roll() < closes;
    const said = closed && roll() < 0.5 ? roll() : null;
    const [registration, enquiry, closedReason, held] = [place(), state(), reason(), roll() < 0.3];
    const hasSeat = kind === 'registration' && (registration === 'seated' || registration === 'offered');
    const attended = kind === 'registration' && registration === 'seated' && roll() < 0.7;
    const askedCents = roll() < 0.5 ? MOST_CENTS : Math.ceil(roll() * 50) * 10_000;
    const referral =
      roll() < hands ? ((['offered', 'accepted', 'returned'] as const)[Math.floor(roll() * 3)] ?? null) : null;
    const loop = closed && roll() < told;
    const overdue = roll() < late;
    const satisfied = said !== null && said < 0.6;
    return {
      number: BigInt(Math.floor(roll() * 2 ** 32)) * 65536n + BigInt(Math.floor(roll() * 65536)),
      day: Math.floor(roll() * DAYS),
      codes,
      communities:
        asked && roll() < 0.8 ? [...new Set(roll() < 0.15 ? [community(), community()] : [community()])] : [],
      ...{ quiet, registration, held, enquiry, askedCents, approvedCents: askedCents, referral, closedReason },
      came: {
        received: true,
        answered,
        closed,
        loop_closed: loop,
        reopened: closed && roll() < again,
        satisfied,
        partly_satisfied: said !== null && said >= 0.6 && said < 0.8,
        unsatisfied: said !== null && said >= 0.8,
        overdue,
        acted_upon: kind === 'feedback' && closed && closedReason !== 'out_of_scope',
        referred: referral !== null,
        referrals_accepted: referral === 'accepted',
        registered: kind === 'registration' && registration !== 'cancelled',
        seated: hasSeat,
        attended,
        held_seats_used: hasSeat && held,
        certificates: attended && roll() < 0.8,
        enquiries: kind === 'enquiry',
        eligible: kind === 'enquiry' && enquiry !== 'withdrawn',
        complete: kind === 'enquiry' && (enquiry === 'complete' || enquiry === 'approved'),
        approved: kind === 'enquiry' && enquiry === 'approved',
        // What no file prints, but shares are of it, or times.
        said: said !== null,
        referral_answered: referral === 'accepted' || referral === 'returned',
        in_seat: kind === 'registration' && registration === 'seated',
        received_by_people: !quiet,
        answered_by_people: answered && !quiet,
        closed_by_people: closed && !quiet,
        loop_closed_by_people: loop && !quiet,
        overdue_by_people: overdue && !quiet,
        said_by_people: said !== null && !quiet,
        satisfied_by_people: satisfied && !quiet,
      },
    };
  });
}
