import type { PostKind } from '../../../core/domain/post-kinds.ts';
import { listPosts } from '../../../core/posts/standing-posts.ts';
import type { SlackClient } from '../client.ts';
import { type Attempt, attempt } from '../failures.ts';
import type { Delivery } from './context.ts';

/** The parts of a message that tell whether it is ours. */
export type FoundMessage = {
  ts?: string | undefined;
  text?: string | undefined;
  metadata?: { event_type?: string | undefined; event_payload?: object | undefined } | undefined;
  files?:
    | { id?: string | undefined; name?: string | null | undefined; title?: string | null | undefined }[]
    | undefined;
};

type Page = {
  messages?: FoundMessage[] | undefined;
  response_metadata?: { next_cursor?: string | undefined } | undefined;
};

/** Whether a message carries what we posted it with. */
export function carries({ metadata }: FoundMessage, event: string, payload: Record<string, string>): boolean {
  const found = (metadata?.event_payload ?? {}) as Record<string, unknown>;
  return metadata?.event_type === event && Object.entries(payload).every(([name, value]) => found[name] === value);
}

const PAGE = 200;
/** Slack's clock and ours differ; better to read a little more than to post twice. */
const CLOCK_MARGIN_SECONDS = 600;

/** Looks through a channel since `since`, page by page, for the first message that fits. */
export async function findInChannel(
  slack: SlackClient,
  channel: string,
  since: Date,
  fits: (message: FoundMessage) => boolean,
): Promise<Attempt<FoundMessage | null>> {
  const oldest = Math.max(0, since.getTime() / 1000 - CLOCK_MARGIN_SECONDS).toFixed(6);
  return search(
    (cursor) => slack.conversations.history({ channel, oldest, limit: PAGE, include_all_metadata: true, ...cursor }),
    fits,
  );
}

/** The same in one thread. */
export async function findInThread(
  slack: SlackClient,
  channel: string,
  ts: string,
  fits: (message: FoundMessage) => boolean,
): Promise<Attempt<FoundMessage | null>> {
  return search(
    (cursor) => slack.conversations.replies({ channel, ts, limit: PAGE, include_all_metadata: true, ...cursor }),
    fits,
  );
}

/** Whether the message that a thread hangs under was deleted, as far as Slack says so: it may leave a headstone. */
export async function isDeadThread(slack: SlackClient, channel: string, ts: string): Promise<boolean> {
  const read = await attempt(() => slack.conversations.replies({ channel, ts, limit: 1 }));
  if (!read.ok) return read.failure.kind === 'gone';
  const { messages } = read.value;
  const first = messages?.[0];
  // Slack's own types leave the headstone out.
  const headstone = first !== undefined && 'subtype' in first && first.subtype === 'tombstone';
  return messages !== undefined && (first?.ts !== ts || headstone);
}

/** The `ts` of a post of ours in its channel; an older one of the same item in this channel is not the one looked for. */
export async function findPost(
  to: Delivery,
  post: { id: string; kind: PostKind; itemId: string | null; channel: string; createdAt: Date },
  fits: (message: FoundMessage) => boolean,
): Promise<Attempt<string | null>> {
  const { id, kind, itemId, channel, createdAt } = post;
  const all = itemId === null ? [] : await listPosts(to.line, itemId, kind);
  const others = all.filter((other) => other.id !== id && other.channel === channel).map(({ ts }) => ts);
  const isIt = (message: FoundMessage) => !others.includes(message.ts ?? null) && fits(message);
  return tsOf(await findInChannel(to.slack, channel, createdAt, isIt));
}

/** The `ts` of what was said in a channel within a day. */
export async function findLately(
  to: Delivery,
  channel: string,
  fits: (message: FoundMessage) => boolean,
): Promise<Attempt<string | null>> {
  return tsOf(await findInChannel(to.slack, channel, new Date(to.line.now().getTime() - 86_400_000), fits));
}

/** Of what was found, where it stands. */
export const tsOf = (found: Attempt<FoundMessage | null>): Attempt<string | null> =>
  found.ok ? { ok: true, value: found.value?.ts ?? null } : found;

async function search(
  read: (cursor: { cursor?: string }) => Promise<unknown>,
  fits: (message: FoundMessage) => boolean,
): Promise<Attempt<FoundMessage | null>> {
  let cursor: string | undefined;
  do {
    const page = await attempt(() => read(cursor ? { cursor } : {}) as Promise<Page>);
    if (!page.ok) return page;
    // An answer that says ok and lists nothing at all says nothing.
    if (!page.value.messages) return { ok: false, failure: { kind: 'unknown' } };
    const found = page.value.messages.find(fits);
    if (found) return { ok: true, value: found };
    cursor = page.value.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return { ok: true, value: null };
}
