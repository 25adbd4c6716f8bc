import { callEverybodyInstead } from '../../../core/danger/call-protection.ts';
import { readCall } from '../../../core/danger/read-call.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { readStandingCard } from '../../../core/posts/standing-posts.ts';
import { compareAsSlackSays } from '../../../core/staff/compare-as-slack-says.ts';
import { type Attempt, codeOf, type SlackFailure } from '../failures.ts';
import { standingReader } from '../host/standing.ts';
import { staffWords } from '../kit/words.ts';
import { bringPost, type Place, type PostSpec } from './bring-post.ts';
import { type Delivery, linkTo, lookLater, retry } from './context.ts';
import { carries, findLately } from './find-message.ts';
import { openDirectMessage } from './open-direct-message.ts';

const { words } = staffWords('staff-danger');

export const CALL_EVENT = 'community_line_call';

/** A call as it is owed; `whom`: duty or everybody. To one of them, or without `staffId` into the restricted channel. */
export type CallToPost = { itemId: string; calling: string; stage: string; round: string; whom: string };
type Call = CallToPost & { staffId?: string };
/** What it says, and to whom: `null` is the restricted channel. */
type Said = { text: string; person: StaffMember | null };

/** Somebody is in danger: what must be repaired first is tried again soon, not in minutes. */
const REPAIR_SECONDS = 30;

/** In the restricted channel, where the number may stand: names those who are called, so that it sounds on their phones. */
export const postCall = (to: Delivery, call: CallToPost): Promise<JobResult> =>
  bringPost(
    to,
    callPost(to, call, async () => {
      const due = await readCall(to.line, call);
      if (due === null) return null;
      const mentions = due.people.map(({ slackUserId }) => `<@${slackUserId}>`).join(' ');
      const said = [words(`post.${call.stage}`, { reference: due.reference }), mentions].filter((part) => part !== '');
      return { text: said.join('\n'), person: null };
    }),
  );

/** To one of them directly, with neither word nor number. Who turned out not to be the one any more is not told. */
export const tellCall = (to: Delivery, call: CallToPost & { staffId: string }): Promise<JobResult> =>
  bringPost(
    to,
    callPost(to, call, async () => {
      const due = await readCall(to.line, call);
      const person = due?.people.find(({ id }) => id === call.staffId);
      if (!person) return null;
      return { text: words(`tell.${call.stage}`, { channel: `<#${to.channels.sensitive}>` }), person };
    }),
  );

function callPost(to: Delivery, call: Call, read: () => Promise<Said | null>): PostSpec<Said> {
  const { itemId, calling, stage, round, staffId = 'channel' } = call;
  const payload = { calling, stage, round };
  return {
    // An earlier version said it without a row: it is looked for in any case.
    wanted: { kind: 'call', key: `${calling}:${stage}:${round}:${staffId}`, itemId, uncertain: true },
    read,
    place: ({ person }) => placeOf(to, person),
    find: async (post) => {
      const found = await findLately(to, post.channel, (message) => carries(message, CALL_EVENT, payload));
      // Where we may not look (a scope is missing), twice is better than not at all.
      return !found.ok && found.failure.kind === 'account' ? { ok: true, value: null } : found;
    },
    content: async ({ text }) => {
      // Where the card stands; without one the channel is named, and nobody waits for it.
      const card = await readStandingCard(to.line, itemId);
      const link = card?.channel === to.channels.sensitive ? await linkTo(to, card) : null;
      const said = link === null ? text : `${text}\n${words('card_link', { link: `<${link}>` })}`;
      return { message: { text: said, metadata: { event_type: CALL_EVENT, event_payload: payload } } };
    },
    met: (failure) => met(to, failure, call),
  };
}

/** Whom Slack calls as a report does is asked about before they are told: then they are not the one any more when it is read again. */
async function placeOf(to: Delivery, person: StaffMember | null): Promise<Attempt<Place>> {
  if (person === null) return { ok: true, value: { channel: to.channels.sensitive } };
  // A guest could open nothing. Where Slack does not say who somebody is, they are told.
  const who = await standingReader(to.slack, to.line.now)(person.slackUserId);
  if (who.standing === 'outsider') return { ok: false, failure: { kind: 'refused', code: 'no_member' } };
  await compareAsSlackSays(to.line, person, who);
  const opened = await openDirectMessage(to, person.slackUserId);
  return opened.ok ? { ok: true, value: { channel: opened.value } } : opened;
}

/**
 * A person who cannot be written to is not tried for ever: the others, the channel and the next stage go on without them. A shift of
 * somebody whose account is gone keeps nobody waiting.
 */
async function met(to: Delivery, failure: SlackFailure, call: Call): Promise<JobResult | undefined> {
  const { staffId } = call;
  if (failure.kind === 'rate_limited') return undefined;
  if (failure.kind === 'unknown') return lookLater();
  to.line.log.error(
    { ...(staffId !== undefined && { staffId }), code: codeOf(failure) },
    'a call for somebody in danger could not be said in Slack',
  );
  if (failure.kind !== 'refused') return retry(failure.code, REPAIR_SECONDS);
  if (staffId !== undefined && call.whom === 'duty') await callEverybodyInstead(to.line, call);
  return DONE;
}
