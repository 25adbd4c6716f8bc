import { type Attempt, attempt } from '../failures.ts';
import type { Delivery } from './context.ts';

/** The channel of the app's direct messages with a person. */
export async function openDirectMessage(to: Delivery, slackUserId: string): Promise<Attempt<string>> {
  const opened = await attempt(() => to.slack.conversations.open({ users: slackUserId }));
  if (!opened.ok) return opened;
  const channel = opened.value.channel?.id;
  return channel ? { ok: true, value: channel } : { ok: false, failure: { kind: 'unknown' } };
}
