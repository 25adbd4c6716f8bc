import { updateThreadPost } from '../../db/queries/thread-posts.ts';
import type { Line } from '../line.ts';

/** Records that what was posted in a thread is gone from Slack. */
export async function markPostRedacted(line: Line, postId: string): Promise<void> {
  await updateThreadPost(line.database.read, postId, { redactedAt: line.now(), uncertain: false, postingUntil: null });
}
