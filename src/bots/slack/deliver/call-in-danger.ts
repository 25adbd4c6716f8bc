import { readStandingCard } from '../../../core/cards/read-standing-card.ts';
import { callEverybodyInstead } from '../../../core/danger/call-protection.ts';
import { readCall } from '../../../core/danger/read-call.ts';
import { DONE, type JobResult } from '../../../core/domain/job-result.ts';
import type { StaffMember } from '../../../core/domain/permissions.ts';
import { compareAsSlackSays } from '../../../core/staff/compare-as-slack-says.ts';
import { words } from '../cards/safety.ts';
import { attempt, type SlackFailure } from '../failures.ts';
import { standingReader } from '../host/standing.ts';
import { type Delivery, lookLater, QUIET, retry } from './context.ts';
import { carries, type FoundMessage, findInChannel } from './find-message.ts';
import { openDirectMessage } from './open-direct-message.ts';

export const CALL_EVENT = 'community_line_call';

/** A call as it is owed; `whom`: duty or everybody. */
export type CallToPost = { itemId: string; calling: string; stage: string; round: string; whom: string };

/** Somebody is in danger: what must be repaired first is tried again soon, not in minutes. */
const REPAIR_SECONDS = 30;
const DAY_MS = 86_400_000;

/** In the restricted channel, where the number may stand: names those who are called, so that it sounds on their phones. */
export async function postCall(to: Delivery, call: CallToPost): Promise<JobResult> {
  const due = await readCall(to.line, call);
  if (due === null) return DONE;
  const mentions = due.people.map(({ slackUserId }) => `<@${slackUserId}>`).join(' ');
  const said = [words(`post.${call.stage}`, { reference: due.reference }), mentions].filter((part) => part !== '');
  return sayOnce(to, to.channels.sensitive, call, said.join('\n'));
}

/** To one of them directly, with neither word nor number. Who turned out not to be the one any more is not told. */
export async function tellCall(to: Delivery, call: CallToPost & { staffId: string }): Promise<JobResult> {
  const person = await whomToTell(to, call);
  if (!person) return DONE;
  // A guest could open nothing. Where Slack does not say who somebody is, they are told.
  const who = await standingReader(to.slack, to.line.now)(person.slackUserId);
  if (who.standing === 'outsider') return met(to, { kind: 'refused', code: 'no_member' }, call);
  await compareAsSlackSays(to.line, person, who);
  if (!(await whomToTell(to, call))) return DONE;
  const place = await openDirectMessage(to, person.slackUserId);
  if (!place.ok) return met(to, place.failure, call);
  const said = words(`tell.${call.stage}`, { channel: `<#${to.channels.sensitive}>` });
  return sayOnce(to, place.value, call, said);
}

async function whomToTell(to: Delivery, call: CallToPost & { staffId: string }): Promise<StaffMember | undefined> {
  const due = await readCall(to.line, call);
  return due?.people.find(({ id }) => id === call.staffId);
}

/** Looks for it first: an answer that was lost, or a worker that was killed, makes no second one. */
async function sayOnce(
  to: Delivery,
  channel: string,
  call: CallToPost & { staffId?: string },
  said: string,
): Promise<JobResult> {
  const { itemId, calling, stage, round } = call;
  const payload = { calling, stage, round };
  const same = (message: FoundMessage) => carries(message, CALL_EVENT, payload);
  const before = await findInChannel(to.slack, channel, new Date(to.line.now().getTime() - DAY_MS), same);
  if (before.ok && before.value !== null) return DONE;
  // Where we may not look (a scope is missing), twice is better than not at all.
  if (!before.ok && before.failure.kind !== 'account') return met(to, before.failure, call);
  const link = await cardLink(to, itemId);
  const posted = await attempt(() =>
    to.slack.chat.postMessage({
      channel,
      text: link === null ? said : `${said}\n${words('card_link', { link: `<${link}>` })}`,
      metadata: { event_type: CALL_EVENT, event_payload: payload },
      ...QUIET,
    }),
  );
  return posted.ok ? DONE : met(to, posted.failure, call);
}

/** Where the card stands; without one the channel is named, and nobody waits for it. */
async function cardLink(to: Delivery, itemId: string): Promise<string | null> {
  const card = await readStandingCard(to.line, itemId);
  if (card === null || card.channel !== to.channels.sensitive) return null;
  const link = await attempt(() => to.slack.chat.getPermalink({ channel: card.channel, message_ts: card.ts }));
  return link.ok ? (link.value.permalink ?? null) : null;
}

/**
 * A person who cannot be written to is not tried for ever: the others, the channel and the next stage go on without them. A shift of
 * somebody whose account is gone keeps nobody waiting.
 */
async function met(to: Delivery, failure: SlackFailure, call: CallToPost & { staffId?: string }): Promise<JobResult> {
  const { staffId } = call;
  if (failure.kind === 'rate_limited') return retry('rate_limited', failure.afterSeconds);
  if (failure.kind === 'unknown') return lookLater();
  to.line.log.error(
    { ...(staffId !== undefined && { staffId }), code: failure.code },
    'a call for somebody in danger could not be said in Slack',
  );
  if (failure.kind !== 'refused') return retry(failure.code, REPAIR_SECONDS);
  if (staffId !== undefined && call.whom === 'duty') await callEverybodyInstead(to.line, call);
  return DONE;
}
