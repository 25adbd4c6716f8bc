import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { readStaffInSlack } from '../../../core/looks/media-looks.ts';
import { type Attempt, attempt } from '../failures.ts';
import { type Delivery, keepTrying } from './context.ts';
import { deleteFile } from './delete-file.ts';
import { type FoundMessage, findInChannel } from './find-message.ts';
import { openDirectMessage } from './open-direct-message.ts';

/** The comment under a recording as an earlier version wrote it: nothing else that the app sends begins so. */
const RECORDING = /^Recording of [A-Z]-[0-9A-Z]{6}\. Keep it safe/;

/**
 * Takes recordings of residents back that an earlier version sent to somebody of the staff, and left in their direct messages. Never
 * given up.
 */
export async function recallRecordings(to: Delivery, staffId: string): Promise<JobResult> {
  const slackUserId = await readStaffInSlack(to.line, staffId);
  if (slackUserId === null) return DONE;
  const place = await openDirectMessage(to, slackUserId);
  if (!place.ok) return keepTrying(to, place.failure);
  for (;;) {
    const found = await findInChannel(to.slack, place.value, new Date(0), isRecording);
    if (!found.ok) return keepTrying(to, found.failure);
    if (found.value === null) return DONE;
    const taken = await takeBack(to, place.value, found.value);
    if (!taken.ok) return keepTrying(to, taken.failure);
  }
}

const isRecording = ({ text, files }: FoundMessage): boolean => RECORDING.test(text ?? '') && files !== undefined;

async function takeBack(to: Delivery, channel: string, message: FoundMessage): Promise<Attempt<unknown>> {
  for (const { id } of message.files ?? []) {
    const deleted: Attempt<unknown> = id === undefined ? { ok: true, value: null } : await deleteFile(to.slack, id);
    if (!deleted.ok) return deleted;
  }
  const removed = await attempt(() => to.slack.chat.delete({ channel, ts: message.ts ?? '' }));
  return removed.ok || removed.failure.kind === 'gone' ? { ok: true, value: null } : removed;
}
