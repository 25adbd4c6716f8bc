/** The programme's clock: days begin and end in Mitrovica. */
const ZONE = 'Europe/Belgrade';
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The instant at which a day (`2026-03-01`) begins in the programme's zone, or null when there is no such day. */
export function startOfDay(day: string, addDays = 0): Date | null {
  const match = DAY.exec(day);
  if (!match) return null;
  const utc = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (new Date(utc).toISOString().slice(0, 10) !== day) return null;
  const midnight = utc + addDays * 86_400_000;
  // Taken twice, since the offset at UTC midnight may be that of the day before a clock change.
  const first = midnight - offsetAt(midnight);
  return new Date(midnight - offsetAt(first));
}

function offsetAt(instant: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeZoneName: 'longOffset' }).formatToParts(instant);
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
