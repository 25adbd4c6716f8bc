import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { type HeldPost, holdPost, type Post, releasePost } from '../../../core/posts/hold-post.ts';
import type { Attempt } from '../failures.ts';
import { type Delivery, keepTrying, retry } from './context.ts';

/** Takes the words of one post out of Slack by `work`, and writes down that nothing of it can be read any more. */
export async function redactPost(
  to: Delivery,
  post: Post,
  work: (held: HeldPost) => Promise<Attempt<unknown>>,
): Promise<JobResult> {
  const held = await holdPost(to.line, post);
  if (held === 'busy') return retry('post_in_flight');
  const taken = await work(held);
  if (taken.ok) {
    await releasePost(to.line, held, { redactedAt: to.line.now(), uncertain: false });
    return DONE;
  }
  await releasePost(to.line, held);
  return keepTrying(to, taken.failure);
}
