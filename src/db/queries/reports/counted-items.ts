import { z } from 'zod';
import {
  AGE_BANDS,
  AGENCIES,
  CHANNELS,
  CLOSED_REASONS,
  COMMUNITIES,
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
import { AXES, type Axis, type ItemOutcome, type ItemTraits } from '../../../core/domain/figures/counted-item.ts';
import { ENQUIRY_STATES } from '../../../core/domain/offers/enquiry.ts';
import { OFFER_KINDS, SEAT_GROUPS } from '../../../core/domain/offers/offer.ts';
import { REGISTRATION_STATUSES } from '../../../core/domain/offers/registration.ts';
import { givingWay } from '../../../core/domain/time/give-way.ts';
import type { Database } from '../../client.ts';
import { anId } from '../../read-rows.ts';
import {
  COUNTED_PLACES,
  COUNTED_WORDS,
  type Field,
  ofCode,
  ofFlag,
  type Place,
  placesOf,
  WORD_BITS,
} from '../../schema/items/counted-codes.ts';
import { HIDDEN_BY_A_LINK } from '../items/visibility.ts';
import { closedAtOf, enquiryStateOf, lateBy, placeOf } from './before-erasure.ts';

/*
 * Every item that may be counted, once, in as few bytes as it can be told in. A million rows of twenty columns would take longer to send and
 * to read than all that is reckoned of them, and twenty statements that each group a million rows longer still; so each item is a few whole
 * numbers in which its codes stand side by side, with its moments as the database keeps them, and a few hundred items are one row of bytes.
 */

/** From an instant to before another. */
export type Stretch = { from: Date; to: Date };
/** What is counted beside each other. Whatever came before `end` is counted since the beginning. */
export type CountedPeriods = { now: Stretch; before: Stretch; yearAgo: Stretch; end: Date };

/** `from`: nothing before it is read, so nothing is counted of the beginning; null: all is. */
export type Counted = { kind: ItemKind | 'all'; periods: CountedPeriods; from: Date | null; asOf: Date };

/** In the order of the bits of `periods`. The last is the beginning, in which every item is. */
const PERIOD_BITS = ['now', 'before', 'yearAgo'] as const;
const BEGINNING = 1 << PERIOD_BITS.length;

/**
 * An item as it is told. The same numbers stand for the same outcome (`outcomeOf`) and for the same traits on an axis (`traitsOf`, in the order
 * of AXES); the periods it came in are a bit each; its number is in two halves of 24 bits; lengths of time are in seconds, and of what did not
 * happen they say nothing.
 */
export type Told = {
  outcome: number;
  traits: Int32Array;
  periods: number;
  /** Milliseconds of its instant. */
  receivedAt: number;
  high: number;
  low: number;
  lengths: { untilFirstResponse: number; untilClosed: number; untilReferralAnswered: number };
  amounts: { askedCents: number; approvedCents: number };
};

/** What other rows say of an item, and the clock. Each is told where its row is read, so that nothing is compared of items that have none. */
const BESIDE = {
  late: ofFlag(lateBy('i', ':asOf')),
  offerKind: ofCode('o.kind', OFFER_KINDS),
  referral: ofCode('f.state', REFERRAL_STATES),
  referralAnswered: ofFlag('f.answered_at is not null'),
  registration: ofCode(`(${placeOf('r')})`, REGISTRATION_STATUSES),
  attended: ofFlag('a.registration_id is not null'),
  certified: ofFlag('d.registration_id is not null'),
  ofHeldGroup: ofFlag('(r.groups & o.held_groups) <> 0'),
  enquiry: ofCode(`(${enquiryStateOf('e')})`, ENQUIRY_STATES),
} as const satisfies Record<string, Field>;
const BESIDE_PLACES = placesOf(BESIDE, COUNTED_WORDS);
/** The column that the database keeps, then this. */
const WORDS = COUNTED_WORDS + 1;
const beside = (...names: (keyof typeof BESIDE)[]): string =>
  names.map((name) => `((${BESIDE[name].tell}) << ${BESIDE_PLACES[name].shift})`).join(' | ');

/** Where each field stands: the upper half of the column comes first. */
const PLACES = {
  ...BESIDE_PLACES,
  ...(Object.fromEntries(
    Object.entries(COUNTED_PLACES).map(([name, place]) => [name, { ...place, word: COUNTED_WORDS - 1 - place.word }]),
  ) as typeof COUNTED_PLACES),
};
type FieldName = keyof typeof PLACES;

const OUTCOME = [
  ...['kind', 'closedReason', 'satisfaction', 'confirmedItself', 'answered', 'closed', 'loopClosed', 'reopened'],
  ...['late', 'referral', 'referralAnswered', 'registration', 'attended', 'certified', 'ofHeldGroup', 'enquiry'],
] as const satisfies (keyof ItemOutcome)[];

/** Some fields as one number: `from` which bits of which word to which of its own. Fields that stand together are moved together. */
type Move = { word: number; shift: number; mask: number; to: number };
function movesOf(names: readonly FieldName[]): Move[] {
  const moves: (Place & { to: number })[] = [];
  let to = 0;
  for (const name of names) {
    const place = PLACES[name];
    const last = moves.at(-1);
    if (last && last.word === place.word && last.shift + last.bits === place.shift) last.bits += place.bits;
    else moves.push({ ...place, to });
    to += place.bits;
  }
  if (to > WORD_BITS) throw new Error('more than one number can tell');
  return moves.map(({ bits, ...move }) => ({ ...move, mask: 2 ** bits - 1 }));
}
const OUTCOME_MOVES = movesOf(OUTCOME);
const AXIS_NAMES = Object.keys(AXES) as Axis[];
const AXIS_MOVES = AXIS_NAMES.map((axis) => movesOf(AXES[axis]));
/** The number of traits on an axis is under this. */
export const numbersOn = (axis: Axis): number => AXES[axis].reduce((so, name) => so * 2 ** PLACES[name].bits, 1);

function gathered(words: Int32Array, moves: readonly Move[]): number {
  let number = 0;
  for (let index = 0; index < moves.length; index += 1) {
    const { word, shift, mask, to } = moves[index] as Move;
    number |= (((words[word] as number) >>> shift) & mask) << to;
  }
  return number;
}

/** The fields of such a number, each as what was told of it. */
function fieldsIn(number: number, names: readonly FieldName[]): (name: FieldName) => number {
  const told = new Map<FieldName, number>();
  let from = 0;
  for (const name of names) {
    told.set(name, (number >>> from) & (2 ** PLACES[name].bits - 1));
    from += PLACES[name].bits;
  }
  return (name) => told.get(name) ?? 0;
}

/** What the number of an outcome stands for. */
export function outcomeOf(number: number): ItemOutcome {
  const told = fieldsIn(number, OUTCOME);
  const flag = (name: FieldName): boolean => told(name) === 1;
  return {
    kind: ITEM_KINDS[told('kind') - 1] ?? null,
    closedReason: CLOSED_REASONS[told('closedReason') - 1] ?? null,
    satisfaction: SATISFACTIONS[told('satisfaction') - 1] ?? null,
    referral: REFERRAL_STATES[told('referral') - 1] ?? null,
    registration: REGISTRATION_STATUSES[told('registration') - 1] ?? null,
    enquiry: ENQUIRY_STATES[told('enquiry') - 1] ?? null,
    confirmedItself: flag('confirmedItself'),
    answered: flag('answered'),
    closed: flag('closed'),
    loopClosed: flag('loopClosed'),
    reopened: flag('reopened'),
    late: flag('late'),
    attended: flag('attended'),
    certified: flag('certified'),
    ofHeldGroup: flag('ofHeldGroup'),
    referralAnswered: flag('referralAnswered'),
  };
}

/** What the number of traits on an axis stands for. Of what is on another axis it says nothing. */
export function traitsOf(axis: Axis, number: number): ItemTraits {
  const told = fieldsIn(number, AXES[axis]);
  const communities = told('communities');
  return {
    kind: ITEM_KINDS[told('kind') - 1] ?? null,
    type: FEEDBACK_TYPES[told('type') - 1] ?? null,
    offerKind: OFFER_KINDS[told('offerKind') - 1] ?? null,
    municipality: MUNICIPALITIES[told('municipality') - 1] ?? null,
    sector: SECTORS[told('sector') - 1] ?? null,
    agency: AGENCIES[told('agency') - 1] ?? null,
    language: LANGUAGES[told('language') - 1] ?? null,
    channel: CHANNELS[told('channel') - 1] ?? null,
    disability: DISABILITIES[told('disability') - 1] ?? null,
    gender: GENDERS[told('gender') - 1] ?? null,
    ageBand: AGE_BANDS[told('ageBand') - 1] ?? null,
    communities: COMMUNITIES.filter((_, bit) => (communities & (1 << bit)) !== 0),
  };
}

const HELD_GROUPS = SEAT_GROUPS.map(
  (group, bit) => `case when (held_seats ->> '${group}')::int > 0 then ${1 << bit} else 0 end`,
).join(' + ');

/** Only who registered or applied has a row of it: nobody else's is looked for. */
const idOf = (kind: ItemKind): string => `case i.kind when '${kind}' then i.id end`;
const moment = (at: string): string => `coalesce(timestamptz_send(${at}), '')`;

/**
 * Of a part of all items a row, by the last bits of their numbers. Whoever is sensitive says so itself, and what is linked to it is listed: a
 * statement that finds the links on its way cannot be shared between processes of the server.
 */
const statementOf = ({ kind, periods, from, asOf }: Counted, hidden: readonly string[]): string =>
  `
  select string_agg(
      int8send(i.counted_codes) || int4send(${beside('late')} | coalesce(r.told, 0) | coalesce(e.told, 0) | coalesce(f.told, 0))
        || int8send(i.figure_number) || timestamptz_send(i.received_at)
        || ${moment('i.first_response_at')} || ${moment(closedAtOf('i'))} || coalesce(f.moments, '') || coalesce(e.amounts, ''),
      ''::bytea)
  from items i
    left join (
      select r.item_id, ${beside('offerKind', 'registration', 'attended', 'certified', 'ofHeldGroup')} as told
      from registrations r join (select id, kind, ${HELD_GROUPS} as held_groups from offers) o on o.id = r.offer_id
        left join (select registration_id from attendance group by registration_id) a on a.registration_id = r.id
        left join certificates d on d.registration_id = r.id
    ) r on r.item_id = ${idOf('registration')}
    left join (
      select e.item_id, ${beside('offerKind', 'enquiry')} as told,
        int8send(coalesce(e.amount_cents, 0)) || int8send(coalesce(e.approved_cents, 0)) as amounts
      from enquiries e join offers o on o.id = e.offer_id
    ) e on e.item_id = ${idOf('enquiry')}
    left join (
      select distinct on (f.item_id) f.item_id, ${beside('referral', 'referralAnswered')} as told,
        case when f.answered_at is not null then timestamptz_send(f.offered_at) || timestamptz_send(f.answered_at) end as moments
      from referrals f order by f.item_id, f.offered_at, f.id) f on f.item_id = i.id
  where i.received_at < ${literal(periods.end)} and not i.sensitive
    ${from === null ? '' : `and i.received_at >= ${literal(from)}`}
    ${kind === 'all' ? '' : `and i.kind = '${kind}'`}
    ${hidden.length === 0 ? '' : `and i.id <> all ('{${hidden.join()}}'::uuid[])`}
  group by i.figure_number & ${PARTS - 1}`.replaceAll(':asOf', literal(asOf));
const PARTS = 2048;

/** An instant in a statement that takes no parameters. */
const literal = (instant: Date): string => `timestamptz '${instant.toISOString()}'`;

/** Every table that is looked up stays in memory; a plan of a second is not worth a second of compiling. */
const SETTINGS = { work_mem: '64MB', jit: 'off', enable_sort: 'off' };

/** Calls back with every item that came before the end, or from a moment on, and is not hidden, in no order. The same object each time: nothing of it is to be kept. */
export async function countItems(database: Database, counted: Counted, each: (told: Told) => void): Promise<void> {
  await database.moment(SETTINGS, async ({ run, copy }) => {
    const hidden = z.array(anId).parse(await run(HIDDEN_BY_A_LINK, []));
    const ids = hidden.map(({ id }) => id);
    const read = reader(counted.periods, each);
    const giveWay = givingWay();
    for await (const bytes of copy(statementOf(counted, ids))) {
      read(bytes);
      await giveWay();
    }
  });
}

/** Where PostgreSQL's instants begin, in microseconds of ours. */
const EPOCH = Date.UTC(2000, 0, 1) * 1000;
const SECOND = 1_000_000;
const WHOLE = 2 ** 32;

function reader(periods: CountedPeriods, each: (told: Told) => void): (bytes: Buffer) => void {
  const words = new Int32Array(WORDS);
  const stretches = PERIOD_BITS.map((name) => ({
    from: periods[name].from.getTime() * 1000 - EPOCH,
    to: periods[name].to.getTime() * 1000 - EPOCH,
  }));
  const told: Told = {
    ...{ outcome: 0, traits: new Int32Array(AXIS_NAMES.length), periods: 0, receivedAt: 0, high: 0, low: 0 },
    lengths: { untilFirstResponse: 0, untilClosed: 0, untilReferralAnswered: 0 },
    amounts: { askedCents: 0, approvedCents: 0 },
  };
  const { traits, lengths, amounts } = told;
  const has = (name: FieldName) => {
    const { word, shift, bits } = PLACES[name];
    const mask = 2 ** bits - 1;
    return () => (((words[word] as number) >>> shift) & mask) !== 0;
  };
  const [answered, closed, referralAnswered] = [has('answered'), has('closed'), has('referralAnswered')];
  const applied = has('enquiry');
  return (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const whole = (at: number): number => view.getInt32(at) * WHOLE + view.getUint32(at + 4);
    let at = 0;
    while (at < bytes.length) {
      for (let word = 0; word < WORDS; word += 1) words[word] = view.getInt32(at + word * 4);
      at += WORDS * 4;
      const low = view.getUint32(at + 4);
      told.high = view.getUint32(at) * 256 + (low >>> 24);
      told.low = low & 0xffffff;
      const received = whole(at + 8);
      at += 16;
      told.periods = periodsOf(received, stretches);
      told.receivedAt = (received + EPOCH) / 1000;
      if (answered()) {
        lengths.untilFirstResponse = (whole(at) - received) / SECOND;
        at += 8;
      }
      if (closed()) {
        lengths.untilClosed = (whole(at) - received) / SECOND;
        at += 8;
      }
      if (referralAnswered()) {
        lengths.untilReferralAnswered = (whole(at + 8) - whole(at)) / SECOND;
        at += 16;
      }
      if (applied()) {
        amounts.askedCents = whole(at);
        amounts.approvedCents = whole(at + 8);
        at += 16;
      }
      told.outcome = gathered(words, OUTCOME_MOVES);
      for (let axis = 0; axis < AXIS_MOVES.length; axis += 1)
        traits[axis] = gathered(words, AXIS_MOVES[axis] as readonly Move[]);
      each(told);
    }
  };
}

/** In microseconds, as PostgreSQL tells them. */
type Moments = { from: number; to: number };
function periodsOf(received: number, stretches: readonly Moments[]): number {
  let bits = BEGINNING;
  for (let index = 0; index < stretches.length; index += 1) {
    const { from, to } = stretches[index] as Moments;
    if (received >= from && received < to) bits |= 1 << index;
  }
  return bits;
}
