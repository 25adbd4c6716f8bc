import { type CountedPeriods, countItems } from '../../../db/queries/reports/counted-items.ts';
import { readCountedOffers } from '../../../db/queries/reports/counted-offers.ts';
import { readFirstReceived } from '../../../db/queries/reports/first-received.ts';
import type { ItemKind } from '../../domain/codes.ts';
import {
  type Days,
  daysBefore,
  firstOfMonth,
  monthOf,
  nextMonth,
  type Stretch,
  stretchOf,
  weekOf,
  yearBefore,
} from '../../domain/figures/compared-periods.ts';
import {
  ALL,
  BREAKDOWNS,
  type Breakdown,
  FIGURES,
  type Figure,
  type FigureName,
  GROUPINGS,
  NOT_GIVEN,
} from '../../domain/figures/figures.ts';
import { percentileOf } from '../../domain/figures/lengths-of-time.ts';
import { EXACTLY, type Showing } from '../../domain/figures/protect.ts';
import { givingWay } from '../../domain/time/give-way.ts';
import { localParts, nextDay } from '../../domain/time/local-time.ts';
import type { Line } from '../../line.ts';
import { COMPARED, type Compared, type FigureRow, type FigureTable, type Value } from '../document.ts';
import {
  counting,
  countOffer,
  type Group,
  groupIn,
  lengthsIn,
  moneyTallyOf,
  noTallies,
  ofOffers,
  PLANS,
  type Tallies,
  type TimeOf,
  tallyOf,
} from './tallies.ts';

/** Whether a figure has a place in a table. */
export type Stands = (figure: FigureName, breakdown: Breakdown) => boolean;

export type Figures = {
  compared: { before: Days; yearAgo: Days; beginning: Days | null };
  tables: readonly FigureTable[];
};

/** What stands beside a period: all that a report compares it with, or the period before alone, for which only the items of both are read. */
export type Beside = 'all' | 'before';

/**
 * Every figure of a period by every breakdown, as `showing` lets it be seen; and where it `stands`. `beginning` and what is null before it go by the month of the
 * first item, not by its day.
 */
export async function readFigures(
  line: Line,
  {
    period,
    kind,
    showing,
    stands,
    beside,
  }: { period: Days; kind: ItemKind | 'all'; showing: Showing; stands: Stands; beside: Beside },
): Promise<Figures> {
  const { read } = line.database;
  const [before, yearAgo] = [daysBefore(period), yearBefore(period)];
  const now = stretchOf(period);
  const periods: CountedPeriods = { now, before: stretchOf(before), yearAgo: stretchOf(yearAgo), end: now.to };
  const tallies = noTallies();
  const first = await readFirstReceived(read);
  const { count, addTo } = counting(kind, timeOfHours(), showing === EXACTLY);
  const from = beside === 'before' ? periods.before.from : null;
  await countItems(line.database, { kind, periods, from, asOf: line.now() }, count);
  await addTo(tallies);
  for (const offer of await readCountedOffers(read, periods)) countOffer(tallies, offer, offer.periods);
  const since = first === null ? null : monthOf(first);
  const begun = since === null ? null : stretchOf({ from: since, to: since }).from;
  const compared: readonly string[] = beside === 'before' ? ['now', 'before'] : COMPARED;
  const lived = COMPARED.map((name) => compared.includes(name) && isLived(begun, name, periods));
  if (since !== null) fillTime(tallies, laterOf(since, period.from), earlierOf(period.to, localParts(line.now()).day));
  return {
    compared: {
      before,
      yearAgo,
      beginning: since === null || since > period.to || beside === 'before' ? null : { from: since, to: period.to },
    },
    tables: await tablesOf(tallies, lived, showing, stands),
  };
}

const laterOf = (one: string, other: string) => (one > other ? one : other);
const earlierOf = (one: string, other: string) => (one < other ? one : other);

/** A week in which nobody wrote is a week too. */
function fillTime(tallies: Tallies, from: string, to: string): void {
  for (let day = weekOf(from); day <= to; day = nextDay(day, 7)) groupIn(tallies.week, day);
  for (let day = firstOfMonth(from); day <= to; day = nextMonth(day)) groupIn(tallies.month, day);
}

/** Before the line there were none, which is not the same as that nobody wrote. */
function isLived(since: Date | null, name: (typeof COMPARED)[number], periods: CountedPeriods): boolean {
  if (name === 'now') return true;
  const { to }: Pick<Stretch, 'to'> = name === 'beginning' ? { to: periods.end } : periods[name];
  return since !== null && to > since;
}

const HOUR_MS = 3_600_000;

/** Of the hours that somebody wrote in there are few; the clock there changes between two of them. */
function timeOfHours(): TimeOf {
  const known = new Map<number, { week: string; month: string }>();
  return (instant) => {
    const hour = Math.floor(instant / HOUR_MS);
    let time = known.get(hour);
    if (!time) {
      const { day } = localParts(new Date(hour * HOUR_MS));
      time = { week: weekOf(day), month: firstOfMonth(day) };
      known.set(hour, time);
    }
    return time;
  };
}

async function tablesOf(
  tallies: Tallies,
  lived: readonly boolean[],
  showing: Showing,
  stands: Stands,
): Promise<FigureTable[]> {
  const total = tallies.total.get(ALL);
  const tables: FigureTable[] = [];
  const giveWay = givingWay();
  for (const breakdown of Object.keys(BREAKDOWNS) as Breakdown[]) {
    const figures = figuresBy(breakdown).filter((figure) => stands(figure, breakdown));
    if (figures.length === 0) continue;
    const rows: FigureRow[] = [];
    // A week or a month is a part of the period: nothing stands beside it.
    const compared = breakdown === 'week' || breakdown === 'month' ? [true, false, false, false] : lived;
    for (const group of inOrder(breakdown, [...tallies[breakdown].values()])) {
      rows.push({
        groups: group.codes,
        cells: figures.map((figure) => comparedOf(figure, group, total, compared, showing)),
      });
      await giveWay();
    }
    tables.push({ name: breakdown, breakdown, figures, rows, chart: null });
  }
  return tables;
}

const figuresBy = (breakdown: Breakdown): FigureName[] =>
  (Object.keys(FIGURES) as FigureName[]).filter((name) => {
    const { breakdowns }: Figure = FIGURES[name];
    return breakdowns.includes(breakdown);
  });

/** As the lists have them, who did not say last; days by the calendar. */
function inOrder(breakdown: Breakdown, groups: Group[]): Group[] {
  const lists = GROUPINGS[breakdown];
  const rank = (code: string, index: number): number => {
    const at = lists[index]?.list.indexOf(code) ?? -1;
    return code === NOT_GIVEN ? Number.MAX_SAFE_INTEGER : at === -1 ? Number.MAX_SAFE_INTEGER - 1 : at;
  };
  return groups.toSorted((one, other) => {
    for (const [index, code] of one.codes.entries()) {
      const against = other.codes[index] ?? '';
      const by = rank(code, index) - rank(against, index) || (code < against ? -1 : code > against ? 1 : 0);
      if (by !== 0) return by;
    }
    return 0;
  });
}

function comparedOf(
  figure: FigureName,
  group: Group,
  total: Group | undefined,
  lived: readonly boolean[],
  showing: Showing,
): Compared {
  const values = COMPARED.map((name, period) => [
    name,
    lived[period] ? shownOf(figure, group, total, period, showing) : null,
  ]);
  return Object.fromEntries(values) as Compared;
}

function shownOf(figure: FigureName, group: Group, total: Group | undefined, period: number, showing: Showing): Value {
  const plan = PLANS[figure];
  switch (plan.by) {
    case 'counted':
      return showing.count(tallyOf(group, period, plan.counter));
    case 'share':
      return showing.share(tallyOf(group, period, plan.part), tallyOf(group, period, plan.whole));
    case 'share_of_all':
      return total ? showing.share(tallyOf(group, period, plan.counter), tallyOf(total, period, plan.counter)) : null;
    case 'hours': {
      const hours = percentileOf(lengthsIn(group, period, plan.lengths), plan.under);
      const contributions = tallyOf(group, period, plan.counter);
      return plan.under === 0.5 ? showing.median(hours, contributions) : showing.percentile90(hours, contributions);
    }
    case 'money':
      return showing.money(moneyTallyOf(group, period, plan.money));
    case 'offers':
      return ofOffers(group, period, plan.sum);
    case 'money_of_offers': {
      const money = showing.money(moneyTallyOf(group, period, plan.money));
      const of = ofOffers(group, period, plan.sum);
      return typeof money === 'number' ? (of === 0 ? null : money / of) : money;
    }
    case 'not_measured':
      return 'not_measured';
  }
}
