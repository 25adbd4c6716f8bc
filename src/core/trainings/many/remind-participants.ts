import { listSessionsAhead, listToRemind } from '../../../db/queries/offers/reminders.ts';
import { oweMany } from '../../../db/queries/work/outbox.ts';
import { dueReminder } from '../../domain/offers/reminder.ts';
import { owed } from '../../domain/owed.ts';
import type { Line } from '../../line.ts';

/** Further ahead than the first mark, in a week of 25 hours too. */
const AHEAD_MS = 4 * 86_400_000;

/**
 * Finds the sessions of which somebody is to be reminded now, and owes the reminding to the slow lane. For a recurring job: nothing waits
 * anywhere for a time to come, however many are registered. Returns how many sessions.
 */
export async function remindParticipants(line: Line): Promise<number> {
  const now = line.now();
  const sessions = await listSessionsAhead(line.database.read, now, new Date(now.getTime() + AHEAD_MS));
  const due = sessions.flatMap(({ id, startsAt, previousEnd }) => {
    const reminder = dueReminder(startsAt, previousEnd, now);
    return reminder ? [{ sessionId: id, ...reminder }] : [];
  });
  const toRemind = await listToRemind(line.database.read, due);
  await oweMany(
    line.database.read,
    toRemind.map(({ sessionId, kind }) => owed('remind', { sessionId, kind })),
  );
  return toRemind.length;
}
