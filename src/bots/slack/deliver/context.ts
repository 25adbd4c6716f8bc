import type { PostKind } from '../../../core/domain/post-kinds.ts';
import type { SlackChannels } from '../../../core/domain/staff/route.ts';
import type { JobResult } from '../../../core/domain/work/job-result.ts';
import type { Line } from '../../../core/line.ts';
import type { SlackClient } from '../client.ts';
import { attempt, type SlackFailure } from '../failures.ts';

/** What delivery into Slack stands on. */
export type Delivery = { slack: SlackClient; line: Line; channels: SlackChannels };

/** Without seconds the queue backs off by itself. */
export const retry = (reason: string, afterSeconds?: number): JobResult => ({
  kind: 'retry',
  reason,
  ...(afterSeconds !== undefined && { afterSeconds }),
});

/** Another worker holds it, or held it when it was killed: it is free in seconds, so a growing wait would only be late. */
const BUSY_SECONDS = 5;
export const busy = (kind: PostKind): JobResult => retry(`${kind}_busy`, BUSY_SECONDS);

/** Somebody must repair a channel, a token or a scope first: try again, but slowly. */
export const REPAIR_SECONDS = 300;

/** A post whose answer was lost may still be on its way: time for it to show up before it is looked for. */
const SETTLE_SECONDS = 3;
export const lookLater = (): JobResult => retry('no_answer', SETTLE_SECONDS);

/** What to do about a failure that changes nothing else: by when to try again, or never. */
export function resultOf(failure: SlackFailure): JobResult {
  switch (failure.kind) {
    case 'rate_limited':
      return retry('rate_limited', failure.afterSeconds);
    case 'unknown':
      return retry('no_answer');
    case 'refused':
      return { kind: 'refused', reason: failure.code };
    default:
      return retry(failure.code, REPAIR_SECONDS);
  }
}

/** What a sensitive item shows stands in the restricted channel and nowhere else. Null: it may stay where it is. */
export const awayFromOpen = (to: Delivery, item: { sensitive: boolean }, channel: string): string | null =>
  item.sensitive && channel !== to.channels.sensitive ? to.channels.sensitive : null;

/** Nothing that Slack would turn into a link, a preview or a mention by itself. */
export const QUIET = { unfurl_links: false, unfurl_media: false, link_names: false, parse: 'none' } as const;

const AGAIN_SECONDS = 600;

/** What a person was promised that it goes is never given up: what Slack will not take down is reported in the log, and tried again. */
export function keepTrying(to: Delivery, failure: SlackFailure): JobResult {
  if (failure.kind === 'rate_limited' || failure.kind === 'unknown') return resultOf(failure);
  to.line.log.error(
    { code: failure.code },
    'something of a resident could not be taken down in Slack; it is tried again',
  );
  return retry(failure.code, AGAIN_SECONDS);
}

/** The address of something that stands; null where Slack gives none, and nobody waits for it. */
export async function linkTo(to: Delivery, at: { channel: string; ts: string }): Promise<string | null> {
  const link = await attempt(() => to.slack.chat.getPermalink({ channel: at.channel, message_ts: at.ts }));
  return link.ok ? (link.value.permalink ?? null) : null;
}
