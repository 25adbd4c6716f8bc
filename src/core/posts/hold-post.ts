import { randomUUID } from 'node:crypto';
import { lockItem, readItem } from '../../db/queries/items/items.ts';
import {
  insertPost,
  leasePost,
  type NewSlackPost,
  type SlackPostRow,
  updatePost,
  type WhichPost,
} from '../../db/queries/work/slack-posts.ts';
import type { PostKind } from '../domain/post-kinds.ts';
import { oweHiding } from '../items/change-item.ts';
import type { Line } from '../line.ts';
import { type Placed, sealTs, tsHash, withTs } from './slack-ts.ts';

/*
 * How one worker alone brings one post into Slack: take it, keep it with `uncertain` before a call that may leave something behind whose
 * answer never comes, record where it stands or keep it as NOWHERE, and release it. Whoever comes to an uncertain one looks for it first.
 */

export type Post = Placed<SlackPostRow>;
export type HeldPost = Post & { postingUntil: Date };
/** Which post is meant, and what its row names. `uncertain`: it is looked for even before it is posted for the first time. */
export type WantedPost = Omit<NewSlackPost, 'id' | 'channel' | 'createdAt'>;
type Changes = Partial<Omit<SlackPostRow, 'id' | 'postingUntil'>>;

/** Longer than two calls to Slack with their time-outs, or than fetching and sending a file. A dead worker holds nothing, and nobody waits for this. */
const LEASE_MS = 30_000;
const FILE_LEASE_MS = 75_000;

/** Nothing stands, for sure. */
export const NOWHERE = { sealedTs: null, tsHash: null, fileId: null, shownVersion: 0, uncertain: false } as const;

const heldPost = (line: Line, row: SlackPostRow | null): HeldPost | null => row && (withTs(line, row) as HeldPost);

const leaseEnd = (line: Line, kind: PostKind): Date =>
  new Date(line.now().getTime() + (kind === 'thread' || kind === 'look' ? FILE_LEASE_MS : LEASE_MS));

const holdOf = (line: Line, kind: PostKind) => ({ until: leaseEnd(line, kind), by: line.database.worker.id });

/** It stands for sure, or did and was taken down. */
export const stands = (post: Post): boolean =>
  post.redactedAt !== null || (!post.uncertain && (post.ts !== null || post.fileId !== null));

/** Takes the one live post of a key for this worker alone, and starts one in `channel` when there is none. */
export async function takePost(line: Line, wanted: WantedPost, channel: string): Promise<HeldPost | 'busy'> {
  return line.database.transaction(async (tx) => {
    const now = line.now();
    const lease = async () => heldPost(line, await leasePost(tx, wanted, now, holdOf(line, wanted.kind)));
    const standing = await lease();
    // The row of a look is there from the press on, or it has ended.
    if (standing || wanted.kind === 'look') return standing ?? 'busy';
    await insertPost(tx, { ...wanted, id: randomUUID(), channel, createdAt: now });
    return (await lease()) ?? 'busy';
  });
}

/** Takes one that is there, whatever became of it. */
export async function holdPost(line: Line, which: WhichPost & { kind: PostKind }): Promise<HeldPost | 'busy'> {
  const { read } = line.database;
  return heldPost(line, await leasePost(read, which, line.now(), holdOf(line, which.kind))) ?? 'busy';
}

/** Renews the lease and writes down what is known. Null when it was lost to another worker: then nothing may be posted. */
export async function keepPost(line: Line, post: HeldPost, changes: Changes): Promise<HeldPost | null> {
  const kept = { ...changes, postingUntil: leaseEnd(line, post.kind) };
  return heldPost(line, await updatePost(line.database.read, post, kept));
}

/**
 * It stands: at `ts`, or as a file, of which Slack tells no `ts`. When an item turned sensitive or lost its words while something of it
 * went into a thread, taking that down is owed in the same transaction; the item's row is held so that the two cannot miss each other.
 */
export async function recordPost(
  line: Line,
  post: HeldPost,
  { ts, ...changes }: Changes & { ts: string | null },
): Promise<HeldPost | null> {
  const place = { sealedTs: sealTs(line, post.id, ts), tsHash: ts === null ? null : tsHash(line, post.channel, ts) };
  return line.database.transaction(async (tx) => {
    const item = post.kind === 'thread' && post.itemId !== null ? await lockItem(tx, post.itemId) : null;
    const row = await updatePost(tx, post, { ...changes, ...place, uncertain: false });
    // Even a lease lost meanwhile does not make it stand any less: it is looked for before anything else is done about it.
    if (!row) await updatePost(tx, { id: post.id }, { uncertain: true, redactedAt: null });
    if (item && (item.sensitive || item.redactedAt !== null)) await oweHiding(tx, item.id);
    return heldPost(line, row);
  });
}

/** Lets go of it, as uncertain as it is otherwise; harmless when it was lost. `failure`: why it does not stand as it should, as Slack's code. */
export async function releasePost(line: Line, post: HeldPost, changes: Changes = {}): Promise<void> {
  await updatePost(line.database.read, post, { ...changes, postingUntil: null });
}

/**
 * Retires it and starts another in `channel`, held by the same worker. What stands in the old place of a sensitive item is owed to be
 * taken down, in the same transaction. `failure` says why the place it was meant for cannot be used. Null when it was lost.
 */
export async function movePost(
  line: Line,
  post: HeldPost,
  channel: string,
  failure: string | null,
): Promise<HeldPost | null> {
  const { kind, key, itemId, messageId, offerId } = post;
  return line.database.transaction(async (tx) => {
    const now = line.now();
    if (!(await updatePost(tx, post, { postingUntil: null, retiredAt: now }))) return null;
    const names = { kind, key, itemId, messageId, offerId };
    await insertPost(tx, { ...names, id: randomUUID(), channel, failure, createdAt: now });
    if (itemId !== null && (await readItem(tx, itemId))?.sensitive) await oweHiding(tx, itemId);
    return heldPost(line, await leasePost(tx, { kind, key }, now, holdOf(line, kind)));
  });
}
