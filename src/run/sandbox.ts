import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Config, SlackConfig } from '../config.ts';
import { type SlackStandIn, startSlackStandIn } from '../sandbox/slack/server.ts';
import { startTelegramStandIn, type TelegramStandIn } from '../sandbox/telegram/server.ts';
import { SAMPLE_STAFF } from './sample-staff.ts';
import { sandboxFile } from './sandbox-file.ts';
import type { Services } from './services.ts';

const CHANNELS = { main: 'C0LINEITEMS', sensitive: 'C0LINESENSITIVE', leads: 'C0LINELEADS' };

/** Starts a stand-in for each service without a token. */
export async function startSandbox(config: Config, now: () => Date): Promise<Services> {
  const token = `100000:${randomBytes(12).toString('hex')}`;
  const telegram = config.telegram ? null : await startTelegramStandIn({ token, clock: now });
  const slack = config.slack ? null : await openSlack(now);
  await mkdir(config.dataDir, { recursive: true });
  const file = sandboxFile(config.dataDir);
  const found = { telegram: telegram?.controlUrl ?? null, slack: slack?.server.controlUrl ?? null };
  await writeFile(file, JSON.stringify(found), { mode: 0o600 });
  return {
    telegram: config.telegram ?? { token, apiRoot: (telegram as TelegramStandIn).apiRoot, webhook: undefined },
    slack: config.slack ?? (slack as OpenSlack).config,
    admins: slack ? [...config.slackAdmins, SAMPLE_STAFF[0].id] : config.slackAdmins,
    emulated: [...(telegram ? ['Telegram'] : []), ...(slack ? ['Slack'] : [])],
    close: async () => {
      await rm(file, { force: true });
      await telegram?.close();
      await slack?.server.close();
    },
  };
}

type OpenSlack = { server: SlackStandIn; config: SlackConfig };

async function openSlack(now: () => Date): Promise<OpenSlack> {
  const secret = () => randomBytes(12).toString('hex');
  const tokens = { botToken: `xoxb-${secret()}`, appToken: `xapp-${secret()}`, signingSecret: secret() };
  const server = await startSlackStandIn({ ...tokens, clock: now });
  for (const { id, name } of SAMPLE_STAFF) server.control.addStaff({ id, name });
  const members = SAMPLE_STAFF.map(({ id }) => id);
  server.control.addChannel({ id: CHANNELS.main, name: 'line-items', members, botIsMember: true });
  server.control.addChannel({
    id: CHANNELS.sensitive,
    name: 'line-sensitive',
    private: true,
    members: ['U0SAMPLEPROTECT'],
    botIsMember: true,
  });
  server.control.addChannel({
    id: CHANNELS.leads,
    name: 'line-leads',
    private: true,
    members: ['U0SAMPLELEAD'],
    botIsMember: true,
  });
  return { server, config: { ...tokens, signingSecret: undefined, apiUrl: server.apiUrl, channels: CHANNELS } };
}
