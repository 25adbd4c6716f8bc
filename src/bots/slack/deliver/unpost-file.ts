import { listCardPlaces } from '../../../core/cards/list-posts.ts';
import { holdThreadPost, recordFileUnposted, releaseThreadPost } from '../../../core/cards/record-thread-post.ts';
import { DONE, type JobResult } from '../../../core/domain/job-result.ts';
import { type Delivery, keepTrying, retry } from './context.ts';
import { takeDownThreadPost } from './redact-item.ts';

/**
 * Takes a resident's file out of the thread where an earlier version of the line had put it; the door to it takes its place. Never
 * given up: `doctor` counts what is left.
 */
export async function unpostFile(to: Delivery, postId: string): Promise<JobResult> {
  const post = await holdThreadPost(to.line, postId);
  if (post === 'gone') return DONE;
  if (post === 'busy') return retry('post_busy', 5);
  const places = await listCardPlaces(to.line, post.itemId, post.channel);
  const taken = await takeDownThreadPost(
    to,
    post,
    places.map(({ ts }) => ts),
  );
  if (taken.ok) {
    await recordFileUnposted(to.line, post);
    return DONE;
  }
  await releaseThreadPost(to.line, post);
  return keepTrying(to, taken.failure);
}
