import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import type { HeldPost, Post } from '../../../core/posts/hold-post.ts';
import { listPosts, readLiveCard } from '../../../core/posts/standing-posts.ts';
import { readCardItem } from '../../../core/views/show-item.ts';
import { renderTakenDown } from '../cards/render-card.ts';
import { type Attempt, attempt } from '../failures.ts';
import { type Delivery, QUIET } from './context.ts';
import { deliverCard, findCard } from './deliver-card.ts';
import { findInThreads } from './deliver-thread.ts';
import { redactPost } from './redact-post.ts';
import { orGone, takeDown } from './take-down.ts';

/**
 * Takes back what we posted about an item whose words were destroyed, or that turned sensitive: its card is shown anew without them
 * (or moves), retired cards are blanked, thread posts and files deleted; what is looked at ends by itself. What Slack will not delete is reported
 * in the log and tried again.
 */
export async function redactItem(to: Delivery, itemId: string): Promise<JobResult> {
  const read = await readCardItem(to.line, itemId);
  if (!read || !(read.view.item.sensitive || read.view.item.redactedAt !== null)) return DONE;
  const before = await readLiveCard(to.line, itemId);
  // An item that was never shown needs no card to say so.
  const results = [before === null && !read.view.item.sensitive ? DONE : await deliverCard(to, itemId)];
  const left = (post: Post): boolean => post.redactedAt === null;
  for (const card of (await listPosts(to.line, itemId, 'card')).filter(left))
    if (card.retiredAt !== null) results.push(await redactPost(to, card, (held) => blank(to, held, read.view.item)));
  for (const post of (await listPosts(to.line, itemId, 'thread')).filter(left))
    results.push(await redactPost(to, post, (held) => takeDown(to, held, (one) => findInThreads(to, one))));
  return worst(results);
}

/** Empties a card that stands in its old place; where Slack no longer lets us change it, deletes it. */
async function blank(to: Delivery, card: HeldPost, item: { reference: string }): Promise<Attempt<unknown>> {
  const { channel } = card;
  const found =
    card.ts === null && card.uncertain ? await findCard(to, card, item) : { ok: true as const, value: card.ts };
  if (!found.ok || found.value === null) return found;
  const ts = found.value;
  const updated = orGone(await attempt(() => to.slack.chat.update({ channel, ts, ...renderTakenDown(), ...QUIET })));
  if (updated.ok || updated.failure.kind !== 'locked') return updated;
  return orGone(await attempt(() => to.slack.chat.delete({ channel, ts })));
}

/** Something left to do outweighs what is done; the soonest first. */
export function worst(results: JobResult[]): JobResult {
  const retries = results.filter((result) => result.kind === 'retry');
  const [soonest] = retries.sort((a, b) => (a.afterSeconds ?? 1) - (b.afterSeconds ?? 1));
  return soonest ?? results.find((result) => result.kind === 'refused') ?? DONE;
}
