const DAY_SECONDS = 86_400;
const MOST_DAYS = 20_000;
/** A list has few days and many instants. */
const days = new Map<number, string>();

/** An instant in UTC to the second, as `toISOString` writes it; several times as fast, and a list has four in a row. */
export function isoSecond(instant: Date): string {
  const seconds = Math.floor(instant.getTime() / 1000);
  const day = Math.floor(seconds / DAY_SECONDS);
  const rest = seconds - day * DAY_SECONDS;
  const minutes = Math.floor(rest / 60);
  return `${dayOf(day)}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(rest % 60)}Z`;
}

function dayOf(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= MOST_DAYS) days.clear();
  const written = new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 11);
  days.set(day, written);
  return written;
}

const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const two = (number: number): string => TWO[number] ?? '';
