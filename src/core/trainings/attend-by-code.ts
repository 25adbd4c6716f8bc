import { timingSafeEqual } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { insertAttendance } from '../../db/queries/offers/attendance.ts';
import { listSessions, readOffer } from '../../db/queries/offers/offers.ts';
import { readRegistration, updateRegistration } from '../../db/queries/offers/registrations.ts';
import { isOpenForAttendance } from '../domain/offers/attendance.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';

/** Six digits cannot be guessed by so many tries. */
const MOST_WRONG = 5;

/**
 * "I am here", with the six digits that the trainer shows. Twice is fine. Refusals: not_found, no_seat, offer_cancelled,
 * not_now (no session an hour before to two hours after), wrong_code, ask_trainer (after five wrong ones).
 */
export async function attendByCode(
  tx: Tx,
  line: Line,
  residentId: string,
  registrationId: string,
  code: string,
): Promise<
  Result<
    { startsAt: Date; fresh: boolean },
    'not_found' | 'no_seat' | 'offer_cancelled' | 'not_now' | 'wrong_code' | 'ask_trainer'
  >
> {
  const open = await openForCode(tx, line, residentId, registrationId);
  if (!open.ok) return open;
  const { row, sessions } = open.value;
  const session = sessions.find(({ attendanceCode }) => isSame(attendanceCode, code));
  if (!session) {
    await updateRegistration(tx, row.id, { wrongCodes: row.wrongCodes + 1 });
    return refuse(row.wrongCodes < MOST_WRONG ? 'wrong_code' : 'ask_trainer');
  }
  const noted = { registrationId: row.id, sessionId: session.id, by: 'code' as const, at: line.now() };
  const fresh = await insertAttendance(tx, noted);
  if (row.wrongCodes > 0) await updateRegistration(tx, row.id, { wrongCodes: 0 });
  return done({ startsAt: session.startsAt, fresh });
}

/** Whether a code is taken now, and of which sessions. */
export async function openForCode(tx: Tx, line: Line, residentId: string, registrationId: string) {
  const row = await readRegistration(tx, registrationId);
  const offer = row?.residentId === residentId ? await readOffer(tx, row.offerId) : null;
  if (!row || !offer) return refuse('not_found');
  if (offer.status === 'cancelled') return refuse('offer_cancelled');
  if (row.status !== 'seated') return refuse('no_seat');
  const now = line.now();
  const sessions = (await listSessions(tx, offer.id)).filter((session) => isOpenForAttendance(session, now));
  if (sessions.length === 0) return refuse('not_now');
  if (row.wrongCodes > MOST_WRONG) return refuse('ask_trainer');
  return done({ row, sessions });
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
