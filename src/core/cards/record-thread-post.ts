import { lockItem } from '../../db/queries/items.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import {
  leaseThreadPost,
  readThreadPostById,
  updateLeasedThreadPost,
  updateThreadPost,
} from '../../db/queries/thread-posts.ts';
import { oweHiding, owesCard } from '../items/change-item.ts';
import type { Line } from '../line.ts';
import { sealTs } from './slack-ts.ts';
import { holdOf } from './take-card.ts';
import { type HeldThreadPost, heldThreadPost } from './take-thread-post.ts';

/**
 * The post stands. When the item turned sensitive or lost its words while it was on its way, taking it down is owed in the same
 * transaction; the item's row is held so that the two cannot miss each other.
 */
export async function recordThreadPost(
  line: Line,
  post: HeldThreadPost,
  stands: { ts: string | null; fileId: string | null },
): Promise<void> {
  await line.database.transaction(async (tx) => {
    const item = await lockItem(tx, post.itemId);
    // Even a lease lost meanwhile does not make it stand any less.
    await updateThreadPost(tx, post.id, {
      sealedTs: sealTs(line, post.id, stands.ts),
      fileId: stands.fileId,
      uncertain: false,
      postingUntil: null,
    });
    if (item && (item.sensitive || item.redactedAt !== null)) await oweHiding(tx, post.itemId);
  });
}

/** Nothing stands, for sure; lets go of it. */
export async function recordNotInThread(line: Line, post: HeldThreadPost): Promise<void> {
  const changes = { sealedTs: null, fileId: null, uncertain: false, postingUntil: null };
  await updateLeasedThreadPost(line.database.read, post, changes);
}

/** Lets go of it and leaves it as uncertain as it is. */
export async function releaseThreadPost(line: Line, post: HeldThreadPost): Promise<void> {
  await updateLeasedThreadPost(line.database.read, post, { postingUntil: null });
}

/** Takes a post that holds a file, for this worker alone. `gone`: there is no file in it any more. */
export async function holdThreadPost(line: Line, postId: string): Promise<HeldThreadPost | 'gone' | 'busy'> {
  return line.database.transaction(async (tx) => {
    const post = await readThreadPostById(tx, postId);
    if (!post || post.redactedAt !== null || post.fileId === null) return 'gone';
    return heldThreadPost(line, await leaseThreadPost(tx, postId, line.now(), holdOf(line))) ?? 'busy';
  });
}

/** The file is gone from the thread: its door is owed in its place, and the card that shows the door too. */
export async function recordFileUnposted(line: Line, post: HeldThreadPost): Promise<void> {
  await line.database.transaction(async (tx) => {
    await updateThreadPost(tx, post.id, { sealedTs: null, fileId: null, uncertain: false, postingUntil: null });
    const { messageId } = post;
    if (messageId === null) return;
    await enqueue(tx, { topic: 'thread', payload: { messageId }, mergeKey: `thread:${messageId}:door` });
    await owesCard(tx, post.itemId);
  });
}
