import type { ItemKind } from '../codes.ts';
import { BREAKDOWNS, type Breakdown, type FigureName } from './figures.ts';
import { type Draw, roundMoneyRandomly, roundRandomly } from './round-randomly.ts';

/** A cell as the database counts it: how many, and the sum of their `items.figure_number`, which tells this cell from every other. */
export type Tally = { count: number; sum: string };
/** Of a tally whose items bring an amount each: integer euro cents. */
export type MoneyTally = Tally & { cents: number };

/** `null`: there is nothing of it. `few`: too few for it to be shown. */
export type Shown = number | null | 'few';

/** All that a reader may be shown of a tally. Everything printed of items goes through one of these. */
export type Showing = {
  count(tally: Tally): number;
  /** From 0 to 1. */
  share(part: Tally, whole: Tally): Shown;
  median(hours: number | null, contributions: Tally): Shown;
  percentile90(hours: number | null, contributions: Tally): Shown;
  /** Integer euro cents. */
  money(tally: MoneyTally): Shown;
};

/** Rounded, so from how many on the whole of a share, the contributions of a figure must be. */
export const ENOUGH = { share: 20, median: 10, percentile90: 20, money: 10 } as const;
const HALF_A_DAY = 12;

/**
 * Where a table crosses two things said of people (gender by youth, gender by community), these alone stand in a file for sharing, and in that
 * of all kinds alone. A figure that is of one kind of item would be the same table of that kind by another door, and the more tables share
 * their sums the nearer the bounds of a small count come (docs/decisions/0065).
 */
const CROSSED: ReadonlySet<FigureName> = new Set<FigureName>(['received', 'share_of_received', 'answered', 'closed']);

/** Which figure may stand by which breakdown in a file for sharing of this kind. The one rule of it. */
export const mayShare = (figure: FigureName, breakdown: Breakdown, kind: ItemKind | 'all'): boolean =>
  BREAKDOWNS[breakdown].length < 2 || (kind === 'all' && CROSSED.has(figure));

/** What leads work with. */
export const EXACTLY: Showing = {
  count: ({ count }) => count,
  share: (part, whole) => (whole.count === 0 ? null : part.count / whole.count),
  median: (hours) => hours,
  percentile90: (hours) => hours,
  money: ({ cents }) => cents,
};

/**
 * What is for sharing. Everything is decided by the rounded counts alone, so that no figure tells of a count more than its cell does: where
 * none is shown there is nothing of it, be there none or a few.
 */
export function toShare(drawOf: (sum: string) => Draw): Showing {
  const count = (tally: Tally) => roundRandomly(tally.count, drawOf(tally.sum));
  const from = (enough: number, tally: Tally, value: () => number | null): Shown => {
    const shown = count(tally);
    return shown === 0 ? null : shown < enough ? 'few' : value();
  };
  const hours = (enough: number) => (exact: number | null, tally: Tally) =>
    from(enough, tally, () => (exact === null ? null : Math.round(exact / HALF_A_DAY) * HALF_A_DAY));
  return {
    count,
    share: (part, whole) => from(ENOUGH.share, whole, () => Math.min(1, count(part) / count(whole))),
    median: hours(ENOUGH.median),
    percentile90: hours(ENOUGH.percentile90),
    // As much as so many would come to as are shown: where each asks for the most that there is, money told how many there are.
    money: (tally) =>
      from(ENOUGH.money, tally, () =>
        roundMoneyRandomly(Math.round((tally.cents * count(tally)) / tally.count), drawOf(tally.sum)),
      ),
  };
}
