import { z } from 'zod';
import {
  AGE_BANDS,
  AGENCIES,
  CHANNELS,
  CLOSED_REASONS,
  COMMUNITIES,
  type Community,
  DISABILITIES,
  FEEDBACK_TYPES,
  GENDERS,
  ITEM_KINDS,
  type ItemKind,
  LANGUAGES,
  MUNICIPALITIES,
  REFERRAL_STATES,
  SATISFACTIONS,
  SECTORS,
} from '../../../core/domain/codes.ts';
import type { CountedItem } from '../../../core/domain/figures/counted-item.ts';
import { LAST_LENGTH, type LengthOfTime, STEPS } from '../../../core/domain/figures/lengths-of-time.ts';
import { ENQUIRY_STATES } from '../../../core/domain/offers/enquiry.ts';
import { OFFER_KINDS, SEAT_GROUPS } from '../../../core/domain/offers/offer.ts';
import { REGISTRATION_STATUSES } from '../../../core/domain/offers/registration.ts';
import { TIME_ZONE } from '../../../core/domain/time/local-time.ts';
import type { Database } from '../../client.ts';
import { someBytes, streamRows } from '../../read-rows.ts';
import { HIDDEN_ITEMS } from '../items/visibility.ts';
import { closedAtOf, closedReasonOf, enquiryStateOf, lateBy, placeOf } from './before-erasure.ts';

/*
 * Every item that may be counted, once, in as few bytes as it can be told in. A million rows of twenty columns would take longer to send and
 * to read than all that is reckoned of them, and twenty statements that each group a million rows longer still; so each item is a few whole
 * numbers in which its codes stand side by side, and a few thousand items are one row of bytes.
 */

/** From an instant to before another. */
export type Stretch = { from: Date; to: Date };
/** What is counted beside each other. Whatever came before `end` is counted since the beginning. */
export type CountedPeriods = { now: Stretch; before: Stretch; yearAgo: Stretch; end: Date };

/** An item, in which of the periods it came (a bit each), on which day of `now` (since DAYS_FROM, else 0), and its number in two halves of 24 bits. */
export type Counting = { item: CountedItem; periods: number; day: number; high: number; low: number };

/** In the order of the bits. The last is the beginning, in which every item is. */
export const PERIOD_BITS = ['now', 'before', 'yearAgo', 'beginning'] as const;
export const DAYS_FROM = '2000-01-01';

/** Where a length of time has one; its step is told as one more, so that 0 is none. */
const LENGTH_BITS = Math.ceil(Math.log2(LAST_LENGTH + 2));

type Field = { bits: number; tell: string };

const ofCode = (column: string, codes: readonly string[]): Field => ({
  bits: Math.ceil(Math.log2(codes.length + 1)),
  tell: `case ${column} ${codes.map((code, index) => `when '${code}' then ${index + 1}`).join(' ')} else 0 end`,
});
const ofFlag = (holds: string): Field => ({ bits: 1, tell: `case when ${holds} then 1 else 0 end` });
function ofLength(from: string, to: string): Field {
  const seconds = `greatest(0, date_part('epoch', ${to} - ${from}))`;
  const branches = STEPS.map(
    ({ underHours, fromHours, stepHours, first }) =>
      `when ${seconds} < ${underHours * 3600} then ${first + 1} + round((${seconds} - ${fromHours * 3600}) / ${stepHours * 3600})`,
  );
  const tell = `(case when ${to} is null then 0 ${branches.join(' ')} else ${LAST_LENGTH + 1} end)::int`;
  return { bits: LENGTH_BITS, tell };
}

const inPeriod = (name: 'now' | 'before' | 'yearAgo'): string =>
  `i.received_at >= :${name}From and i.received_at < :${name}To`;

const FIELDS = {
  kind: ofCode('i.kind', ITEM_KINDS),
  type: ofCode('i.type', FEEDBACK_TYPES),
  municipality: ofCode('i.municipality', MUNICIPALITIES),
  sector: ofCode('i.sector', SECTORS),
  agency: ofCode('i.agency', AGENCIES),
  language: ofCode('i.language', LANGUAGES),
  channel: ofCode('i.channel', CHANNELS),
  gender: ofCode('i.gender', GENDERS),
  ageBand: ofCode('i.age_band', AGE_BANDS),
  disability: ofCode('i.disability', DISABILITIES),
  closedReason: ofCode(`(${closedReasonOf('i')})`, CLOSED_REASONS),
  satisfaction: ofCode('i.satisfaction', SATISFACTIONS),
  referral: ofCode('f.state', REFERRAL_STATES),
  offerKind: ofCode('o.kind', OFFER_KINDS),
  registration: ofCode(`(${placeOf('r')})`, REGISTRATION_STATUSES),
  enquiry: ofCode(`(${enquiryStateOf('e')})`, ENQUIRY_STATES),
  confirmedItself: ofFlag(`i.kind = 'registration' and (i.quiet or i.first_response_at <= i.received_at)`),
  answered: ofFlag('i.first_response_at is not null'),
  closed: ofFlag(`(${closedAtOf('i')}) is not null`),
  loopClosed: ofFlag('i.loop_closed_at is not null'),
  reopened: ofFlag('i.reopened_count > 0'),
  late: ofFlag(lateBy('i', ':asOf')),
  attended: ofFlag('a.registration_id is not null'),
  certified: ofFlag('d.registration_id is not null'),
  ofHeldGroup: ofFlag('(r.groups & o.held_groups) <> 0'),
  untilFirstResponse: ofLength('i.received_at', 'i.first_response_at'),
  untilClosed: ofLength('i.received_at', `(${closedAtOf('i')})`),
  untilReferralAnswered: ofLength('f.offered_at', 'f.answered_at'),
  communities: {
    bits: COMMUNITIES.length,
    tell: `case when i.communities is null then 0 else ${COMMUNITIES.map(
      (code, bit) => `case when '${code}' = any(i.communities) then ${1 << bit} else 0 end`,
    ).join(' + ')} end`,
  },
  periods: {
    bits: PERIOD_BITS.length,
    tell: `case when ${inPeriod('now')} then 1 else 0 end + case when ${inPeriod('before')} then 2 else 0 end
      + case when ${inPeriod('yearAgo')} then 4 else 0 end + 8`,
  },
  day: {
    bits: 16,
    tell: `case when ${inPeriod('now')} then (i.received_at at time zone '${TIME_ZONE}')::date - date '${DAYS_FROM}' else 0 end`,
  },
} as const satisfies Record<string, Field>;
type FieldName = keyof typeof FIELDS;

/** A whole number of PostgreSQL without its sign. */
const WORD_BITS = 31;

/** Where each field stands: in which of the whole numbers, from which bit on. */
type Place = { word: number; shift: number; mask: number };
const PLACES = placesOf();

function placesOf(): Record<FieldName, Place> {
  let [word, used] = [0, 0];
  const places = Object.entries<Field>(FIELDS).map(([name, { bits }]) => {
    if (used + bits > WORD_BITS) [word, used] = [word + 1, 0];
    const place = { word, shift: used, mask: 2 ** bits - 1 };
    used += bits;
    return [name, place];
  });
  return Object.fromEntries(places);
}

const WORDS = Math.max(...Object.values(PLACES).map(({ word }) => word)) + 1;
const [ASKED_AT, APPROVED_AT, NUMBER_AT] = [WORDS * 4, WORDS * 4 + 8, WORDS * 4 + 16];
const ITEM_BYTES = NUMBER_AT + 8;

const toldWord = (wanted: number): string => {
  const parts = Object.entries<Field>(FIELDS).map(([name, { tell }]) => ({ tell, ...PLACES[name as FieldName] }));
  const told = parts.filter(({ word }) => word === wanted).map(({ tell, shift }) => `((${tell}) << ${shift})`);
  return `int4send(${told.join(' | ')})`;
};

/**
 * A row of bytes holds one of 512 parts of all items, by the last bits of their numbers. Bit by bit: of a truth value the planner knows that
 * there are two, and of a number it would think that there are as many as items, and sort them all.
 */
const IN_PARTS = Array.from({ length: 9 }, (_, bit) => `(i.figure_number & ${1 << bit}) = 0`).join(', ');

const HELD_GROUPS = SEAT_GROUPS.map(
  (group, bit) => `case when (held_seats ->> '${group}')::int > 0 then ${1 << bit} else 0 end`,
).join(' + ');

const PARAMETERS = ['nowFrom', 'nowTo', 'beforeFrom', 'beforeTo', 'yearAgoFrom', 'yearAgoTo', 'end', 'asOf', 'kind'];

const STATEMENT = `
  with recursive ${HIDDEN_ITEMS}
  select string_agg(${Array.from({ length: WORDS }, (_, word) => toldWord(word)).join(' || ')}
      || float8send(coalesce(e.amount_cents, 0)::float8) || float8send(coalesce(e.approved_cents, 0)::float8)
      || int8send(i.figure_number), ''::bytea) as told
  from items i
    left join (select id, kind, ${HELD_GROUPS} as held_groups from offers) o on o.id = i.offer_id
    left join registrations r on r.item_id = i.id
    left join (select distinct registration_id from attendance) a on a.registration_id = r.id
    left join certificates d on d.registration_id = r.id
    left join enquiries e on e.item_id = i.id
    left join (select distinct on (item_id) item_id, state, offered_at, answered_at from referrals order by item_id, offered_at, id) f
      on f.item_id = i.id
  where i.received_at < :end::timestamptz and (:kind = 'all' or i.kind = :kind) and i.id not in (select distinct id from hidden_items)
  group by ${IN_PARTS}`.replace(/(?<!:):([a-z]\w*)/gi, (_, name: string) => `$${PARAMETERS.indexOf(name) + 1}`);

const Row = z.object({ told: someBytes });

/** Calls back with every item that came before the end and is not hidden, in no order. The same object each time: nothing of it is to be kept. */
export async function countItems(
  database: Database,
  { kind, periods, asOf }: { kind: ItemKind | 'all'; periods: CountedPeriods; asOf: Date },
  each: (counting: Counting) => void,
): Promise<void> {
  const { now, before, yearAgo, end } = periods;
  const instants = [now.from, now.to, before.from, before.to, yearAgo.from, yearAgo.to, end, asOf];
  const parameters = [...instants.map((instant) => instant.toISOString()), kind];
  for await (const rows of streamRows(database, Row, STATEMENT, parameters, 1))
    for (const { told } of rows) readTold(told, each);
}

/** By the number that tells a code; nothing at 0. */
type Told<Code extends string> = readonly (Code | null)[];
const told = <const Code extends string>(codes: readonly Code[]): Told<Code> => [null, ...codes];
const CODES = {
  kind: told(ITEM_KINDS),
  type: told(FEEDBACK_TYPES),
  municipality: told(MUNICIPALITIES),
  sector: told(SECTORS),
  agency: told(AGENCIES),
  language: told(LANGUAGES),
  channel: told(CHANNELS),
  gender: told(GENDERS),
  ageBand: told(AGE_BANDS),
  disability: told(DISABILITIES),
  closedReason: told(CLOSED_REASONS),
  satisfaction: told(SATISFACTIONS),
  referral: told(REFERRAL_STATES),
  offerKind: told(OFFER_KINDS),
  registration: told(REGISTRATION_STATUSES),
  enquiry: told(ENQUIRY_STATES),
};

function readTold(told: Buffer, each: (counting: Counting) => void): void {
  const words = new Int32Array(WORDS);
  const of = ({ word, shift, mask }: Place): number => ((words[word] as number) >>> shift) & mask;
  const code = <Code extends string>(place: Place, codes: Told<Code>): Code | null => codes[of(place)] ?? null;
  const length = (place: Place): LengthOfTime | null => {
    const step = of(place);
    return step === 0 ? null : step - 1;
  };
  for (let at = 0; at < told.length; at += ITEM_BYTES) {
    for (let word = 0; word < WORDS; word += 1) words[word] = told.readInt32BE(at + word * 4);
    const number = at + NUMBER_AT;
    each({
      item: {
        kind: code(PLACES.kind, CODES.kind),
        type: code(PLACES.type, CODES.type),
        municipality: code(PLACES.municipality, CODES.municipality),
        sector: code(PLACES.sector, CODES.sector),
        agency: code(PLACES.agency, CODES.agency),
        language: code(PLACES.language, CODES.language),
        channel: code(PLACES.channel, CODES.channel),
        gender: code(PLACES.gender, CODES.gender),
        ageBand: code(PLACES.ageBand, CODES.ageBand),
        disability: code(PLACES.disability, CODES.disability),
        communities: communitiesIn(of(PLACES.communities)),
        closedReason: code(PLACES.closedReason, CODES.closedReason),
        satisfaction: code(PLACES.satisfaction, CODES.satisfaction),
        referral: code(PLACES.referral, CODES.referral),
        offerKind: code(PLACES.offerKind, CODES.offerKind),
        registration: code(PLACES.registration, CODES.registration),
        enquiry: code(PLACES.enquiry, CODES.enquiry),
        confirmedItself: of(PLACES.confirmedItself) === 1,
        answered: of(PLACES.answered) === 1,
        closed: of(PLACES.closed) === 1,
        loopClosed: of(PLACES.loopClosed) === 1,
        reopened: of(PLACES.reopened) === 1,
        late: of(PLACES.late) === 1,
        attended: of(PLACES.attended) === 1,
        certified: of(PLACES.certified) === 1,
        ofHeldGroup: of(PLACES.ofHeldGroup) === 1,
        untilFirstResponse: length(PLACES.untilFirstResponse),
        untilClosed: length(PLACES.untilClosed),
        untilReferralAnswered: length(PLACES.untilReferralAnswered),
        askedCents: told.readDoubleBE(at + ASKED_AT),
        approvedCents: told.readDoubleBE(at + APPROVED_AT),
      },
      periods: of(PLACES.periods),
      day: of(PLACES.day),
      high: told.readUIntBE(number + 2, 3),
      low: told.readUIntBE(number + 5, 3),
    });
  }
}

const COMMUNITY_SETS = new Map<number, readonly Community[]>();

function communitiesIn(mask: number): readonly Community[] {
  const known = COMMUNITY_SETS.get(mask);
  if (known) return known;
  const made = COMMUNITIES.filter((_, bit) => (mask & (1 << bit)) !== 0);
  COMMUNITY_SETS.set(mask, made);
  return made;
}
