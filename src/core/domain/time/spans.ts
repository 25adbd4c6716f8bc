import type { SayValue } from '../say.ts';

/** A length of time as people say it. */
export type Span = { unit: 'hours' | 'days' | 'months' | 'years'; count: number };

const YEAR = 365.2425;
const MONTH = YEAR / 12;
/** Fewer days than these are said as days. */
const MONTHS_FROM = 60;
const DAYS_FROM_HOURS = 72;

/** Nobody reads "730 days": that is two years, and 180 are six months. What is no whole number of either stays days. */
export function spanOfDays(days: number): Span {
  return (
    inWhole(days, 'years', YEAR, 365, days >= 365) ??
    inWhole(days, 'months', MONTH, 30, days >= MONTHS_FROM) ?? { unit: 'days', count: days }
  );
}

/** So many of a unit, whether they were reckoned by the calendar or in round ones. */
function inWhole(days: number, unit: Span['unit'], exact: number, round: number, enough: boolean): Span | null {
  const count = Math.round(days / exact);
  const isWhole = days % round === 0 || Math.abs(days - count * exact) < 1;
  if (!enough || !isWhole) return null;
  return { unit, count: days % round === 0 ? days / round : count };
}

/** A day or two are said in hours, as a promise is; more in days. */
export const spanOfHours = (hours: number): Span =>
  hours >= DAYS_FROM_HOURS && hours % 24 === 0 ? spanOfDays(hours / 24) : { unit: 'hours', count: hours };

const said =
  (how: 'lasting' | 'within') =>
  ({ unit, count }: Span): SayValue => ({ key: `spans:${how}.${unit}`, values: { count } });

/** How long it lasts: "you have 14 days", "2 years after that". */
export const lasting = said('lasting');
/** After a word that bends it: "within 24 hours", "after 2 years". */
export const within = said('within');
