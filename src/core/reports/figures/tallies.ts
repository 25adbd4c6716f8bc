import { numbersOn, outcomeOf, type Told, traitsOf } from '../../../db/queries/reports/counted-items.ts';
import type { ItemKind } from '../../domain/codes.ts';
import {
  type Amount,
  AXES,
  type Axis,
  type CountedOffer,
  type ItemOutcome,
  type ItemTraits,
  LENGTHS,
  type Length,
} from '../../domain/figures/counted-item.ts';
import {
  ALL,
  type Breakdown,
  everything,
  FIGURES,
  type Figure,
  type FigureName,
  GROUPINGS,
  type Grouping,
  NOT_GIVEN,
} from '../../domain/figures/figures.ts';
import { LAST_LENGTH, lengthOf } from '../../domain/figures/lengths-of-time.ts';
import type { MoneyTally, Tally } from '../../domain/figures/protect.ts';
import { givingWay } from '../../domain/time/give-way.ts';
import { COMPARED } from '../document.ts';

/*
 * Counting: an item after the other, once on each axis, into the cell of its traits there and of the periods it came in. At the end the cells are
 * added to every group that they are in. What is kept grows with the cells, which are as many as the traits that occur together, and not with the
 * items.
 */

type Which = (outcome: ItemOutcome) => boolean;
type OfOffer = (offer: CountedOffer) => number;

/** What is counted of items, each once, whichever figures need it. */
type Counter = { which: Which; ofOneKind: boolean };
const COUNTERS: Counter[] = [];
const TIMES: { until: Length; counter: number }[] = [];
const MONEY: { cents: Amount; counter: number }[] = [];
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
const lengthsOf = (until: Length, ofOneKind: boolean): number =>
  placeIn(
    TIMES,
    (known) => known.until === until,
    () => ({ until, counter: counterOf(LENGTHS[until], ofOneKind) }),
  );
const moneyOf = (which: Which, cents: Amount): number =>
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
      return {
        by: 'share',
        part: counterOf(of === everything ? which : both, ofOneKind),
        whole: counterOf(of, ofOneKind),
      };
    }
    case 'share_of_all':
      return { by: 'share_of_all', counter: counterOf(reckoned.which, false) };
    case 'hours': {
      const lengths = lengthsOf(reckoned.until, reckoned.ofOneKind);
      return { by: 'hours', lengths, counter: TIMES[lengths]?.counter ?? 0, under: reckoned.under };
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
  group.lengths.get(period * TIMES.length + lengths) ?? [];

/** Rows of these are of one kind each: there, every kind has its own times and shares. */
const BY_KIND: ReadonlySet<Breakdown> = new Set<Breakdown>(['kind', 'offer_kind']);

const GROUPED = Object.entries(GROUPINGS).map(([name, [first, second]]) => ({
  breakdown: name as Breakdown,
  first,
  second,
}));

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

/** The week and the month of an instant, on the programme's calendar. */
export type TimeOf = (instant: number) => { week: string; month: string };

/** What was counted of the same traits on an axis in the same periods: of each counter how many, and both halves of the sum of their numbers. */
type Cell = { sums: Float64Array; cents: Float64Array; lengths: Lengths[] };
/** Of a few, each; of more, how many there are of each: most cells have a few. */
type Lengths = { few: number[]; many: Uint32Array | null };
const FEW = 64;
const SUMS = 3;
const newCell = (): Cell => ({
  sums: new Float64Array(SUMS * COUNTERS.length),
  cents: new Float64Array(MONEY.length),
  lengths: TIMES.map(() => ({ few: [], many: null })),
});

/** What an outcome adds: where its counters stand among the sums of a cell, and which of TIMES and MONEY it has. */
type Adding = { sums: Int32Array; times: readonly number[]; money: readonly number[] };

/** `apart`: where kinds stand together that this item is not the one of. */
function addingOf(outcome: ItemOutcome, apart: boolean): Adding {
  const counted = COUNTERS.flatMap(({ which, ofOneKind }, counter) =>
    !(ofOneKind && (apart || outcome.confirmedItself)) && which(outcome) ? [counter] : [],
  );
  const having = (list: readonly { counter: number }[]) =>
    list.flatMap(({ counter }, index) => (counted.includes(counter) ? [index] : []));
  return { sums: Int32Array.from(counted, (counter) => counter * SUMS), times: having(TIMES), money: having(MONEY) };
}

/** Of each traits on an axis, by the periods. */
type Cells = (Mixes | undefined)[];
type Mixes = (Cell | undefined)[];

const NOW = 1;
const AXIS_NAMES = Object.keys(AXES) as Axis[];
/** On the axis on which kinds stand, times and shares are counted for each kind, and are left out where a group is of several. */
const KINDS = AXIS_NAMES.indexOf('about');

export type Counting = {
  /** Counts an item. */
  count(told: Told): void;
  /** Adds all that was counted to the groups it belongs to. */
  addTo(tallies: Tallies): Promise<void>;
};

/**
 * `kind`: of what is asked for; of all, times and shares in groups of several kinds are those of feedback. `exact`: nobody needs the sums of the
 * numbers, which only decide how a cell is rounded.
 */
export function counting(kind: ItemKind | 'all', timeOf: TimeOf, exact: boolean): Counting {
  const onAxes = AXIS_NAMES.map((axis): Cells => Array.from({ length: numbersOn(axis) }));
  const weeks = new Map<string, Cell>();
  const months = new Map<string, Cell>();
  const known = new Map<number, { byKind: Adding; together: Adding }>();
  const addingsOf = (number: number) => {
    const outcome = outcomeOf(number);
    const byKind = addingOf(outcome, false);
    const together = kind === 'all' && outcome.kind !== 'feedback' ? addingOf(outcome, true) : byKind;
    const addings = { byKind, together };
    known.set(number, addings);
    return addings;
  };
  const add = exact ? addExactly : addWithNumbers;
  const steps = new Int32Array(TIMES.length);
  return {
    count: (told) => {
      const { outcome, traits, periods } = told;
      const { byKind, together } = known.get(outcome) ?? addingsOf(outcome);
      for (const index of byKind.times)
        steps[index] = lengthOf(told.lengths[(TIMES[index] as (typeof TIMES)[number]).until]);
      for (let axis = 0; axis < traits.length; axis += 1) {
        const cells = onAxes[axis] as Cells;
        const number = traits[axis] as number;
        const cell = cells[number]?.[periods] ?? newCellIn(cells, number, periods);
        add(cell, axis === KINDS ? byKind : together, told, steps);
      }
      if ((periods & NOW) === 0) return;
      const { week, month } = timeOf(told.receivedAt);
      add(cellAt(weeks, week), together, told, steps);
      add(cellAt(months, month), together, told, steps);
    },
    addTo: async (tallies) => {
      const giveWay = givingWay();
      for (const [index, axis] of AXIS_NAMES.entries())
        for (const [traits, cells] of onAxes[index]?.entries() ?? []) {
          if (!cells) continue;
          addCells(tallies, axis, traitsOf(axis, traits), cells, kind);
          await giveWay();
        }
      for (const [week, cell] of weeks) addCell(groupIn(tallies.week, week), cell, NOW, EVERY_COUNTER);
      for (const [month, cell] of months) addCell(groupIn(tallies.month, month), cell, NOW, EVERY_COUNTER);
    },
  };
}

function newCellIn(cells: Cells, traits: number, periods: number): Cell {
  const [mixes, cell] = [cells[traits] ?? [], newCell()];
  cells[traits] = mixes;
  mixes[periods] = cell;
  return cell;
}

function cellAt<Key>(cells: Map<Key, Cell>, key: Key): Cell {
  let cell = cells.get(key);
  if (!cell) {
    cell = newCell();
    cells.set(key, cell);
  }
  return cell;
}

function addExactly(cell: Cell, adding: Adding, told: Told, steps: Int32Array): void {
  const { sums } = cell;
  for (let index = 0; index < adding.sums.length; index += 1) {
    const place = adding.sums[index] as number;
    sums[place] = (sums[place] as number) + 1;
  }
  addAmounts(cell, adding, told, steps);
}

function addWithNumbers(cell: Cell, adding: Adding, told: Told, steps: Int32Array): void {
  const { sums } = cell;
  const { high, low } = told;
  for (let index = 0; index < adding.sums.length; index += 1) {
    const place = adding.sums[index] as number;
    sums[place] = (sums[place] as number) + 1;
    sums[place + 1] = (sums[place + 1] as number) + high;
    sums[place + 2] = (sums[place + 2] as number) + low;
  }
  addAmounts(cell, adding, told, steps);
}

function addAmounts({ lengths, cents }: Cell, { times, money }: Adding, told: Told, steps: Int32Array): void {
  for (let index = 0; index < times.length; index += 1) {
    const time = times[index] as number;
    addLength(lengths[time] as Lengths, steps[time] as number);
  }
  for (let index = 0; index < money.length; index += 1) {
    const at = money[index] as number;
    cents[at] = (cents[at] as number) + told.amounts[(MONEY[at] as (typeof MONEY)[number]).cents];
  }
}

/** Which counters of a cell are added. */
type Counted = (counter: number) => boolean;
const EVERY_COUNTER: Counted = () => true;
const OF_SEVERAL_KINDS: Counted = (counter) => COUNTERS[counter]?.ofOneKind === false;

/** Every breakdown whose traits stand on the axis. */
const BREAKDOWNS_ON = Object.fromEntries(
  AXIS_NAMES.map((axis) => {
    const traits: readonly (keyof ItemTraits)[] = AXES[axis];
    const stands = (grouping: Grouping | undefined) => !grouping || traits.includes(grouping.trait);
    return [axis, GROUPED.filter(({ first, second }) => first && stands(first) && stands(second))];
  }),
) as Record<Axis, typeof GROUPED>;

function addCells(tallies: Tallies, axis: Axis, traits: ItemTraits, cells: Mixes, kind: ItemKind | 'all'): void {
  for (const { breakdown, first, second } of BREAKDOWNS_ON[axis]) {
    // On the other axes, what is of feedback alone was left out as it was counted.
    const leftOut = axis === 'about' && kind === 'all' && traits.kind !== 'feedback' && !BY_KIND.has(breakdown);
    const counted = leftOut ? OF_SEVERAL_KINDS : EVERY_COUNTER;
    for (const one of first ? codesOf(first, traits) : [])
      for (const other of second ? codesOf(second, traits) : [undefined])
        addMixes(groupIn(tallies[breakdown], one, other), cells, counted);
  }
}

function addMixes(group: Group, cells: Mixes, counted: Counted): void {
  for (const [periods, cell] of cells.entries()) if (cell) addCell(group, cell, periods, counted);
}

function codesOf(grouping: Grouping, traits: ItemTraits): readonly string[] {
  const codes = grouping.of(traits) ?? NOT_GIVEN;
  return typeof codes === 'string' ? [codes] : codes;
}

function addCell(group: Group, cell: Cell, periods: number, counted: Counted): void {
  for (let period = 0; period < PERIODS; period += 1) {
    if ((periods & (1 << period)) === 0) continue;
    for (let counter = 0; counter < COUNTERS.length; counter += 1) {
      if (!counted(counter)) continue;
      const [place, at] = [period * COUNTERS.length + counter, counter * SUMS];
      plus(group.counts, place, cell.sums[at]);
      plus(group.high, place, cell.sums[at + 1]);
      plus(group.low, place, cell.sums[at + 2]);
    }
    for (const [index, { counter }] of TIMES.entries())
      if (counted(counter)) addLengths(group, period * TIMES.length + index, cell.lengths[index] as Lengths);
    for (const [index, { counter }] of MONEY.entries())
      if (counted(counter)) plus(group.cents, period * MONEY.length + index, cell.cents[index]);
  }
}

function plus(sums: Float64Array | Uint32Array, place: number, added = 0): void {
  sums[place] = (sums[place] ?? 0) + added;
}

function addLength(lengths: Lengths, step: number): void {
  const { few, many } = lengths;
  if (many) many[step] = (many[step] as number) + 1;
  else if (few.length < FEW) few.push(step);
  else {
    const counted = new Uint32Array(LAST_LENGTH + 1);
    for (const one of [...few, step]) plus(counted, one, 1);
    lengths.many = counted;
    lengths.few = [];
  }
}

function addLengths(group: Group, place: number, { few, many }: Lengths): void {
  if (few.length === 0 && !many) return;
  let counted = group.lengths.get(place);
  if (!counted) {
    counted = new Uint32Array(LAST_LENGTH + 1);
    group.lengths.set(place, counted);
  }
  for (const step of few) plus(counted, step, 1);
  if (many) for (let step = 0; step < many.length; step += 1) plus(counted, step, many[step]);
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
          plus(group.offers, period * OFFERS.length + index, sum(offer));
        });
}
