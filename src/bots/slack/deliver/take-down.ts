import type { HeldPost } from '../../../core/posts/hold-post.ts';
import { type Attempt, attempt } from '../failures.ts';
import type { Delivery } from './context.ts';
import { deleteFile } from './delete-file.ts';

const GONE: Attempt<null> = { ok: true, value: null };

/** One that is gone already is fine. */
export const orGone = (outcome: Attempt<unknown>): Attempt<unknown> =>
  !outcome.ok && outcome.failure.kind === 'gone' ? GONE : outcome;

/**
 * Takes a post that this worker holds out of Slack: the file first, whatever became of its message, then the message. `find` tells where
 * that stands, if its answer was lost or Slack did not say; of a file, it is asked until there is none.
 */
export async function takeDown(
  to: Delivery,
  post: HeldPost,
  find: (post: HeldPost) => Promise<Attempt<string | null>>,
): Promise<Attempt<unknown>> {
  const { channel, fileId } = post;
  const mayStand = post.uncertain || fileId !== null;
  const found = post.ts === null && mayStand ? await find(post) : { ok: true as const, value: post.ts };
  if (fileId !== null) {
    const deleted = await deleteFile(to.slack, fileId);
    if (!deleted.ok) return deleted;
  }
  if (!found.ok || found.value === null) return found;
  const ts = found.value;
  const removed = orGone(await attempt(() => to.slack.chat.delete({ channel, ts })));
  if (!removed.ok || fileId === null) return removed;
  const left = await find(post);
  if (!left.ok) return left;
  return left.value === null ? GONE : { ok: false, failure: { kind: 'unknown' } };
}
