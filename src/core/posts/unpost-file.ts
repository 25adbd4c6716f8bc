import { owe } from '../../db/queries/work/outbox.ts';
import { readPost, updatePost } from '../../db/queries/work/slack-posts.ts';
import type { Line } from '../line.ts';
import { type HeldPost, NOWHERE, type Post } from './hold-post.ts';

/** A thread's post, while a file stands in it, or may. */
export async function readPostedFile(line: Line, postId: string): Promise<Pick<Post, 'id' | 'kind'> | null> {
  const row = await readPost(line.database.read, { id: postId });
  return row && row.redactedAt === null && row.fileId !== null ? row : null;
}

/** The file is gone from the thread: its door is owed in its place, and the card that shows the door too. */
export async function recordFileUnposted(line: Line, post: HeldPost): Promise<void> {
  await line.database.transaction(async (tx) => {
    await updatePost(tx, { id: post.id }, { ...NOWHERE, postingUntil: null });
    const { itemId, messageId } = post;
    if (itemId === null || messageId === null) return;
    await owe(tx, 'thread', { messageId, version: 'door' });
    await owe(tx, 'card', { itemId });
  });
}
