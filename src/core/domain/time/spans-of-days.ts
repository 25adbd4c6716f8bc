import { localParts } from './local-time.ts';

/** Days on the programme's clock, both included: `2026-01-01`. */
export type SpanOfDays = { from: string; to: string };

export const QUICK_SPANS = ['this_month', 'last_month', 'last_quarter'] as const;
export type QuickSpan = (typeof QUICK_SPANS)[number];

/** From the first day of a month, counted from year 0, so many months long. */
function monthsFrom(index: number, months: number): SpanOfDays {
  const first = (at: number) => new Date(Date.UTC(Math.floor(at / 12), at % 12, 1));
  const last = new Date(first(index + months).getTime() - 86_400_000);
  return { from: first(index).toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}

function monthOf(now: Date): number {
  const [year, month] = localParts(now).day.split('-').map(Number) as [number, number];
  return year * 12 + month - 1;
}

export const lastMonth = (now: Date): SpanOfDays => monthsFrom(monthOf(now) - 1, 1);
export const lastQuarter = (now: Date): SpanOfDays => monthsFrom(Math.floor(monthOf(now) / 3) * 3 - 3, 3);

/** The week from Monday to Sunday before the one that runs. */
export function lastWeek(now: Date): SpanOfDays {
  const today = Date.parse(`${localParts(now).day}T00:00:00Z`);
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
  const day = (ago: number) => new Date(today - ago * 86_400_000).toISOString().slice(0, 10);
  return { from: day(sinceMonday + 7), to: day(sinceMonday + 1) };
}

/** What people mean by these words today. The month that runs ends today. */
export function quickSpan(span: QuickSpan, now: Date): SpanOfDays {
  if (span === 'last_month') return lastMonth(now);
  if (span === 'last_quarter') return lastQuarter(now);
  const { day } = localParts(now);
  return { from: day.replace(/\d\d$/, '01'), to: day };
}
