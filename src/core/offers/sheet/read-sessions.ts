import type { SheetCell, SheetCode } from '../../domain/offers/sheet.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { readSession, type SessionTimes } from '../../domain/time/written-time.ts';
import { clip, readText } from './read-cells.ts';

const LONGEST = 80;

/** One session a line, or parted by `;`. The first line that cannot be read is named. */
export function readSessions(cell: SheetCell): Result<SessionTimes[], SheetCode> {
  if (cell instanceof Date || typeof cell === 'number') return refuse('sessions_one_date');
  const text = readText(cell);
  if (!text.ok) return text;
  const sessions: SessionTimes[] = [];
  for (const line of (text.value ?? '').split(/[;\n]/).map((one) => one.trim())) {
    if (line === '') continue;
    const session = line.length > LONGEST ? refuse('session_wrong') : readSession(line);
    if (!session.ok) return refuse(session.code, { text: clip(line) });
    sessions.push(session.value);
  }
  return done(sessions);
}
