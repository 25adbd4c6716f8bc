import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { recordLookEnded, secondsToEnd } from '../../../core/looks/media-looks.ts';
import { holdPost, releasePost } from '../../../core/posts/hold-post.ts';
import { busy, type Delivery, keepTrying, retry } from './context.ts';
import { findLookMessage } from './show-media.ts';
import { takeDown } from './take-down.ts';

/** Takes back what was shown to one person: the file, and the message that carried it. Never given up. */
export async function endLook(to: Delivery, lookId: string): Promise<JobResult> {
  const seconds = await secondsToEnd(to.line, lookId);
  if (seconds === null) return DONE;
  if (seconds > 0) return retry('look_stands', seconds);
  const look = await holdPost(to.line, { kind: 'look', key: lookId });
  if (look === 'busy') return busy('look');
  const taken = await takeDown(to, look, (post) => findLookMessage(to, post));
  if (taken.ok) {
    await recordLookEnded(to.line, look);
    return DONE;
  }
  await releasePost(to.line, look);
  return keepTrying(to, taken.failure);
}
