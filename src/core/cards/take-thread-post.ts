import { randomUUID } from 'node:crypto';
import {
  insertThreadPost,
  leaseThreadPost,
  readThreadPost,
  type ThreadPostRow,
  updateLeasedThreadPost,
} from '../../db/queries/thread-posts.ts';
import type { Line } from '../line.ts';
import { holdOf } from './take-card.ts';

export type HeldThreadPost = ThreadPostRow & { postingUntil: Date };

/** Takes the post of one text of a message in one channel for this worker alone. `posted`: it stands already (or was taken down). */
export async function takeThreadPost(
  line: Line,
  post: { itemId: string; messageId: string; version: number; channel: string },
): Promise<HeldThreadPost | 'busy' | 'posted'> {
  return line.database.transaction(async (tx) => {
    const now = line.now();
    const read = () => readThreadPost(tx, post.messageId, post.version, post.channel);
    if (!(await read())) await insertThreadPost(tx, { id: randomUUID(), ...post, createdAt: now });
    const row = await read();
    if (!row) return 'busy';
    if (stands(row)) return 'posted';
    const held = (await leaseThreadPost(tx, row.id, now, holdOf(line))) as HeldThreadPost | null;
    if (!held) return 'busy';
    if (!stands(held)) return held;
    // The worker before this one finished between our look and our lease.
    await updateLeasedThreadPost(tx, held, { postingUntil: null });
    return 'posted';
  });
}

const stands = (post: ThreadPostRow): boolean =>
  post.redactedAt !== null || (!post.uncertain && (post.ts !== null || post.fileId !== null));
