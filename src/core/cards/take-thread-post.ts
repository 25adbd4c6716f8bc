import { randomUUID } from 'node:crypto';
import {
  insertThreadPost,
  leaseThreadPost,
  readThreadPost,
  type ThreadPostRow,
  updateLeasedThreadPost,
} from '../../db/queries/thread-posts.ts';
import type { Line } from '../line.ts';
import { type Placed, withTs } from './slack-ts.ts';
import { holdOf } from './take-card.ts';

export type HeldThreadPost = Placed<ThreadPostRow> & { postingUntil: Date };

/** A row whose lease is ours, as the bots work with it. Null stays null: it was lost. */
export const heldThreadPost = (line: Line, row: ThreadPostRow | null): HeldThreadPost | null =>
  row && (withTs(line, row) as HeldThreadPost);

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
    const leased = await leaseThreadPost(tx, row.id, now, holdOf(line));
    const held = heldThreadPost(line, leased);
    if (!leased || !held) return 'busy';
    if (!stands(leased)) return held;
    // The worker before this one finished between our look and our lease.
    await updateLeasedThreadPost(tx, held, { postingUntil: null });
    return 'posted';
  });
}

const stands = (post: ThreadPostRow): boolean =>
  post.redactedAt !== null || (!post.uncertain && (post.sealedTs !== null || post.fileId !== null));
