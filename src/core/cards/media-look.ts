import { appendEvents } from '../../db/queries/events.ts';
import {
  countLooks,
  deleteMediaLook,
  holdMediaLook,
  listOverdueLooks,
  type MediaLookRow,
  readMediaLook,
  updateHeldLook,
} from '../../db/queries/media-looks.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { readStaffByIds } from '../../db/queries/staff.ts';
import { endLookIn, whoMayLook } from '../items/forbidden-looks.ts';
import type { Line } from '../line.ts';
import { readThreadMessage, type ThreadMessage } from './read-thread-message.ts';
import { type Placed, sealTs, withTs } from './slack-ts.ts';

/** Longer than getting a file, and longer than sending one, with their time-outs. */
const HOLD_MS = 75_000;
const BATCH = 200;

export type HeldLook = Placed<MediaLookRow> & { heldUntil: Date };

const holdEnd = (line: Line): Date => new Date(line.now().getTime() + HOLD_MS);

const held = (line: Line, row: MediaLookRow | null): HeldLook | null => row && (withTs(line, row) as HeldLook);

const hold = (line: Line) => ({ until: holdEnd(line), by: line.database.worker.id });

/**
 * Takes a look that is to be shown, for this worker alone, with what it is about and who asked. `over`: there is nothing to show any
 * more (it ended, its words are gone, or this person may not see it now).
 */
export async function takeLook(
  line: Line,
  lookId: string,
): Promise<{ look: HeldLook; about: ThreadMessage; slackUserId: string } | 'over' | 'busy'> {
  const row = await readMediaLook(line.database.read, lookId);
  if (!row || row.endsAt <= line.now()) return 'over';
  const about = await readThreadMessage(line, row.messageId);
  const slackUserId = await mayStillSee(line, row);
  if (!about?.message.body?.file || slackUserId === null) {
    await endLookNow(line, lookId);
    return 'over';
  }
  const look = held(line, await holdMediaLook(line.database.read, lookId, line.now(), hold(line)));
  return look ? { look, about, slackUserId } : 'busy';
}

const mayStillSee = (line: Line, look: MediaLookRow | HeldLook): Promise<string | null> =>
  line.database.transaction((tx) => whoMayLook(tx, look));

/** Written down before the file is shared, so that it is found and deleted whatever becomes of this worker. Null: not to be shared. */
export async function beginSharing(
  line: Line,
  look: HeldLook,
  place: { channel: string; fileId: string },
): Promise<HeldLook | null> {
  if ((await mayStillSee(line, look)) === null) return null;
  return held(line, await updateHeldLook(line.database.read, look, { ...place, heldUntil: holdEnd(line) }));
}

/** It stands there. */
export async function recordShown(line: Line, look: HeldLook, ts: string | null): Promise<void> {
  const sealedTs = sealTs(line, look.id, ts);
  await updateHeldLook(line.database.read, look, { sealedTs, shownAt: line.now(), heldUntil: null });
}

/** What was sent before is gone, for sure: it may be sent anew. Null when the look was lost to another worker. */
export async function recordNotShown(line: Line, look: HeldLook): Promise<HeldLook | null> {
  const changes = { fileId: null, sealedTs: null, heldUntil: holdEnd(line) };
  return held(line, await updateHeldLook(line.database.read, look, changes));
}

export async function releaseLook(line: Line, look: HeldLook): Promise<void> {
  await updateHeldLook(line.database.read, look, { heldUntil: null });
}

/** Takes a look that is to end. A number: seconds until it may be. */
export async function takeEndingLook(line: Line, lookId: string): Promise<HeldLook | 'gone' | number> {
  const now = line.now();
  const row = await readMediaLook(line.database.read, lookId);
  if (!row) return 'gone';
  if (row.endsAt > now) return Math.ceil((row.endsAt.getTime() - now.getTime()) / 1000);
  const look = held(line, await holdMediaLook(line.database.read, lookId, now, hold(line)));
  if (look) return look;
  const until = row.heldUntil ?? now;
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
}

/** Where the message stands that carries the file. */
export async function recordWhere(line: Line, look: HeldLook, ts: string): Promise<void> {
  await updateHeldLook(line.database.read, look, { sealedTs: sealTs(line, look.id, ts) });
}

/** Nothing of it stands any more. */
export async function recordLookEnded(line: Line, look: HeldLook): Promise<void> {
  await line.database.transaction(async (tx) => {
    await deleteMediaLook(tx, look.id);
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
    for (const { id } of overdue)
      await enqueue(tx, { topic: 'end_look', payload: { lookId: id }, mergeKey: `end_look:${id}` });
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
