import type { Counting } from '../../../db/queries/reports/counted-items.ts';
import type { CountedItem, CountedOffer } from '../../domain/figures/counted-item.ts';
import {
  ALL,
  type Breakdown,
  FIGURES,
  type Figure,
  type FigureName,
  GROUPINGS,
  type Grouping,
  NOT_GIVEN,
} from '../../domain/figures/figures.ts';
import { LAST_LENGTH, type LengthOfTime } from '../../domain/figures/lengths-of-time.ts';
import type { MoneyTally, Tally } from '../../domain/figures/protect.ts';
import { COMPARED } from '../document.ts';

/*
 * Counting: an item after the other, into every group it is in, for every period it came in. What is kept grows with the groups and not with
 * the items.
 */

type Which = (item: CountedItem) => boolean;
type Until = (item: CountedItem) => LengthOfTime | null;
type Cents = (item: CountedItem) => number;
type OfOffer = (offer: CountedOffer) => number;

/** What is counted of items, each once, whichever figures need it. */
type Counter = { which: Which; ofOneKind: boolean };
const COUNTERS: Counter[] = [];
const LENGTHS: { until: Until; counter: number }[] = [];
const MONEY: { cents: Cents; counter: number }[] = [];
const OFFERS: OfOffer[] = [];

/** Which of what is counted makes a figure. */
export type Plan =
  | { by: 'counted'; counter: number }
  | { by: 'share'; part: number; whole: number }
  | { by: 'share_of_all'; counter: number }
  | { by: 'hours'; lengths: number; counter: number; under: 0.5 | 0.9 }
  | { by: 'money'; money: number }
  | { by: 'offers'; sum: number }
  | { by: 'money_of_offers'; money: number; sum: number }
  | { by: 'not_measured' };

function placeIn<One>(list: One[], is: (known: One) => boolean, made: () => One): number {
  const known = list.findIndex(is);
  return known === -1 ? list.push(made()) - 1 : known;
}
const counterOf = (which: Which, ofOneKind: boolean): number =>
  placeIn(
    COUNTERS,
    (known) => known.which === which && known.ofOneKind === ofOneKind,
    () => ({ which, ofOneKind }),
  );
const lengthsOf = (until: Until, ofOneKind: boolean): number =>
  placeIn(
    LENGTHS,
    (known) => known.until === until,
    () => ({ until, counter: counterOf((item) => until(item) !== null, ofOneKind) }),
  );
const moneyOf = (which: Which, cents: Cents): number =>
  placeIn(
    MONEY,
    (known) => known.cents === cents,
    () => ({ cents, counter: counterOf(which, false) }),
  );
const sumOf = (sum: OfOffer): number =>
  placeIn(
    OFFERS,
    (known) => known === sum,
    () => sum,
  );

function planOf({ reckoned }: Figure): Plan {
  switch (reckoned.by) {
    case 'counted':
      return { by: 'counted', counter: counterOf(reckoned.which, false) };
    case 'share': {
      const { which, of, ofOneKind } = reckoned;
      const both: Which = (item) => which(item) && of(item);
      return { by: 'share', part: counterOf(both, ofOneKind), whole: counterOf(of, ofOneKind) };
    }
    case 'share_of_all':
      return { by: 'share_of_all', counter: counterOf(reckoned.which, false) };
    case 'hours': {
      const lengths = lengthsOf(reckoned.until, reckoned.ofOneKind);
      return { by: 'hours', lengths, counter: LENGTHS[lengths]?.counter ?? 0, under: reckoned.under };
    }
    case 'money':
      return { by: 'money', money: moneyOf(reckoned.which, reckoned.cents) };
    case 'offers':
      return { by: 'offers', sum: sumOf(reckoned.sum) };
    case 'money_of_offers':
      return { by: 'money_of_offers', money: moneyOf(reckoned.which, reckoned.cents), sum: sumOf(reckoned.of) };
    case 'not_measured':
      return reckoned;
  }
}

export const PLANS = Object.fromEntries(
  Object.entries<Figure>(FIGURES).map(([name, figure]) => [name, planOf(figure)]),
) as Record<FigureName, Plan>;

const PERIODS = COMPARED.length;
/** Where halves of a number are put together again. */
const HALF = 2n ** 24n;

/** A group of a breakdown, with what was counted in it so far; a place for each period and counter. */
export type Group = {
  codes: readonly string[];
  counts: Float64Array;
  high: Float64Array;
  low: Float64Array;
  cents: Float64Array;
  offers: Float64Array;
  lengths: Map<number, Uint32Array>;
};
export type Tallies = Record<Breakdown, Map<string, Group>>;

function newGroup(codes: readonly string[]): Group {
  const places = PERIODS * COUNTERS.length;
  return {
    codes,
    counts: new Float64Array(places),
    high: new Float64Array(places),
    low: new Float64Array(places),
    cents: new Float64Array(PERIODS * MONEY.length),
    offers: new Float64Array(PERIODS * OFFERS.length),
    lengths: new Map(),
  };
}

export const tallyOf = (group: Group, period: number, counter: number): Tally => {
  const place = period * COUNTERS.length + counter;
  const sum = BigInt(group.high[place] ?? 0) * HALF + BigInt(group.low[place] ?? 0);
  return { count: group.counts[place] ?? 0, sum: sum.toString() };
};
export const moneyTallyOf = (group: Group, period: number, money: number): MoneyTally => {
  const { count, sum } = tallyOf(group, period, MONEY[money]?.counter ?? 0);
  return { count, sum, cents: group.cents[period * MONEY.length + money] ?? 0 };
};
export const ofOffers = (group: Group, period: number, sum: number): number =>
  group.offers[period * OFFERS.length + sum] ?? 0;
export const lengthsIn = (group: Group, period: number, lengths: number): ArrayLike<number> =>
  group.lengths.get(period * LENGTHS.length + lengths) ?? [];

/** Rows of these are of one kind each: there, every kind has its own times and shares. */
const BY_KIND: ReadonlySet<Breakdown> = new Set<Breakdown>(['kind', 'offer_kind']);

const GROUPED = Object.entries(GROUPINGS).map(([name, [first, second]]) => {
  const breakdown = name as Breakdown;
  return { breakdown, byKind: BY_KIND.has(breakdown), first, second };
});

/** Several codes of an item as a list, made once each: this is asked for every item. */
const LISTS = new Map<string, readonly string[]>();
function listOf(codes: string | readonly string[] | null): readonly string[] {
  if (codes !== null && typeof codes !== 'string') return codes;
  const code = codes ?? NOT_GIVEN;
  let list = LISTS.get(code);
  if (!list) {
    list = [code];
    LISTS.set(code, list);
  }
  return list;
}

/** Makes it where it is new. */
export function groupIn(groups: Map<string, Group>, first: string, second?: string): Group {
  const key = second === undefined ? first : `${first} ${second}`;
  let group = groups.get(key);
  if (!group) {
    group = newGroup(second === undefined ? [first] : [first, second]);
    groups.set(key, group);
  }
  return group;
}

/** Nothing yet, of every group there is: a row that stood only where there is somebody would say that there is. */
export function noTallies(): Tallies {
  const tallies = Object.fromEntries(GROUPED.map(({ breakdown }) => [breakdown, new Map()])) as Tallies;
  for (const { breakdown, first, second } of GROUPED)
    for (const one of first ? everyCode(first) : [])
      if (second) for (const other of everyCode(second)) groupIn(tallies[breakdown], one, other);
      else groupIn(tallies[breakdown], one);
  return tallies;
}

const everyCode = ({ list, whole = false }: Grouping): readonly string[] => (whole ? list : [...list, NOT_GIVEN]);

/** Days of `now` have a week and a month. */
export type TimeOf = (day: number) => { week: string; month: string };

/** What one item counts in, and what it adds: found once for all groups that it is in. */
type Adding = {
  counters: number[];
  /** Of each of LENGTHS and MONEY, in their order: null where it adds none. */
  lengths: (LengthOfTime | null)[];
  cents: number[];
};
const nothingToAdd = (): Adding => ({
  counters: [],
  lengths: LENGTHS.map(() => null),
  cents: MONEY.map(() => 0),
});

/**
 * Gives what counts one item into the tallies. `kind`: of what is asked for; of all, times and shares in groups of several kinds are those of
 * feedback.
 */
export function counterInto(tallies: Tallies, kind: CountedItem['kind'] | 'all', timeOf: TimeOf) {
  const [everywhere, amongKinds] = [nothingToAdd(), nothingToAdd()];
  const ways = GROUPED.flatMap(({ breakdown, byKind, first, second }) =>
    first
      ? [{ groups: tallies[breakdown], crossed: new Map<string, Map<string, Group>>(), byKind, first, second }]
      : [],
  );
  return (counting: Counting): void => {
    const { item, periods, day } = counting;
    fill(everywhere, item, false);
    const mixes = kind === 'all' && item.kind !== 'feedback';
    if (mixes) fill(amongKinds, item, true);
    const mixed = mixes ? amongKinds : everywhere;
    for (let way = 0; way < ways.length; way += 1) {
      const { groups, crossed, byKind, first, second } = ways[way] as (typeof ways)[number];
      const adding = byKind ? everywhere : mixed;
      const codes = first.of(item);
      const firsts = typeof codes === 'string' ? codes : listOf(codes);
      if (second) addCrossed(groups, crossed, listOf(codes), listOf(second.of(item)), counting, adding);
      else if (typeof firsts === 'string')
        addTo(groups.get(firsts) ?? groupIn(groups, firsts), counting, adding, periods);
      else for (const one of firsts) addTo(groups.get(one) ?? groupIn(groups, one), counting, adding, periods);
    }
    if ((periods & 1) === 0) return;
    const time = timeOf(day);
    addTo(groupIn(tallies.week, time.week), counting, mixed, 1);
    addTo(groupIn(tallies.month, time.month), counting, mixed, 1);
  };
}

function addCrossed(
  groups: Map<string, Group>,
  crossed: Map<string, Map<string, Group>>,
  firsts: readonly string[],
  seconds: readonly string[],
  counting: Counting,
  adding: Adding,
): void {
  for (const one of firsts) {
    let known = crossed.get(one);
    if (!known) {
      known = new Map();
      crossed.set(one, known);
    }
    for (const other of seconds) {
      let group = known.get(other);
      if (!group) {
        group = groupIn(groups, one, other);
        known.set(other, group);
      }
      addTo(group, counting, adding, counting.periods);
    }
  }
}

/** `amongKinds`: in a group where kinds stand together that this item is not the one of. */
function fill(adding: Adding, item: CountedItem, amongKinds: boolean): void {
  const { counters, lengths, cents } = adding;
  counters.length = 0;
  for (let counter = 0; counter < COUNTERS.length; counter += 1) {
    const { which, ofOneKind } = COUNTERS[counter] as Counter;
    if (!(ofOneKind && (amongKinds || item.confirmedItself)) && which(item)) counters.push(counter);
  }
  for (let index = 0; index < LENGTHS.length; index += 1) {
    const { until, counter } = LENGTHS[index] as (typeof LENGTHS)[number];
    lengths[index] = counters.includes(counter) ? until(item) : null;
  }
  for (let index = 0; index < MONEY.length; index += 1) {
    const { cents: of, counter } = MONEY[index] as (typeof MONEY)[number];
    cents[index] = counters.includes(counter) ? of(item) : 0;
  }
}

function addTo(group: Group, { high, low }: Counting, { counters, lengths, cents }: Adding, periods: number): void {
  const { counts, high: highs, low: lows } = group;
  for (let period = 0; period < PERIODS; period += 1) {
    if ((periods & (1 << period)) === 0) continue;
    const begins = period * COUNTERS.length;
    for (let index = 0; index < counters.length; index += 1) {
      const place = begins + (counters[index] as number);
      counts[place] = (counts[place] as number) + 1;
      highs[place] = (highs[place] as number) + high;
      lows[place] = (lows[place] as number) + low;
    }
    for (let index = 0; index < LENGTHS.length; index += 1)
      addLength(group, period * LENGTHS.length + index, lengths[index] ?? null);
    for (let index = 0; index < MONEY.length; index += 1) {
      const place = period * MONEY.length + index;
      group.cents[place] = (group.cents[place] as number) + (cents[index] as number);
    }
  }
}

function addLength(group: Group, place: number, length: LengthOfTime | null): void {
  if (length === null) return;
  let counted = group.lengths.get(place);
  if (!counted) {
    counted = new Uint32Array(LAST_LENGTH + 1);
    group.lengths.set(place, counted);
  }
  (counted[length] as number) += 1;
}

/** Counts an offer into what an offer has of its own. */
export function countOffer(tallies: Tallies, offer: CountedOffer, periods: number): void {
  const groups = [
    groupIn(tallies.total, ALL),
    groupIn(tallies.municipality, offer.municipality),
    groupIn(tallies.sector, offer.sector),
    groupIn(tallies.agency, offer.agency),
    groupIn(tallies.offer_kind, offer.kind),
  ];
  for (const group of groups)
    for (let period = 0; period < PERIODS; period += 1)
      if ((periods & (1 << period)) !== 0)
        OFFERS.forEach((sum, index) => {
          (group.offers[period * OFFERS.length + index] as number) += sum(offer);
        });
}
