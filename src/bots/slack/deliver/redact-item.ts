import { blankCard } from '../../../core/cards/blank-card.ts';
import { listCardPlaces, listPosts, type Posts } from '../../../core/cards/list-posts.ts';
import { markPostRedacted } from '../../../core/cards/mark-post-redacted.ts';
import { readCardItem } from '../../../core/cards/read-card-item.ts';
import { DONE, type JobResult } from '../../../core/domain/job-result.ts';
import { renderTakenDown } from '../cards/render-card.ts';
import { type Attempt, attempt } from '../failures.ts';
import { type Delivery, keepTrying, QUIET, retry } from './context.ts';
import { deleteFile } from './delete-file.ts';
import { deliverCard } from './deliver-card.ts';
import { findThreadPost } from './deliver-thread.ts';
import { findCard } from './find-card.ts';

const GONE: Attempt<null> = { ok: true, value: null };

/**
 * Takes back what we posted about an item whose words were destroyed, or that turned sensitive: its card is shown anew without them
 * (or moves), retired cards are blanked, thread posts and files deleted; what is looked at ends by itself. What Slack will not delete is reported
 * in the log and tried again.
 */
export async function redactItem(to: Delivery, itemId: string): Promise<JobResult> {
  const read = await readCardItem(to.line, itemId);
  if (!read || !(read.view.item.sensitive || read.view.item.redactedAt !== null)) return DONE;
  const before = await listPosts(to.line, itemId);
  // An item that was never shown needs no card to say so.
  const card = before.live === null && !read.view.item.sensitive ? DONE : await deliverCard(to, itemId);
  const posts = await listPosts(to.line, itemId);
  const results: JobResult[] = [card];
  for (const retired of posts.retired) results.push(await takeDownCard(to, retired, read.view.item.reference));
  for (const post of posts.thread) {
    const places = await listCardPlaces(to.line, itemId, post.channel);
    const threads = places.map((place) => place.ts);
    results.push(await takeDownPost(to, post, threads));
  }
  return worst(results);
}

async function takeDownCard(to: Delivery, card: Posts['retired'][number], reference: string): Promise<JobResult> {
  let { ts } = card;
  if (ts === null && card.uncertain) {
    const found = await findCard(to, card, reference);
    if (!found.ok) return keepTrying(to, found.failure);
    ts = found.value;
  }
  const taken = ts === null ? GONE : await blank(to, card.channel, ts);
  if (!taken.ok) return keepTrying(to, taken.failure);
  await blankCard(to.line, card.id);
  return DONE;
}

/** Empties the message; where Slack no longer lets us change it, deletes it. */
async function blank(to: Delivery, channel: string, ts: string): Promise<Attempt<unknown>> {
  const updated = await attempt(() => to.slack.chat.update({ channel, ts, ...renderTakenDown(), ...QUIET }));
  if (updated.ok || updated.failure.kind === 'gone') return GONE;
  return updated.failure.kind === 'locked' ? remove(to, channel, ts) : updated;
}

async function takeDownPost(to: Delivery, post: Posts['thread'][number], threads: string[]): Promise<JobResult> {
  if (post.postingUntil !== null && post.postingUntil > to.line.now()) return retry('post_in_flight');
  const taken = await takeDownThreadPost(to, post, threads);
  if (!taken.ok) return keepTrying(to, taken.failure);
  await markPostRedacted(to.line, post.id);
  return DONE;
}

/** What was posted in one of these threads goes: the message, and the file in it. */
export async function takeDownThreadPost(
  to: Delivery,
  post: Posts['thread'][number],
  threads: string[],
): Promise<Attempt<unknown>> {
  let { ts } = post;
  // The message around a file holds its caption; Slack does not tell its ts when the file is shared.
  for (const thread of ts === null && (post.uncertain || post.fileId !== null) ? threads : []) {
    const found = await findThreadPost(to, post, { channel: post.channel, ts: thread });
    if (!found.ok && found.failure.kind !== 'gone') return found;
    if (found.ok && found.value !== null) ts = found.value;
  }
  const { fileId } = post;
  const file = fileId === null ? GONE : await deleteFile(to.slack, fileId);
  return !file.ok || ts === null ? file : remove(to, post.channel, ts);
}

const remove = async (to: Delivery, channel: string, ts: string): Promise<Attempt<unknown>> =>
  orGone(await attempt(() => to.slack.chat.delete({ channel, ts })));

const orGone = (outcome: Attempt<unknown>): Attempt<unknown> =>
  !outcome.ok && outcome.failure.kind === 'gone' ? GONE : outcome;

/** Something left to do outweighs what is done; the soonest first. */
function worst(results: JobResult[]): JobResult {
  const retries = results.filter((result) => result.kind === 'retry');
  const [soonest] = retries.sort((a, b) => (a.afterSeconds ?? 1) - (b.afterSeconds ?? 1));
  return soonest ?? results.find((result) => result.kind === 'refused') ?? DONE;
}
