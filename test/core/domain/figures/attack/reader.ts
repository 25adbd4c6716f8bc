import { COMMUNITIES } from '../../../../../src/core/domain/codes.ts';
import { firstOfMonth, weekOf } from '../../../../../src/core/domain/figures/compared-periods.ts';
import { FIGURES, type FigureName } from '../../../../../src/core/domain/figures/figures.ts';
import { ENOUGH, mayShare, toShare } from '../../../../../src/core/domain/figures/protect.ts';
import { COUNT_BASE, type Draw } from '../../../../../src/core/domain/figures/round-randomly.ts';
import { nextDay } from '../../../../../src/core/domain/time/local-time.ts';
import { REPORT_KINDS } from '../../../../../src/core/reports/report.ts';
import { type Puzzle, UNKNOWN } from './solve.ts';
import { type Item, LISTS } from './world.ts';

/*
 * Everything that stands in all shared files of some periods, of all kinds together, and every rule between it that a reader knows. What no
 * file says, such as what lies between two periods, has a place too, so that rules reach across it.
 */

/** Days of a world from 0 on, the last not included. */
export type Span = readonly [from: number, to: number];
/** Two that neighbour, and one that overlaps with both. */
export const OVERLAPPING: readonly Span[] = [
  [60, 150],
  [150, 240],
  [105, 195],
];
/** Three months, and the quarter that they make. */
export const MONTHLY: readonly Span[] = [
  [90, 120],
  [120, 150],
  [150, 180],
  [90, 180],
];

/** The day of a world's day 0: a Wednesday in the middle of a month, so that no period is of whole weeks or months. */
export const dayOf = (day: number): string => nextDay('2025-01-15', day);

/** What the columns of a file are of: the period, as many days before it, and from the beginning. A world begins on its day 0. */
export const columnsOf = ([from, to]: Span) => ({
  now: [from, to] as Span,
  before: [Math.max(0, 2 * from - to), from] as Span,
  beginning: [0, to] as Span,
});

/** The weeks, or the months, of a period, as far as they lie in it. */
export function partsOf([from, to]: Span, startOf: (day: string) => string): Map<string, Span> {
  const parts = new Map<string, Span>();
  for (let day = from; day < to; day += 1) {
    const start = startOf(dayOf(day));
    parts.set(start, [parts.get(start)?.[0] ?? day, day + 1]);
  }
  return parts;
}
export const TIMES = { week: weekOf, month: firstOfMonth } as const;

export const KINDS = ['all', ...(LISTS.kind ?? [])];

/** What files print of every kind, and of one. */
export const OF_EVERY = [
  ...['received', 'answered', 'closed', 'loop_closed', 'reopened', 'satisfied', 'partly_satisfied', 'unsatisfied'],
  ...['overdue', 'referred', 'referrals_accepted'],
];
export const OF_ONE: Readonly<Record<string, readonly string[]>> = {
  feedback: ['acted_upon'],
  registration: ['registered', 'seated', 'attended', 'held_seats_used', 'certificates'],
  enquiry: ['eligible', 'complete', 'approved'],
};
/**
 * What no file prints, but a share or a length of time is of it: the whole of the share of which it is a part, and from how many on it is told
 * apart from `few`. Where a share is shown, its part and its whole are taken for known, which is more than its reader has.
 */
type Behind = { whole?: string; from: readonly number[] };
const BEHIND: Readonly<Record<string, Behind>> = {
  said: { whole: 'said', from: [ENOUGH.share] },
  referral_answered: { from: [ENOUGH.median] },
  in_seat: { whole: 'in_seat', from: [ENOUGH.share] },
  received_by_people: { whole: 'received_by_people', from: [ENOUGH.share] },
  answered_by_people: { whole: 'received_by_people', from: [ENOUGH.median, ENOUGH.percentile90] },
  closed_by_people: { whole: 'received_by_people', from: [ENOUGH.median, ENOUGH.percentile90] },
  loop_closed_by_people: { whole: 'closed_by_people', from: [] },
  overdue_by_people: { whole: 'received_by_people', from: [] },
  said_by_people: { whole: 'said_by_people', from: [ENOUGH.share] },
  satisfied_by_people: { whole: 'said_by_people', from: [] },
};
const BEHIND_OF: Readonly<Record<string, readonly string[]>> = {
  all: ['referral_answered'],
  feedback: ['said', 'referral_answered'],
  registration: ['referral_answered', 'in_seat', ...Object.keys(BEHIND).filter((name) => name.endsWith('_by_people'))],
  enquiry: ['said', 'referral_answered'],
};
const figuresIn = (kind: string): readonly string[] => [
  ...OF_EVERY,
  ...(OF_ONE[kind] ?? []),
  ...(BEHIND_OF[kind] ?? []),
];
/** What is printed is one of the figures of the product. */
const figureNamed = (name: string) => (Object.keys(FIGURES) as FigureName[]).find((figure) => figure === name);

/** What is at most what. */
const PART_OF: readonly (readonly [string, string])[] = [
  ...(['answered', 'closed', 'overdue', 'referred', 'registered', 'eligible', 'received_by_people'] as const).map(
    (part) => [part, 'received'] as const,
  ),
  ...(['loop_closed', 'reopened', 'said', 'acted_upon', 'closed_by_people'] as const).map(
    (part) => [part, 'closed'] as const,
  ),
  ...(['satisfied', 'partly_satisfied', 'unsatisfied', 'said_by_people'] as const).map(
    (part) => [part, 'closed'] as const,
  ),
  ...(['answered_by_people', 'overdue_by_people'] as const).map((part) => [part, 'received_by_people'] as const),
  ['closed_by_people', 'answered_by_people'],
  ['loop_closed_by_people', 'closed_by_people'],
  ['loop_closed_by_people', 'loop_closed'],
  ['said_by_people', 'closed_by_people'],
  ['satisfied_by_people', 'said_by_people'],
  ['satisfied_by_people', 'satisfied'],
  ['closed', 'answered'],
  ['answered_by_people', 'answered'],
  ['overdue_by_people', 'overdue'],
  ['referrals_accepted', 'referral_answered'],
  ['referral_answered', 'referred'],
  ['seated', 'registered'],
  ['in_seat', 'seated'],
  ['attended', 'in_seat'],
  ['held_seats_used', 'seated'],
  ['certificates', 'attended'],
  ['complete', 'eligible'],
  ['approved', 'complete'],
];
/** Who said how it went said one of these. */
const SAID = ['satisfied', 'partly_satisfied', 'unsatisfied'];
const BY_AGE: Readonly<Record<string, string>> = {
  ...{ '15_17': 'youth', '18_24': 'youth', under_15: 'other_ages', '25_59': 'other_ages', '60_plus': 'other_ages' },
  ...{ under_18: 'under_18', undisclosed: 'undisclosed', not_given: 'not_given' },
};
/** Of these everybody has one: no row says that they gave none. */
const WHOLE = ['agency', 'language', 'channel', 'offer_kind'];
const MANY: Readonly<Record<string, readonly string[]>> = { community: COMMUNITIES, ...LISTS };
const SINGLE = Object.keys(LISTS).filter((name) => name !== 'kind' && name !== 'type');

/** `type` is of feedback, the kind of an offer of registrations: in files of other kinds they say nothing that is not known. */
const breakdownsIn = (kind: string): readonly string[] => [
  ...SINGLE,
  ...(kind === 'feedback' ? ['type'] : []),
  ...(kind === 'registration' ? ['offer_kind'] : []),
];
function groupsIn(breakdown: string): readonly string[] {
  if (breakdown === 'youth') return [...new Set(Object.values(BY_AGE))];
  if (breakdown === 'offer_kind') return ['training', 'placement'];
  if (breakdown === 'type') return LISTS.type ?? [];
  const codes = MANY[breakdown] ?? [];
  return WHOLE.includes(breakdown) ? codes : [...codes, 'not_given'];
}

/** The groups of a breakdown that an item is in: of communities, each that was said. */
function groupsOf({ codes, communities }: Item, breakdown: string): readonly string[] {
  if (breakdown === 'community') return communities.length > 0 ? communities : ['not_given'];
  if (breakdown === 'youth') return [BY_AGE[codes.age_band ?? 'not_given'] ?? 'other_ages'];
  return [codes[breakdown] ?? 'not_given'];
}

/** What tables cross. Sector by agency stands in no file; a reader is given it all the same. */
const CROSSINGS = [
  { name: 'gender_youth', one: 'gender', other: 'youth' },
  { name: 'gender_community', one: 'gender', other: 'community' },
  { name: null, one: 'sector', other: 'agency' },
] as const;
const GIVEN = ['received', 'answered', 'closed'];
function crossedIn(kind: string, figure: string) {
  const named = figureNamed(figure);
  const of = REPORT_KINDS.find((one) => one === kind);
  return CROSSINGS.filter(({ name }) =>
    name === null ? GIVEN.includes(figure) : named !== undefined && of !== undefined && mayShare(named, name, of),
  );
}

/** Whether tables that cross two things said of people have this figure. */
export const isCrossed = (figure: string): boolean => crossedIn('all', figure).some(({ name }) => name !== null);

const cellsOf = (kind: string, figure: string): readonly string[] => [
  '',
  // What is no feedback has no type.
  ...(kind === 'all' ? ['type=not_given'] : []),
  ...[...breakdownsIn(kind), 'community'].flatMap((one) => groupsIn(one).map((group) => `${one}=${group}`)),
  ...crossedIn(kind, figure).flatMap(({ one, other }) =>
    groupsIn(one).flatMap((group) => groupsIn(other).map((second) => `${one}=${group}&${other}=${second}`)),
  ),
];
/** Every cell that an item is in, of any file. */
export const cellsWith = (item: Item): readonly string[] => [
  '',
  ...[...SINGLE, 'type', 'offer_kind', 'community'].flatMap((one) =>
    groupsOf(item, one).map((group) => `${one}=${group}`),
  ),
  ...CROSSINGS.flatMap(({ one, other }) =>
    groupsOf(item, one).flatMap((group) => groupsOf(item, other).map((second) => `${one}=${group}&${other}=${second}`)),
  ),
];

/** Of what a reading is: of which periods there are files, and which of their kinds and figures are read together. */
export type Scope = { files: readonly Span[]; kinds: readonly string[]; figures?: readonly string[] };
export const wholly = (files: readonly Span[]): Scope => ({ files, kinds: KINDS });
/** What fewer rules tie together, for a guess that goes over them often. */
export const narrowly = (files: readonly Span[]): Scope => ({
  files,
  kinds: ['all'],
  figures: ['received', 'answered'],
});

/** `names`: of what is printed; of the rest, empty. */
export type Reading = { puzzle: Puzzle; truth: number[]; names: readonly string[] };

export const nameOf = (kind: string, figure: string, cell: string, [from, to]: Span): string =>
  `${kind}|${figure}|${cell}|${from}-${to}`;

/** Where everything has its place, and every rule between the places: the same of every world. */
type Row = { kind: string; figure: string; cell: string; place: number; spans: Spans };
type Layout = {
  rows: readonly Row[];
  names: readonly string[];
  rules: Pick<Puzzle, 'sums' | 'atMost' | 'covered'>;
  /** What is left of a whole: no file says it. */
  rests: readonly { whole: number; parts: readonly number[] }[];
};
const LAYOUTS = new Map<string, Layout>();

export function readingOf(items: readonly Item[], drawOf: (sum: string) => Draw, scope: Scope): Reading {
  const key = JSON.stringify(scope);
  const layout = LAYOUTS.get(key) ?? layoutOf(scope);
  LAYOUTS.set(key, layout);
  const { rows, names, rules, rests } = layout;
  const truth: number[] = [];
  const puzzle: Puzzle = { shown: [], low: [], high: [], ...rules };
  const cells = new Map(items.map((item) => [item, cellsWith(item)]));
  const counted = new Map<string, Map<string, Item[]>>();
  const countedIn = (kind: string, figure: string) => {
    const known = counted.get(`${kind}|${figure}`);
    if (known) return known;
    const found = new Map<string, Item[]>();
    for (const item of items)
      if (item.came[figure] && (kind === 'all' || item.codes.kind === kind))
        for (const cell of cells.get(item) ?? []) {
          const there = found.get(cell);
          if (there) there.push(item);
          else found.set(cell, [item]);
        }
    counted.set(`${kind}|${figure}`, found);
    return found;
  };
  // Many cells are of the same items: each is drawn once.
  const drawn = new Map<string, Draw>();
  const draw = (sum: string): Draw => {
    const known = drawn.get(sum) ?? drawOf(sum);
    drawn.set(sum, known);
    return known;
  };
  const tell = (those: readonly Item[]) => tellOf(those, draw);
  for (const { kind, figure, cell, spans } of rows) {
    const behind = BEHIND[figure];
    const within = countedIn(kind, figure).get(cell) ?? NOBODY;
    const wholes = behind?.whole ? (countedIn(kind, behind.whole).get(cell) ?? NOBODY) : NOBODY;
    for (const [index, span] of spans.every.entries()) {
      const those = dayIn(within, span);
      const said = spans.said.has(index);
      const known = said ? tell(those) : NOTHING_KNOWN;
      const told = said && behind ? hiding(known, behind, tell(dayIn(wholes, span)).shown) : known;
      truth.push(those.length);
      puzzle.shown.push(told.shown);
      puzzle.low.push(told.low);
      puzzle.high.push(told.high);
    }
  }
  for (const { whole, parts } of rests) {
    truth.push(parts.reduce((left, part) => left - (truth[part] ?? 0), truth[whole] ?? 0));
    puzzle.shown.push(UNKNOWN);
    puzzle.low.push(0);
    puzzle.high.push(MOST);
  }
  return { puzzle, truth, names };
}
const NOBODY: readonly Item[] = [];

function layoutOf(scope: Scope): Layout {
  const { files, kinds } = scope;
  const rules: Layout['rules'] = { sums: [], atMost: [], covered: [] };
  const rows: Row[] = [];
  const names: string[] = [];
  const spans = arrange(files);
  const figuresOf = (kind: string) => figuresIn(kind).filter((name) => scope.figures?.includes(name) ?? true);
  const places = new Map<string, number>();
  /** Where the first span of a cell has its place; the others follow. */
  const placeOf = (kind: string, figure: string, cell: string): number => places.get(`${kind}|${figure}|${cell}`) ?? -1;
  for (const kind of kinds)
    for (const figure of figuresOf(kind))
      for (const cell of cellsOf(kind, figure)) {
        const row: Row = { kind, figure, cell, place: names.length, spans: cell === '' ? spans.whole : spans.group };
        places.set(`${kind}|${figure}|${cell}`, row.place);
        rows.push(row);
        for (const [index, span] of row.spans.every.entries())
          names.push(row.spans.said.has(index) && !BEHIND[figure] ? nameOf(kind, figure, cell, span) : '');
      }
  const rests: { whole: number; parts: readonly number[] }[] = [];
  const restOf = (whole: number, parts: readonly number[]): number => {
    rests.push({ whole, parts });
    return names.push('') - 1;
  };
  const add = (whole: number, parts: number[], to = rules.sums) => void to.push({ whole, parts });
  const under = (part: number, whole: number) => void rules.atMost.push([part, whole]);

  for (const { kind, figure, cell, place: mine, spans: here } of rows) {
    for (const { whole, parts } of here.chains)
      add(
        mine + whole,
        parts.map((part) => mine + part),
      );
    const within = PART_OF.flatMap(([part, whole]) => (part === figure ? [placeOf(kind, whole, cell)] : [])).filter(
      (at) => at >= 0,
    );
    const inKinds =
      kind !== 'all'
        ? []
        : cell === 'type=not_given'
          ? kinds.slice(2).map((one) => placeOf(one, figure, ''))
          : kinds.slice(1).map((one) => placeOf(one, figure, cell));
    const isOfKinds = inKinds.length > 0 && inKinds.every((at) => at >= 0);
    const ratings = figure === 'said' || figure === 'unsatisfied' ? SAID.map((one) => placeOf(kind, one, cell)) : [];
    const closed = placeOf(kind, 'closed', cell);
    const received = placeOf(kind, 'received', cell);
    const answered = placeOf(kind, 'answered', cell);
    const byPeople = placeOf(kind, 'answered_by_people', cell);
    for (let index = 0; index < here.every.length; index += 1) {
      const at = (other: number) => other + index;
      for (const whole of within) under(at(mine), at(whole));
      if (isOfKinds) add(at(mine), inKinds.map(at));
      if (figure === 'said') add(at(mine), ratings.map(at));
      // Together they are at most what is closed: the rest is what nobody rated.
      if (figure === 'unsatisfied') add(at(closed), [...ratings.map(at), restOf(at(closed), ratings.map(at))]);
      // Whoever confirmed themselves is among what came and among what was answered.
      if (figure === 'received_by_people') {
        const themselves = restOf(at(received), [at(mine)]);
        add(at(received), [at(mine), themselves]);
        add(at(answered), [at(byPeople), themselves]);
      }
    }
  }
  for (const kind of kinds)
    for (const figure of figuresOf(kind)) {
      const place = (cell: string) => placeOf(kind, figure, cell);
      const all = place('');
      const breakdowns = breakdownsIn(kind).map((one) => groupsIn(one).map((group) => place(`${one}=${group}`)));
      const communities = groupsIn('community').map((group) => place(`community=${group}`));
      const crossings = crossedIn(kind, figure).map(({ one, other }) => ({
        other,
        wholes: groupsIn(one).map((group) => place(`${one}=${group}`)),
        seconds: groupsIn(other).map((second) =>
          other === 'youth'
            ? // Youth is of several ages: with all other ages it is the whole.
              { whole: all, beside: otherAges(second).map((age) => place(`age_band=${age}`)) }
            : { whole: place(`${other}=${second}`), beside: [] },
        ),
        cells: groupsIn(one).map((group) =>
          groupsIn(other).map((second) => place(`${one}=${group}&${other}=${second}`)),
        ),
      }));
      const ofFeedback = kind === 'all' ? placeOf('feedback', figure, '') : -1;
      for (let index = 0; index < spans.group.every.length; index += 1) {
        const at = (other: number) => other + index;
        if (ofFeedback >= 0) add(at(all), [at(ofFeedback), at(place('type=not_given'))]);
        for (const groups of breakdowns) add(at(all), groups.map(at));
        for (const community of communities) under(at(community), at(all));
        add(at(all), communities.map(at), rules.covered);
        for (const { other, wholes, seconds, cells } of crossings) {
          for (const [row, whole] of wholes.entries()) {
            const parts = (cells[row] ?? []).map(at);
            if (other === 'community') {
              for (const part of parts) under(part, at(whole));
              add(at(whole), parts, rules.covered);
            } else add(at(whole), parts);
          }
          for (const [column, { whole, beside }] of seconds.entries())
            add(at(whole), [...cells.map((row) => at(row[column] ?? 0)), ...beside.map(at)]);
        }
      }
    }
  return { rows, names, rules, rests };
}
const otherAges = (youth: string) => groupsIn('age_band').filter((age) => BY_AGE[age] !== youth);

const dayIn = (items: readonly Item[], [from, to]: Span): readonly Item[] => {
  if (items.length === 0) return NOBODY;
  const found: Item[] = [];
  for (const item of items) if (item.day >= from && item.day < to) found.push(item);
  return found;
};

/** A share whose whole is shown to be enough gives away both. */
function hiding(known: Known, { whole, from }: Behind, ofWhole: number): Known {
  if (whole !== undefined && ofWhole >= ENOUGH.share) return known;
  if (from.length === 0) return NOTHING_KNOWN;
  if (known.shown === 0) return { ...NOTHING_KNOWN, high: COUNT_BASE - 1 };
  const reached = from.filter((least) => least <= known.shown).at(-1);
  const next = from.find((least) => least > known.shown);
  return {
    shown: UNKNOWN,
    low: reached === undefined ? 1 : reached - COUNT_BASE + 1,
    high: next === undefined ? MOST : next - 1,
  };
}

type Spans = {
  said: ReadonlySet<number>;
  every: readonly Span[];
  chains: readonly { whole: number; parts: number[] }[];
};
/** What files say of a group, and of the whole, where weeks and months stand too; and what lies between. Of both, what is of groups has the same places. */
function arrange(files: readonly Span[]) {
  const columns = unique(files.flatMap((file) => Object.values(columnsOf(file))));
  const parts = unique(
    files.flatMap((file) => Object.values(TIMES).flatMap((startOf) => [...partsOf(file, startOf).values()])),
  );
  const times = unique([...columns, ...parts]);
  const between = atomsOf(columns).filter((atom) => !columns.includes(atom));
  const group: Spans = withChains([...columns, ...between], atomsOf(columns), columns);
  const said = [...columns, ...between];
  const more = unique([...times, ...atomsOf(times)]).filter((span) => !said.includes(span));
  return { group, whole: withChains([...said, ...more], atomsOf(times), times) };
}
function withChains(every: readonly Span[], atoms: readonly Span[], shown: readonly Span[]): Spans {
  const chains = [
    ...every
      .map((whole) => ({ whole, parts: atoms.filter((atom) => isIn(atom, whole)) }))
      .filter(({ parts }) => parts.length > 1),
    ...chainsOf(shown),
  ];
  return {
    said: new Set(shown.map((span) => every.indexOf(span))),
    every,
    chains: chains.map(({ whole, parts }) => ({
      whole: every.indexOf(whole),
      parts: parts.map((part) => every.indexOf(part)),
    })),
  };
}

/** More than there is of anything. */
const MOST = 9_999;
type Known = { shown: number; low: number; high: number };
const NOTHING_KNOWN: Known = { shown: UNKNOWN, low: 0, high: MOST };

const sumOf = (items: readonly Item[]): string => String(items.reduce((sum, { number }) => sum + number, 0n));
function tellOf(items: readonly Item[], drawOf: (sum: string) => Draw): Known {
  const shown = items.length === 0 ? 0 : toShare(drawOf).count({ count: items.length, sum: sumOf(items) });
  return { shown, low: Math.max(0, shown - COUNT_BASE + 1), high: shown + COUNT_BASE - 1 };
}
const isIn = ([from, to]: Span, [first, last]: Span) => from >= first && to <= last;
const SPANS = new Map<string, Span>();
/** Each once, and the same one every time. */
function unique(spans: readonly Span[]): readonly Span[] {
  return [
    ...new Set(
      spans
        .filter(([from, to]) => from < to)
        .map((span) => {
          const key = span.join();
          const known = SPANS.get(key) ?? span;
          SPANS.set(key, known);
          return known;
        }),
    ),
  ];
}
const ATOMS = new Map<readonly Span[], readonly Span[]>();
/** What lies between all of their ends. */
function atomsOf(spans: readonly Span[]): readonly Span[] {
  let atoms = ATOMS.get(spans);
  if (!atoms) {
    const cuts = [...new Set(spans.flat())].toSorted((one, other) => one - other);
    atoms = unique(cuts.slice(1).map((cut, index) => [cuts[index] ?? 0, cut] as const));
    ATOMS.set(spans, atoms);
  }
  return atoms;
}
type Chain = { whole: Span; parts: Span[] };
const CHAINS = new Map<readonly Span[], readonly Chain[]>();
/** Which of them one after the other make up another: of every two, and what goes on with the shortest steps. */
function chainsOf(spans: readonly Span[]): readonly Chain[] {
  const known = CHAINS.get(spans);
  if (known) return known;
  const chains: Chain[] = [];
  for (const whole of spans) {
    const inside = spans.filter((span) => span !== whole && isIn(span, whole));
    for (const first of inside.filter(([from]) => from === whole[0])) {
      const second = inside.find(([from, to]) => from === first[1] && to === whole[1]);
      if (second) chains.push({ whole, parts: [first, second] });
      const parts = [first];
      for (let at = first[1]; at < whole[1]; ) {
        const next = inside.filter(([from]) => from === at).toSorted(([, one], [, other]) => one - other)[0];
        if (!next) break;
        parts.push(next);
        at = next[1];
      }
      if (parts.length > 2 && parts.at(-1)?.[1] === whole[1]) chains.push({ whole, parts });
    }
  }
  CHAINS.set(spans, chains);
  return chains;
}
