import type { Finding } from '../../core/domain/finding.ts';
import { slackClient } from './client.ts';
import { attempt } from './failures.ts';

export type SlackToExamine = {
  botToken: string;
  apiUrl: string | undefined;
  channels: { main: string; sensitive: string; leads: string | undefined };
};

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

/** Token, scopes and channels, as the doctor says them. */
export async function examineSlack(config: SlackToExamine): Promise<Finding[]> {
  const slack = slackClient({ botToken: config.botToken, apiUrl: config.apiUrl });
  const tested = await attempt(() => slack.auth.test());
  if (!tested.ok)
    return [
      {
        level: 'bad',
        about: 'slack',
        say: 'SLACK_BOT_TOKEN is refused or Slack does not answer; reinstall the app and copy the token',
      },
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
  const { main, sensitive, leads } = config.channels;
  for (const [name, channel] of [
    ['SLACK_CHANNEL', main],
    ['SLACK_SENSITIVE_CHANNEL', sensitive],
    ['SLACK_LEADS_CHANNEL', leads],
  ] as const) {
    if (channel !== undefined)
      findings.push(await examineChannel(slack, name, channel, name === 'SLACK_SENSITIVE_CHANNEL'));
  }
  return findings;
}

async function examineChannel(
  slack: ReturnType<typeof slackClient>,
  name: string,
  channel: string,
  mustBePrivate: boolean,
): Promise<Finding> {
  const found = await attempt(() => slack.conversations.info({ channel }));
  if (!found.ok)
    return { level: 'bad', about: name, say: 'there is no such channel for the bot; invite it with /invite' };
  const { is_archived: archived, is_member: member, is_private: isPrivate } = found.value.channel ?? {};
  if (archived) return { level: 'bad', about: name, say: 'is archived; choose another channel' };
  if (!member) return { level: 'bad', about: name, say: 'the bot is not in it; invite it with /invite' };
  if (mustBePrivate && !isPrivate)
    return { level: 'bad', about: name, say: 'is public; sensitive items need a private channel' };
  return { level: 'ok', about: name, say: 'the bot is in it' };
}
