import { lockItem } from '../../db/queries/items.ts';
import { updateLeasedThreadPost, updateThreadPost } from '../../db/queries/thread-posts.ts';
import { hideFromOthers } from '../items/mark-sensitive.ts';
import type { Line } from '../line.ts';
import { sealTs } from './slack-ts.ts';
import type { HeldThreadPost } from './take-thread-post.ts';

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
    if (item && (item.sensitive || item.redactedAt !== null)) await hideFromOthers(tx, post.itemId);
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
