import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import type { ToldNews } from '../../../core/items/staff-news/read-staff-news.ts';
import { forgetTold, sortTold } from '../../../core/items/staff-news/told-news.ts';
import { type HeldPost, holdPost, type Post, recordPost, releasePost } from '../../../core/posts/hold-post.ts';
import { listPosts, listTelling } from '../../../core/posts/standing-posts.ts';
import { type Delivery, keepTrying, QUIET, retry } from '../deliver/context.ts';
import { findInChannel, findInThread, tsOf } from '../deliver/find-message.ts';
import { redactItem, worst } from '../deliver/redact-item.ts';
import { orGone, takeDown } from '../deliver/take-down.ts';
import { type Attempt, attempt } from '../failures.ts';
import { isNews, newsMessage } from './news-message.ts';

/** Takes back everything that stands in Slack of an item whose words were destroyed, or that turned sensitive: card, thread, and what staff were told. */
export async function takeBackItem(to: Delivery, itemId: string): Promise<JobResult> {
  const results = [await redactItem(to, itemId)];
  for (const post of await listTelling(to.line, itemId)) results.push(await takeBackNews(to, post));
  return worst(results);
}

/**
 * Edits one message of news so that it says nothing of what has to go, neither number nor event; whatever else it says stays. A mention under a
 * card goes whole. One that is on its way is waited for; one whose answer was lost is looked for.
 */
async function takeBackNews(to: Delivery, post: Post): Promise<JobResult> {
  const held = await holdPost(to.line, post);
  if (held === 'busy') return retry('post_in_flight');
  const { gone, left } = await sortTold(to.line, held.id);
  const [one] = gone;
  if (!one) {
    await releasePost(to.line, held);
    return DONE;
  }
  const taken = isMention(held)
    ? await takeDown(to, held, () => findMention(to, held, one.itemId))
    : await editNews(to, held, left);
  if (!taken.ok) {
    await releasePost(to.line, held);
    return keepTrying(to, taken.failure);
  }
  await forgetTold(to.line, held.id, gone);
  await releasePost(to.line, held, left.length > 0 ? {} : { redactedAt: to.line.now(), uncertain: false });
  return DONE;
}

/** As `deliverNews` writes their keys. */
const isMention = ({ key }: Post): boolean => key.includes(':');

async function editNews(to: Delivery, held: HeldPost, left: readonly ToldNews[]): Promise<Attempt<unknown>> {
  const { channel, key } = held;
  const found =
    held.ts === null && held.uncertain
      ? tsOf(await findInChannel(to.slack, channel, held.createdAt, isNews(key)))
      : { ok: true as const, value: held.ts };
  if (!found.ok || found.value === null) return found;
  const ts = found.value;
  // What is left of it stands, and is not said again.
  if (held.ts === null && (await recordPost(to.line, held, { ts })) === null)
    return { ok: false, failure: { kind: 'unknown' } };
  const message = await newsMessage(to, key, left, true);
  const updated = orGone(await attempt(() => to.slack.chat.update({ channel, ts, ...message, ...QUIET })));
  if (updated.ok || updated.failure.kind !== 'locked') return updated;
  return orGone(await attempt(() => to.slack.chat.delete({ channel, ts })));
}

/** Under any card of the item that stands or stood in that channel. */
async function findMention(to: Delivery, { channel, key }: Post, itemId: string): Promise<Attempt<string | null>> {
  for (const card of await listPosts(to.line, itemId, 'card')) {
    if (card.channel !== channel || card.ts === null) continue;
    const found = tsOf(await findInThread(to.slack, channel, card.ts, isNews(key)));
    if (found.ok ? found.value !== null : found.failure.kind !== 'gone') return found;
  }
  return { ok: true, value: null };
}
