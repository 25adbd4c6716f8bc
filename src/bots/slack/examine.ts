import type { Finding } from '../../core/domain/finding.ts';
import type { SlackChannels } from '../../core/domain/staff/route.ts';
import type { SlackClient } from './client.ts';
import { attempt, type SlackFailure } from './failures.ts';

/** docs/slack-app-manifest.yml asks for them. */
const SCOPES = [
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'channels:history',
  'groups:history',
  'channels:read',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
];

/** Token, scopes and channels, those that routes lead to as well, as the doctor says them. */
export async function examineSlack(
  slack: SlackClient,
  { main, sensitive, leads }: SlackChannels,
  routed: readonly string[],
): Promise<Finding[]> {
  const tested = await attempt(() => slack.auth.test());
  if (!tested.ok)
    return [
      isOutage(tested.failure)
        ? { level: 'bad', about: 'slack', say: 'does not answer; check the network', passing: true }
        : { level: 'bad', about: 'slack', say: 'SLACK_BOT_TOKEN is refused; reinstall the app and copy the token' },
    ];
  const granted = tested.value.response_metadata?.scopes ?? [];
  const missing = SCOPES.filter((scope) => !granted.includes(scope));
  const findings: Finding[] = [
    { level: 'ok', about: 'slack', say: 'the bot token is good' },
    missing.length === 0
      ? { level: 'ok', about: 'slack scopes', say: 'all granted' }
      : {
          level: 'bad',
          about: 'slack scopes',
          say: `missing: ${missing.join(', ')}; update the app from docs/slack-app-manifest.yml and reinstall it`,
        },
  ];
  const ours = { SLACK_CHANNEL: main, SLACK_SENSITIVE_CHANNEL: sensitive, SLACK_LEADS_CHANNEL: leads };
  for (const [name, channel] of Object.entries(ours))
    if (channel !== undefined)
      findings.push(await examineChannel(slack, name, channel, name === 'SLACK_SENSITIVE_CHANNEL'));
  const known = new Set<string | undefined>(Object.values(ours));
  for (const channel of new Set(routed))
    if (!known.has(channel)) findings.push(await examineChannel(slack, `channel ${channel} of routes`, channel, false));
  return findings;
}

const isOutage = ({ kind }: SlackFailure): boolean => kind === 'unknown' || kind === 'rate_limited';

async function examineChannel(
  slack: SlackClient,
  about: string,
  channel: string,
  mustBePrivate: boolean,
): Promise<Finding> {
  const found = await attempt(() => slack.conversations.info({ channel }));
  if (!found.ok && isOutage(found.failure))
    return { level: 'bad', about, say: 'Slack does not answer; check the network', passing: true };
  if (!found.ok) return { level: 'bad', about, say: 'there is no such channel for the bot; invite it with /invite' };
  const { is_archived: archived, is_member: member, is_private: isPrivate } = found.value.channel ?? {};
  if (archived) return { level: 'bad', about, say: 'is archived; choose another channel' };
  if (!member) return { level: 'bad', about, say: 'the bot is not in it; invite it with /invite' };
  if (mustBePrivate && !isPrivate)
    return { level: 'bad', about, say: 'is public; sensitive items need a private channel' };
  return { level: 'ok', about, say: 'the bot is in it' };
}
