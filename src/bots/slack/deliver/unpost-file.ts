import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { holdPost, releasePost } from '../../../core/posts/hold-post.ts';
import { readPostedFile, recordFileUnposted } from '../../../core/posts/unpost-file.ts';
import { busy, type Delivery, keepTrying } from './context.ts';
import { findInThreads } from './deliver-thread.ts';
import { takeDown } from './take-down.ts';

/**
 * Takes a resident's file out of the thread where an earlier version of the line had put it; the door to it takes its place. Never
 * given up: `doctor` counts what is left.
 */
export async function unpostFile(to: Delivery, postId: string): Promise<JobResult> {
  const there = await readPostedFile(to.line, postId);
  if (!there) return DONE;
  const post = await holdPost(to.line, there);
  if (post === 'busy') return busy('thread');
  const taken = await takeDown(to, post, (one) => findInThreads(to, one));
  if (taken.ok) {
    await recordFileUnposted(to.line, post);
    return DONE;
  }
  await releasePost(to.line, post);
  return keepTrying(to, taken.failure);
}
