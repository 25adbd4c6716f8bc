import { clockInstant, localParts, nextDay, weekdayOf } from '../time/local-time.ts';

/** Minutes on the clock; `to` at or before `from` is the day after (20:00 to 08:00, or a whole day from 08:00 to 08:00). */
export type Hours = { from: number; to: number };
export type WeeklyShift = Hours & { staffId: string; weekday: number };
/** Somebody more on that day, or somebody not. */
export const DUTY_DAY_KINDS = ['on', 'off'] as const;
export type DutyDayKind = (typeof DUTY_DAY_KINDS)[number];

export type DutyDay = Hours & { staffId: string; day: string; kind: DutyDayKind };
export type Rota = { weekly: readonly WeeklyShift[]; days: readonly DutyDay[] };

export type Span = { from: Date; to: Date };
type Duty = Span & { staffId: string };

/** Who is on duty between two instants, as often as they are. A clock change makes a night longer or shorter, and leaves no hole. */
function duties(rota: Rota, from: Date, to: Date): Duty[] {
  const weekly: Duty[] = [];
  const last = localParts(to).day;
  // A shift of the evening before may still last.
  const first = nextDay(localParts(from).day, -1);
  for (let day = first; day <= last; day = nextDay(day))
    for (const shift of rota.weekly) if (shift.weekday === weekdayOf(day)) weekly.push(spanOf(shift, day));
  const single = (kind: DutyDay['kind']) =>
    rota.days.filter((one) => one.kind === kind).map((one) => spanOf(one, one.day));
  const kept = single('off').reduce((left, off) => left.flatMap((duty) => without(duty, off)), weekly);
  return [...kept, ...single('on')].filter((duty) => duty.to > from && duty.from < to);
}

function spanOf({ staffId, from, to }: Hours & { staffId: string }, day: string): Duty {
  return { staffId, from: clockInstant(day, from), to: clockInstant(to <= from ? nextDay(day) : day, to) };
}

function without(duty: Duty, hole: Duty): Duty[] {
  if (duty.staffId !== hole.staffId || duty.to <= hole.from || duty.from >= hole.to) return [duty];
  return [
    { ...duty, to: hole.from },
    { ...duty, from: hole.to },
  ].filter((part) => part.from < part.to);
}

/** The ids of who is on duty at an instant, each once. */
export function onDuty(rota: Rota, at: Date): string[] {
  const next = new Date(at.getTime() + 1);
  const there = duties(rota, at, next).filter((duty) => duty.from <= at && duty.to > at);
  return [...new Set(there.map((duty) => duty.staffId))];
}

/** When nobody is on duty between two instants. */
export function holesIn(rota: Rota, from: Date, to: Date): Span[] {
  const holes: Span[] = [];
  let covered = from;
  for (const duty of duties(rota, from, to).sort((a, b) => a.from.getTime() - b.from.getTime())) {
    if (duty.from > covered) holes.push({ from: covered, to: duty.from });
    if (duty.to > covered) covered = duty.to;
  }
  if (covered < to) holes.push({ from: covered, to });
  return holes;
}
