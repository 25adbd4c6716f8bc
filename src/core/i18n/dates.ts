import { rowOf } from '../domain/language.ts';
import { TIME_ZONE } from '../domain/time/local-time.ts';

/** Day first; the month in words, or all in figures: `5 dhjetor 2026`, `5.12.2026.`, in Romani `5.12.2026`. */
export function formatDate(language: string, instant: Date | string): string {
  const date = new Date(instant);
  const tag = rowOf(language)?.dates;
  if (!tag) return `${numeric(date)}${rowOf(language)?.lastStop ? '.' : ''}`;
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: TIME_ZONE }).format(date);
}

/** The date and the time by 24 hours. */
export function formatDateTime(language: string, instant: Date | string): string {
  return `${formatDate(language, instant)}${rowOf(language)?.at ?? ', '}${formatTime(instant)}`;
}

/** By 24 hours, the same way in every language. */
export function formatTime(instant: Date | string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', hourCycle: 'h23', timeZone: TIME_ZONE });
  return time.format(new Date(instant));
}

function numeric(date: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    timeZone: TIME_ZONE,
  });
  const of = Object.fromEntries(parts.formatToParts(date).map((part) => [part.type, part.value]));
  return `${Number(of.day)}.${Number(of.month)}.${of.year}`;
}
