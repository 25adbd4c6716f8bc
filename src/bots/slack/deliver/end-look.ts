import {
  type HeldLook,
  recordLookEnded,
  recordWhere,
  releaseLook,
  takeEndingLook,
} from '../../../core/cards/media-look.ts';
import { DONE, type JobResult } from '../../../core/domain/job-result.ts';
import { type Attempt, attempt } from '../failures.ts';
import { type Delivery, keepTrying, retry } from './context.ts';
import { deleteFile } from './delete-file.ts';
import { findLookMessage } from './show-media.ts';

/** Takes back what was shown to one person: the file, and the message that carried it. Never given up. */
export async function endLook(to: Delivery, lookId: string): Promise<JobResult> {
  const look = await takeEndingLook(to.line, lookId);
  if (look === 'gone') return DONE;
  if (typeof look === 'number') return retry('look_stands', look);
  const taken = await takeBack(to, look);
  if (taken.ok) {
    await recordLookEnded(to.line, look);
    return DONE;
  }
  await releaseLook(to.line, look);
  return keepTrying(to, taken.failure);
}

/** The file first, whatever became of its message; then the message, until it is seen to be gone. */
async function takeBack(to: Delivery, look: HeldLook): Promise<Attempt<null>> {
  const { channel, fileId } = look;
  if (channel === null || fileId === null) return GONE;
  const before = await whereItStands(to, { ...look, channel });
  const deleted = await deleteFile(to.slack, fileId);
  if (!deleted.ok) return deleted;
  if (!before.ok || before.value === null) return before.ok ? GONE : before;
  const ts = before.value;
  const removed = await attempt(() => to.slack.chat.delete({ channel, ts }));
  if (!removed.ok) return removed.failure.kind === 'gone' ? GONE : removed;
  const after = await findLookMessage(to, { ...look, channel });
  if (!after.ok) return after;
  return after.value === null ? GONE : { ok: false, failure: { kind: 'unknown' } };
}

const GONE: Attempt<null> = { ok: true, value: null };

async function whereItStands(to: Delivery, look: HeldLook & { channel: string }): Promise<Attempt<string | null>> {
  if (look.ts !== null) return { ok: true, value: look.ts };
  const found = await findLookMessage(to, look);
  if (found.ok && found.value !== null) await recordWhere(to.line, look, found.value);
  return found;
}
