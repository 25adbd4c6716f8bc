import { updateLeasedThreadPost } from '../../db/queries/thread-posts.ts';
import type { Line } from '../line.ts';
import { leaseEnd } from './take-card.ts';
import { type HeldThreadPost, heldThreadPost } from './take-thread-post.ts';

/** Renews the lease; with `uncertain`, writes down that the call may leave a post behind whose answer never comes. Null when it was lost. */
export async function beginPostingInThread(
  line: Line,
  post: HeldThreadPost,
  mark: { uncertain: true; fileId?: string } | { uncertain: false },
): Promise<HeldThreadPost | null> {
  const changes = {
    postingUntil: leaseEnd(line),
    ...(mark.uncertain && { uncertain: true, ...(mark.fileId !== undefined && { fileId: mark.fileId }) }),
  };
  return heldThreadPost(line, await updateLeasedThreadPost(line.database.read, post, changes));
}
