/** Noted by staff, or by the participant with the code that the trainer showed. */
export const ATTENDED_BY = ['staff', 'code'] as const;

const HOUR_MS = 3_600_000;

type Times = { startsAt: Date; endsAt: Date };

/** From an hour before it begins, for who comes early; until two hours after it ended, for who had no signal. */
export const opensForAttendance = ({ startsAt }: Times): Date => new Date(startsAt.getTime() - HOUR_MS);
const closesForAttendance = ({ endsAt }: Times): Date => new Date(endsAt.getTime() + 2 * HOUR_MS);

export const isOpenForAttendance = (session: Times, now: Date): boolean =>
  now >= opensForAttendance(session) && now <= closesForAttendance(session);

/** How many sessions somebody must have been at; of an offer without any there is nothing to attest. */
export const sessionsNeeded = (sessions: number, share: number): number =>
  // 0.55 of 20 is 11.000000000000002 in binary.
  sessions === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(sessions * share - 1e-9));
