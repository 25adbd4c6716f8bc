import { clockInstant, localParts, nextDay } from './local-time.ts';

/** Times on the programme's clock, `22:00` to `06:00`; `to` before `from` is the next morning. Twice the same: no hour is quiet. */
export type QuietHours = { from: string; to: string };

function minutesOf(time: string): number {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The same instant, or when the quiet hours around it end. */
export function afterQuiet(at: Date, quiet: QuietHours): Date {
  if (quiet.from === quiet.to) return at;
  const { day, time } = localParts(at);
  const [now, from, to] = [minutesOf(time), minutesOf(quiet.from), minutesOf(quiet.to)];
  if (from < to) return now >= from && now < to ? clockInstant(day, to) : at;
  if (now < to) return clockInstant(day, to);
  return now >= from ? clockInstant(nextDay(day), to) : at;
}
