import { localParts, nextDay, startOfDay } from '../time/local-time.ts';

/** Days in the programme's zone, both included: `2026-01-01`. */
export type Days = { from: string; to: string };
/** From an instant to before another. */
export type Stretch = { from: Date; to: Date };

const MONTH = /^(\d{4})-(\d{2})-(\d{2})$/;

function partsOf(day: string): { year: number; month: number; date: number } {
  const [, year, month, date] = MONTH.exec(day) ?? [];
  return { year: Number(year), month: Number(month), date: Number(date) };
}
const dayOf = (year: number, month: number, date: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

/** Years before it have no four digits that a calendar reads, and nothing was in them. */
const FIRST_YEAR = 100;

/** The first day of the month of a day. */
export function firstOfMonth(day: string): string {
  const { year, month } = partsOf(day);
  return dayOf(year, month, 1);
}

/** The day so many months on; where the month is too short, its last. */
function shiftMonths(day: string, months: number): string {
  const { year, month, date } = partsOf(day);
  const index = year * 12 + month - 1 + months;
  const [inYear, inMonth] = [Math.floor(index / 12), (index % 12) + 1];
  if (inYear < FIRST_YEAR) return dayOf(FIRST_YEAR, 1, 1);
  return dayOf(inYear, inMonth, Math.min(date, lastDateOf(dayOf(inYear, inMonth, 1))));
}
const lastDateOf = (first: string): number => partsOf(nextDay(firstOfMonth(nextDay(first, 31)), -1)).date;

/** The first of the next month, of the first of one. */
export const nextMonth = (first: string): string => shiftMonths(first, 1);
const isLastOfMonth = (day: string): boolean => partsOf(nextDay(day)).date === 1;

/** How many days a period has. */
export const daysIn = ({ from, to }: Days): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

/** The first day of the month that an instant is in. */
export const monthOf = (instant: Date): string => firstOfMonth(localParts(instant).day);

/** The period before: as many whole months where these are whole months, else as many days. */
export function daysBefore(period: Days): Days {
  const to = nextDay(period.from, -1);
  if (partsOf(period.from).date !== 1 || !isLastOfMonth(period.to))
    return { from: nextDay(period.from, -daysIn(period)), to };
  const [first, last] = [partsOf(period.from), partsOf(period.to)];
  const months = (last.year - first.year) * 12 + last.month - first.month + 1;
  return { from: shiftMonths(period.from, -months), to };
}

/** The same days a year ago; a month that ends there ended there then too. */
export function yearBefore({ from, to }: Days): Days {
  const last = shiftMonths(to, -12);
  const { year, month } = partsOf(last);
  return {
    from: shiftMonths(from, -12),
    to: isLastOfMonth(to) ? dayOf(year, month, lastDateOf(firstOfMonth(last))) : last,
  };
}

/** Before the first year that a day can be written of, nothing was. */
const NEVER = new Date(0);

/** Its instants on the programme's clock, across a change of the clock too. */
export const stretchOf = ({ from, to }: Days): Stretch => ({
  from: startOfDay(from) ?? NEVER,
  to: startOfDay(to, 1) ?? NEVER,
});

/** The Monday of the week, or the first of the month, of a day. */
export const weekOf = (day: string): string => nextDay(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
