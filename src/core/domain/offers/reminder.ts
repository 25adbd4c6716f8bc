import { shiftDays } from '../time/local-time.ts';

export const REMINDER_KINDS = ['days3', 'day1', 'hours2'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** Two real hours: who must leave the house in time reckons so, even in the night of a clock change. */
const TWO_HOURS_MS = 2 * 3_600_000;
/** Sessions no further apart belong together: who came yesterday knows of today. */
const BLOCK_DAYS = 2;

/** A mark that has come: from then on who had their seat by then is reminded, until the next mark or the start. */
export type DueReminder = { kind: ReminderKind; mark: Date };

/** When each reminder of a session is due, soonest first: the same time on the clock days before, and two hours before. */
function marksOf(startsAt: Date, previousEnd: Date | null): DueReminder[] {
  const hours2: DueReminder = { kind: 'hours2', mark: new Date(startsAt.getTime() - TWO_HOURS_MS) };
  if (previousEnd !== null && startsAt <= shiftDays(previousEnd, BLOCK_DAYS)) return [hours2];
  return [{ kind: 'days3', mark: shiftDays(startsAt, -3) }, { kind: 'day1', mark: shiftDays(startsAt, -1) }, hours2];
}

/** The last mark that has come, or null: none yet, or the session has begun. `previousEnd`: of the session before it. */
export function dueReminder(startsAt: Date, previousEnd: Date | null, now: Date): DueReminder | null {
  if (now >= startsAt) return null;
  return marksOf(startsAt, previousEnd).findLast(({ mark }) => mark <= now) ?? null;
}
