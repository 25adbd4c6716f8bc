/** The programme's clock: days begin and end in Mitrovica. */
export const TIME_ZONE = 'Europe/Belgrade';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;
const DAY_MS = 86_400_000;
/** Made once: making one takes far longer than asking it. */
const OFFSETS = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, timeZoneName: 'longOffset' });

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(instant: number): number {
  const parts = OFFSETS.formatToParts(instant);
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

/** The wall clock (as if it were UTC, in milliseconds) to the instant. Of an hour that comes twice, the first. */
function instantOf(wall: number): number {
  // Taken twice, since the offset at that UTC time may be the one from across a clock change.
  const first = wall - offsetAt(wall - DAY_MS / 2);
  return offsetAt(first) === offsetAt(wall - DAY_MS / 2) ? first : wall - offsetAt(first);
}

/** Midnight UTC of a day that exists, or null. */
function utcDay(day: string): number | null {
  const match = DAY.exec(day);
  if (!match) return null;
  const utc = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(utc).toISOString().slice(0, 10) === day ? utc : null;
}

/** The instant at which a day (`2026-03-01`) begins in the programme's zone, or null when there is no such day. */
export function startOfDay(day: string, addDays = 0): Date | null {
  const utc = utcDay(day);
  return utc === null ? null : new Date(instantOf(utc + addDays * DAY_MS));
}

/** A day and a time on the clock there (`2026-12-05`, `10:00`) as an instant; null when either is none, or the clock skips that time. */
export function localInstant(day: string, time: string): Date | null {
  const match = TIME.exec(time);
  return match && instantAt(day, Number(match[1]) * 60 + Number(match[2]));
}

/** The same by the minutes that the clock shows after midnight: 1440 is the end of the day. */
export function instantAt(day: string, minutes: number): Date | null {
  const utc = utcDay(day);
  if (utc === null) return null;
  const wall = utc + minutes * 60_000;
  const instant = instantOf(wall);
  return instant + offsetAt(instant) === wall ? new Date(instant) : null;
}

/** So many minutes after midnight on the clock of a day. A time that the clock skips is as long after the change as it would be without. */
export function clockInstant(day: string, minutes: number): Date {
  const wall = (utcDay(day) ?? Number.NaN) + minutes * 60_000;
  const instant = instantOf(wall);
  const skipped = instant + offsetAt(instant) !== wall;
  return new Date(skipped ? wall - offsetAt(wall - DAY_MS / 2) : instant);
}

/** The next day on the calendar, or so many on. */
export function nextDay(day: string, days = 1): string {
  return new Date((utcDay(day) ?? Number.NaN) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(utcDay(day) ?? Number.NaN).getUTCDay() || 7;

/** What the clock there says: `2026-12-05` and `10:00`. */
export function localParts(instant: Date): { day: string; time: string } {
  const wall = new Date(instant.getTime() + offsetAt(instant.getTime())).toISOString();
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/** The same time on the clock so many days earlier or later, across a clock change too. */
export function shiftDays(instant: Date, days: number): Date {
  const wall = instant.getTime() + offsetAt(instant.getTime()) + days * DAY_MS;
  return new Date(instantOf(wall));
}
