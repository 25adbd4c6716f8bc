import { beginPostingInThread } from '../../../core/cards/begin-posting-in-thread.ts';
import { listPostedMessages } from '../../../core/cards/list-posted-messages.ts';
import { listPosts } from '../../../core/cards/list-posts.ts';
import { readStandingCard } from '../../../core/cards/read-standing-card.ts';
import { readThreadMessage, type ThreadMessage } from '../../../core/cards/read-thread-message.ts';
import { recordNotInThread, recordThreadPost, releaseThreadPost } from '../../../core/cards/record-thread-post.ts';
import { type HeldThreadPost, takeThreadPost } from '../../../core/cards/take-thread-post.ts';
import { DONE, type JobResult } from '../../../core/domain/job-result.ts';
import type { FetchReadyMedia } from '../../../core/domain/media.ts';
import { planCard } from '../cards/plan-card.ts';
import { fileComment, neutralName, threadBlocks, threadLabel } from '../cards/thread-words.ts';
import { type Attempt, attempt, codeOf } from '../failures.ts';
import type { Block } from '../kit/blocks.ts';
import { words } from '../kit/words.ts';
import { type Delivery, lookLater, QUIET, REPAIR_SECONDS, resultOf, retry } from './context.ts';
import { deliverCard } from './deliver-card.ts';
import { carries, findInThread } from './find-message.ts';
import { sendBytes, shareFile } from './upload-file.ts';

export const THREAD_EVENT = 'community_line_thread_post';

const MEDIA_UNREACHABLE = 'media_unreachable';

type Thread = { channel: string; ts: string };

/**
 * Puts a resident's message under the card: what the card does not show in full, the door to every file, every edit. Nothing of a sensitive item
 * and nothing whose words were destroyed. A message stands there once, whatever answer of Slack's was lost, and below those sent before
 * it: whichever job comes first puts them there too.
 */
export async function deliverThread(to: Delivery, messageId: string, fetchMedia: FetchReadyMedia): Promise<JobResult> {
  const read = await readThreadMessage(to.line, messageId);
  if (!read || !belongsInThread(read)) return DONE;
  const card = await readStandingCard(to.line, read.view.item.id);
  if (!card) return waitForCard(to, read.view.item.id);
  for (const earlier of await listEarlierUnposted(to, read)) {
    const result = await putOnce(to, earlier, card, fetchMedia);
    // What is the matter with that message alone (its file cannot be fetched, Slack refuses it) holds up no other.
    if (result.kind === 'retry' && result.reason !== MEDIA_UNREACHABLE) return result;
  }
  return putOnce(to, read, card, fetchMedia);
}

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
  const read = await Promise.all(unposted.map((one) => readThreadMessage(to.line, one.id)));
  return read.filter((one) => one !== null).filter(belongsInThread);
}

async function putOnce(
  to: Delivery,
  read: ThreadMessage,
  card: Thread,
  fetchMedia: FetchReadyMedia,
): Promise<JobResult> {
  const post = await takeThreadPost(to.line, {
    itemId: read.view.item.id,
    messageId: read.message.id,
    version: read.version,
    channel: card.channel,
  });
  if (post === 'posted') return DONE;
  if (post === 'busy') return retry('post_busy');
  if (!post.uncertain) return put(to, read, post, card, fetchMedia);
  return lookFor(to, read, post, card, fetchMedia);
}

/** A card on its way comes soon; one that cannot be posted comes when somebody has repaired what is wrong. */
async function waitForCard(to: Delivery, itemId: string): Promise<JobResult> {
  const { live } = await listPosts(to.line, itemId);
  return live?.failure ? retry('card_not_posted', REPAIR_SECONDS) : retry('card_not_posted');
}

function belongsInThread({ view, message, version }: ThreadMessage): boolean {
  if (view.item.sensitive || view.item.redactedAt !== null) return false;
  if (message.direction !== 'in' || message.body === null) return false;
  return version > 0 || planCard(view).elsewhere.has(message.id);
}

async function lookFor(
  to: Delivery,
  read: ThreadMessage,
  post: HeldThreadPost,
  thread: Thread,
  fetchMedia: FetchReadyMedia,
): Promise<JobResult> {
  const found = await findThreadPost(to, post, thread);
  if (!found.ok) {
    await releaseThreadPost(to.line, post);
    return resultOf(found.failure);
  }
  if (found.value === null) return put(to, read, { ...post, fileId: null }, thread, fetchMedia);
  await recordThreadPost(to.line, post, { ts: found.value, fileId: post.fileId });
  return DONE;
}

/** The `ts` of a post whose answer was lost: by its metadata, or by the file in it. Null when it does not stand. */
export async function findThreadPost(
  to: Delivery,
  post: { id: string; fileId: string | null },
  thread: Thread,
): Promise<Attempt<string | null>> {
  const found = await findInThread(to.slack, thread.channel, thread.ts, (message) => {
    if (post.fileId !== null) return message.files?.some((file) => file.id === post.fileId) ?? false;
    return carries(message, THREAD_EVENT, { post: post.id });
  });
  return found.ok ? { ok: true, value: found.value?.ts ?? null } : found;
}

async function put(
  to: Delivery,
  read: ThreadMessage,
  post: HeldThreadPost,
  thread: Thread,
  fetchMedia: FetchReadyMedia,
): Promise<JobResult> {
  if (await standsAsPicture(to, read)) return putPicture(to, read, post, thread, fetchMedia);
  const blocks = threadBlocks(read);
  if (blocks) return say(to, read, post, thread, blocks);
  const bytes = new TextEncoder().encode(read.message.body?.text ?? '');
  const comment = `${threadLabel(read)}\n${words('thread.long_text')}`;
  return upload(to, post, thread, { name: neutralName(read, 'txt'), bytes, comment });
}

/** A photo in ordinary feedback of a resident we know, where the setting lets it. Any other file is behind its door. */
async function standsAsPicture(to: Delivery, { view, message, newFile }: ThreadMessage): Promise<boolean> {
  const { kind, anonymous, residentId, sensitive } = view.item;
  const photo = message.body?.kind === 'photo' && message.body.file && !message.body.file.tooLarge && newFile;
  if (!photo || kind !== 'feedback' || anonymous || residentId === null || sensitive) return false;
  return (await to.line.settings()).picturesInThread;
}

async function putPicture(
  to: Delivery,
  read: ThreadMessage,
  post: HeldThreadPost,
  thread: Thread,
  fetchMedia: FetchReadyMedia,
): Promise<JobResult> {
  const media = await fetchMedia(read.message.body?.file?.id ?? '').catch(() => null);
  if (media === null) {
    await releaseThreadPost(to.line, post);
    to.line.log.warn({ channel: post.channel }, 'a file of a resident could not be fetched');
    return retry(MEDIA_UNREACHABLE);
  }
  // Only a picture made anew stands there.
  if (media.kind !== 'file' || media.warning !== null) return say(to, read, post, thread, threadBlocks(read) ?? []);
  const name = neutralName(read, media.extension);
  return upload(to, post, thread, { name, bytes: media.bytes, comment: fileComment(read) });
}

async function say(
  to: Delivery,
  read: ThreadMessage,
  post: HeldThreadPost,
  thread: Thread,
  blocks: Block[],
): Promise<JobResult> {
  const held = await beginPostingInThread(to.line, post, { uncertain: true });
  if (!held) return retry('post_busy');
  const { reference } = read.view.item;
  const said = await attempt(() =>
    to.slack.chat.postMessage({
      channel: thread.channel,
      thread_ts: thread.ts,
      text: words('thread.summary', { reference }),
      blocks,
      metadata: { event_type: THREAD_EVENT, event_payload: { reference, post: held.id } },
      ...QUIET,
    }),
  );
  return settle(to, held, said, said.ok ? { ts: said.value.ts ?? null, fileId: null } : null);
}

async function upload(
  to: Delivery,
  post: HeldThreadPost,
  thread: Thread,
  file: { name: string; bytes: Uint8Array; comment: string },
): Promise<JobResult> {
  const sent = await sendBytes(to.slack, file.name, file.bytes);
  if (!sent.ok) {
    // Bytes that nobody shared are seen by nobody.
    await recordNotInThread(to.line, post);
    return resultOf(sent.failure);
  }
  const held = await beginPostingInThread(to.line, post, { uncertain: true, fileId: sent.value });
  if (!held) return retry('post_busy');
  const shared = await shareFile(to.slack, { id: sent.value, ...file }, thread);
  return settle(to, held, shared, { ts: null, fileId: sent.value });
}

async function settle(
  to: Delivery,
  post: HeldThreadPost,
  outcome: Attempt<unknown>,
  stands: { ts: string | null; fileId: string | null } | null,
): Promise<JobResult> {
  if (outcome.ok && stands) {
    await recordThreadPost(to.line, post, stands);
    return DONE;
  }
  if (outcome.ok || outcome.failure.kind === 'unknown') {
    await releaseThreadPost(to.line, post);
    return lookLater();
  }
  await recordNotInThread(to.line, post);
  to.line.log.warn(
    { channel: post.channel, code: codeOf(outcome.failure) },
    'Slack did not take a message into the thread',
  );
  // The card finds itself another place, and the message follows it.
  if (outcome.failure.kind === 'channel') await deliverCard(to, post.itemId);
  return resultOf(outcome.failure);
}
