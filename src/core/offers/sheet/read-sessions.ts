import type { SheetCell, SheetCode } from '../../domain/offers/sheet.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { localInstant } from '../../domain/time/local-time.ts';
import { clip, readDay, readText } from './read-cells.ts';

export type SessionTimes = { startsAt: Date; endsAt: Date };

const TIME = String.raw`(\d{1,2}[:.]\d{2})(?::00)?(?:\s?h)?`;
/** A day and two times; or, for a placement's one stretch, two days with a time each. */
const LINE = new RegExp(String.raw`^(\S.*?)[\sT]+${TIME}\s*[-–—]\s*(?:(\S.*?)[\sT]+)?${TIME}$`);

const LONGEST = 80;

/** One session a line, or parted by `;`. The first line that cannot be read is named. */
export function readSessions(cell: SheetCell): Result<SessionTimes[], SheetCode> {
  if (cell instanceof Date || typeof cell === 'number') return refuse('sessions_one_date');
  const text = readText(cell);
  if (!text.ok) return text;
  const sessions: SessionTimes[] = [];
  for (const line of (text.value ?? '').split(/[;\n]/).map((one) => one.trim())) {
    if (line === '') continue;
    const session = readSession(line);
    if (!session.ok) return session;
    sessions.push(session.value);
  }
  return done(sessions);
}

function readSession(line: string): Result<SessionTimes, SheetCode> {
  const shown = { text: clip(line) };
  const match = line.length > LONGEST ? null : LINE.exec(line);
  const first = match ? readDay(match[1] ?? '') : null;
  const last = match?.[3] === undefined ? first : readDay(match[3]);
  if (!match || first === null || last === null) return refuse('session_wrong', shown);
  if (!localInstant(first, '12:00') || !localInstant(last, '12:00')) return refuse('no_such_day', shown);
  const startsAt = localInstant(first, match[2] ?? '');
  const endsAt = localInstant(last, match[4] ?? '');
  if (!startsAt || !endsAt) return refuse(timesExist(match) ? 'time_skipped' : 'session_wrong', shown);
  return endsAt <= startsAt ? refuse('session_backwards', shown) : done({ startsAt, endsAt });
}

/** On any ordinary day the clock shows both times. */
const timesExist = (match: RegExpExecArray): boolean =>
  [match[2], match[4]].every((time) => localInstant('2026-01-15', time ?? '') !== null);
