import type { FetchReadyMedia } from '../../../core/domain/media.ts';
import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import type { Post } from '../../../core/posts/hold-post.ts';
import { listPostedMessages, listPosts, readLiveCard } from '../../../core/posts/standing-posts.ts';
import { mediaOf, readThreadMessage, type ThreadMessage } from '../../../core/views/read-thread-message.ts';
import { planCard } from '../cards/plan-card.ts';
import { fileComment, neutralName, threadBlocks, threadLabel } from '../cards/thread-words.ts';
import { type Attempt, attempt } from '../failures.ts';
import { staffWords } from '../kit/words.ts';
import { bringPost, type Content, type PostSpec } from './bring-post.ts';
import { type Delivery, REPAIR_SECONDS, retry } from './context.ts';
import { deliverCard } from './deliver-card.ts';
import { carries, type FoundMessage, findInChannel, findInThread, tsOf } from './find-message.ts';
import { redactPost } from './redact-post.ts';
import { orGone, takeDown } from './take-down.ts';

const { words } = staffWords('staff-cards');

export const THREAD_EVENT = 'community_line_thread_post';

const MEDIA_UNREACHABLE = 'media_unreachable';
/** Its card was just posted again. */
const SOON_SECONDS = 1;

type Thread = { channel: string; ts: string };

/**
 * Puts a resident's message under the card: what the card does not show in full, the door to every file, every edit. Nothing of a sensitive item
 * and nothing whose words were destroyed. A message stands there once, whatever answer of Slack's was lost, and below those sent before
 * it: whichever job comes first puts them there too.
 */
export async function deliverThread(to: Delivery, messageId: string, fetchMedia: FetchReadyMedia): Promise<JobResult> {
  const read = await readBelonging(to, messageId);
  if (!read) return DONE;
  const card = await readLiveCard(to.line, read.view.item.id);
  // A card on its way comes soon; one that cannot be posted comes when somebody has repaired what is wrong.
  if (!card?.ts) return card?.failure ? retry('card_not_posted', REPAIR_SECONDS) : retry('card_not_posted');
  const thread = { channel: card.channel, ts: card.ts };
  for (const earlier of await listEarlierUnposted(to, read)) {
    const result = await bringPost(to, threadPost(to, earlier, thread, fetchMedia));
    // What is the matter with that message alone (its file cannot be fetched, Slack refuses it) holds up no other.
    if (result.kind === 'retry' && result.reason !== MEDIA_UNREACHABLE) return result;
  }
  const brought = await bringPost(to, threadPost(to, read, thread, fetchMedia));
  return brought.kind === 'done' ? takeEarlierDown(to, read) : brought;
}

/** What a message said before it was edited stands nowhere any more: whoever takes a name back means it to be gone. */
async function takeEarlierDown(to: Delivery, { message, version, view }: ThreadMessage): Promise<JobResult> {
  if (version === 0) return DONE;
  for (const post of await listPosts(to.line, view.item.id, 'thread')) {
    const earlier = post.messageId === message.id && versionIn(post.key) < version;
    if (!earlier || post.redactedAt !== null) continue;
    const taken = await redactPost(to, post, (held) => takeDown(to, held, (one) => findInThreads(to, one)));
    if (taken.kind !== 'done') return taken;
  }
  return DONE;
}

/** As `threadPost` writes it. */
const versionIn = (key: string): number => Number(key.split(':')[1]);

/** Messages sent before this one that belong in the thread and do not stand in any, oldest first. */
async function listEarlierUnposted(to: Delivery, { view, message }: ThreadMessage): Promise<ThreadMessage[]> {
  const before = view.messages.slice(
    0,
    view.messages.findIndex((one) => one.id === message.id),
  );
  const { elsewhere } = planCard(view);
  if (!before.some((one) => elsewhere.has(one.id))) return [];
  const posted = await listPostedMessages(to.line, view.item.id);
  const unposted = before.filter((one) => elsewhere.has(one.id) && !posted.has(one.id));
  const read = await Promise.all(unposted.map((one) => readBelonging(to, one.id)));
  return read.filter((one) => one !== null);
}

async function readBelonging(to: Delivery, messageId: string): Promise<ThreadMessage | null> {
  const read = await readThreadMessage(to.line, messageId);
  if (!read || read.view.item.sensitive || read.view.item.redactedAt !== null) return null;
  if (read.message.direction !== 'in' || read.message.body === null) return null;
  return read.version > 0 || planCard(read.view).elsewhere.has(messageId) ? read : null;
}

/** One post a text of a message and channel: edited again, or under a card that moved, it is another. */
function threadPost(
  to: Delivery,
  { view, message, version }: ThreadMessage,
  thread: Thread,
  fetchMedia: FetchReadyMedia,
): PostSpec<ThreadMessage> {
  const { channel, ts } = thread;
  const itemId = view.item.id;
  const key = `${message.id}:${version}:${channel}`;
  return {
    wanted: { kind: 'thread', key, itemId, messageId: message.id },
    read: () => readBelonging(to, message.id),
    place: async () => ({ ok: true, value: { channel, thread: ts } }),
    find: async (post) => {
      const found = await findThreadPost(to, post, thread);
      return (found.ok ? found.value !== null : found.failure.kind !== 'gone') ? found : removeLooseCopy(to, post);
    },
    content: (read, post) => threadContent(to, read, post.id, fetchMedia),
    met: async (failure) => {
      // The card finds itself another place, or is posted again after somebody deleted it, and the message follows it.
      if (failure.kind === 'channel' || failure.kind === 'gone') await deliverCard(to, itemId);
      return failure.kind === 'gone' ? retry('card_was_deleted', SOON_SECONDS) : undefined;
    },
  };
}

type Posted = { id: string; fileId: string | null };

const isPost =
  (post: Posted) =>
  (message: FoundMessage): boolean =>
    post.fileId !== null
      ? (message.files?.some((file) => file.id === post.fileId) ?? false)
      : carries(message, THREAD_EVENT, { post: post.id });

/** The `ts` of a post whose answer was lost: by its metadata, or by the file in it. Null when it does not stand. */
const findThreadPost = async (to: Delivery, post: Posted, thread: Thread): Promise<Attempt<string | null>> =>
  tsOf(await findInThread(to.slack, thread.channel, thread.ts, isPost(post)));

/** Its answer was lost, and the card over it is gone: then it stands loose in the channel, and goes from there. */
async function removeLooseCopy(to: Delivery, post: Post): Promise<Attempt<string | null>> {
  const { channel } = post;
  const found = tsOf(await findInChannel(to.slack, channel, post.createdAt, isPost(post)));
  if (!found.ok || found.value === null) return found;
  const ts = found.value;
  const removed = orGone(await attempt(() => to.slack.chat.delete({ channel, ts })));
  return removed.ok ? { ok: true, value: null } : removed;
}

/** The same under any card of the item that stands or stood in that channel: the threads under blanked ones are still there. */
export async function findInThreads(to: Delivery, post: Post): Promise<Attempt<string | null>> {
  const cards = post.itemId === null ? [] : await listPosts(to.line, post.itemId, 'card');
  for (const { channel, ts } of cards) {
    if (channel !== post.channel || ts === null) continue;
    const found = await findThreadPost(to, post, { channel, ts });
    if (found.ok ? found.value !== null : found.failure.kind !== 'gone') return found;
  }
  return { ok: true, value: null };
}

async function threadContent(
  to: Delivery,
  read: ThreadMessage,
  postId: string,
  fetchMedia: FetchReadyMedia,
): Promise<Content> {
  if (await standsAsPicture(to, read)) {
    const media = await fetchMedia(mediaOf(read)).catch(() => null);
    if (media === null) {
      to.line.log.warn({}, 'a file of a resident could not be fetched');
      return { stop: retry(MEDIA_UNREACHABLE) };
    }
    // Only a picture made anew stands there.
    if (media.kind === 'file' && media.warning === null) {
      const name = neutralName(read, media.extension);
      return { file: { name, bytes: media.bytes, comment: fileComment(read) } };
    }
  }
  const blocks = threadBlocks(read);
  if (blocks) {
    const { reference } = read.view.item;
    const metadata = { event_type: THREAD_EVENT, event_payload: { reference, post: postId } };
    return { message: { text: words('thread.summary', { reference }), blocks, metadata } };
  }
  const bytes = new TextEncoder().encode(read.message.body?.text ?? '');
  const comment = `${threadLabel(read)}\n${words('thread.long_text')}`;
  return { file: { name: neutralName(read, 'txt'), bytes, comment } };
}

/** A photo in ordinary feedback of a resident we know, where the setting lets it. Any other file is behind its door. */
async function standsAsPicture(to: Delivery, { view, message }: ThreadMessage): Promise<boolean> {
  const { kind, anonymous, residentId, sensitive } = view.item;
  const photo = message.body?.kind === 'photo' && message.body.file && !message.body.file.tooLarge;
  if (!photo || kind !== 'feedback' || anonymous || residentId === null || sensitive) return false;
  return (await to.line.settings()).picturesInThread;
}
