import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import { countLooks, deleteLook, listOverdueLooks } from '../../db/queries/items/media-looks.ts';
import { readStaffByIds } from '../../db/queries/staff/staff.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { readPost, type SlackPostRow } from '../../db/queries/work/slack-posts.ts';
import { endLookIn, whoMayLook } from '../items/hidden/forbidden-looks.ts';
import type { Line } from '../line.ts';
import { readThreadMessage, type ThreadMessage } from '../views/read-thread-message.ts';

/*
 * A look is a post of ours (db/schema/work/slack-posts.ts) in the direct messages of who asked, until `endsAt`. Its row lives until nothing of it
 * stands there any more; that there was a look is in the events.
 */

const BATCH = 200;

export type LookToShow = { id: string; endsAt: Date; about: ThreadMessage; slackUserId: string };

const readLook = (tx: Tx, lookId: string) => readPost(tx, { kind: 'look', key: lookId });

/**
 * A look that is to be shown, with what it is about and who asked. Null: there is nothing to show any more (it ended, its words are gone,
 * or this person may not see it now).
 */
export async function readLookToShow(line: Line, lookId: string): Promise<LookToShow | null> {
  const row = await readLook(line.database.read, lookId);
  if (!row?.endsAt || row.endsAt <= line.now()) return null;
  const about = await readThreadMessage(line, row.messageId ?? '');
  const slackUserId = await line.database.transaction((tx) => whoMayLook(tx, row));
  if (about?.message.body?.file && slackUserId !== null) return { id: row.id, endsAt: row.endsAt, about, slackUserId };
  await endLookNow(line, lookId);
  return null;
}

/** Seconds until a look may end, 0 when it may now; null: there is none any more. */
export async function secondsToEnd(line: Line, lookId: string): Promise<number | null> {
  const row = await readLook(line.database.read, lookId);
  return row?.endsAt ? Math.max(0, Math.ceil((row.endsAt.getTime() - line.now().getTime()) / 1000)) : null;
}

/** Nothing of it stands any more. */
export async function recordLookEnded(
  line: Line,
  look: Pick<SlackPostRow, 'id' | 'itemId' | 'messageId' | 'fileId'>,
): Promise<void> {
  await line.database.transaction(async (tx) => {
    await deleteLook(tx, look.id);
    if (look.fileId === null) return;
    const data = { messageId: look.messageId, lookId: look.id };
    await appendEvents(tx, [{ kind: 'media_look_ended', itemId: look.itemId, actor: 'system', data, at: line.now() }]);
  });
}

/** From now on it is past its end. */
export async function endLookNow(line: Line, lookId: string): Promise<void> {
  await line.database.transaction((tx) => endLookIn(tx, line, lookId));
}

/** Owes the end of each look that is past it and still stands. For a recurring job. Returns how many. */
export async function oweEndOfLooks(line: Line): Promise<number> {
  return line.database.transaction(async (tx) => {
    const overdue = await listOverdueLooks(tx, line.now(), BATCH);
    for (const { id } of overdue) await owe(tx, 'end_look', { lookId: id });
    return overdue.length;
  });
}

/** Somebody of the staff, in Slack; also one who was removed. */
export async function readStaffInSlack(line: Line, staffId: string): Promise<string | null> {
  const [person] = await readStaffByIds(line.database.read, [staffId]);
  return person?.slackUserId ?? null;
}

/** For `doctor`. */
export const countStandingLooks = (line: Line) => countLooks(line.database.read, line.now());
