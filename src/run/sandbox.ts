import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { type SlackStandIn, startSlackStandIn } from '../sandbox/slack/server.ts';
import { startTelegramStandIn, type TelegramStandIn } from '../sandbox/telegram/server.ts';
import { cutRedis } from './cut-redis.ts';
import { SAMPLE_RESIDENTS } from './sample-residents.ts';
import { SAMPLE_STAFF } from './sample-staff.ts';
import { sandboxFile } from './sandbox-file.ts';
import type { Sandbox } from './sandbox-parts.ts';
import type { Services } from './services.ts';

const CHANNELS = { main: 'C0LINEITEMS', sensitive: 'C0LINESENSITIVE', leads: 'C0LINELEADS' };
/** Telegram lets a bot write about thirty messages a second; a sandbox of a few people never comes near, its story told fast does. */
const SLACK_BURST = 200;

type Tokens = { telegram: string; bot: string; app: string; signing: string };
type Clock = () => Date;

/** Starts a stand-in for each service without a token, on a clock that can be moved forward. */
export async function startSandbox(config: Config, machineClock: Clock): Promise<Services> {
  let aheadMs = 0;
  const now = () => new Date(machineClock().getTime() + aheadMs);
  const tokens = makeTokens();
  const open = (ports: { telegram?: number; slack?: number } = {}) => openStandIns(config, tokens, now, ports);
  let standIns = await open();
  const redis = config.queue.kind === 'redis' ? await cutRedis(config.queue.url) : null;
  const sandbox: Sandbox = {
    emulated: [...(standIns.telegram ? ['Telegram'] : []), ...(standIns.slack ? ['Slack'] : [])],
    telegram: () => standIns.telegram,
    slack: () => standIns.slack,
    channels: CHANNELS,
    aheadMs: () => aheadMs,
    moveAhead: (ms) => {
      aheadMs += ms;
    },
    redis,
    empty: async () => {
      const ports = portsOf(standIns);
      await closeAll(standIns);
      aheadMs = 0;
      standIns = await open(ports);
    },
  };
  await mkdir(config.dataDir, { recursive: true });
  const file = sandboxFile(config.dataDir);
  const found = {
    telegram: standIns.telegram?.controlUrl ?? null,
    slack: standIns.slack?.controlUrl ?? null,
  };
  await writeFile(file, JSON.stringify(found), { mode: 0o600 });
  return {
    telegram: config.telegram ?? {
      token: tokens.telegram,
      apiRoot: standIns.telegram?.apiRoot,
      webhook: undefined,
    },
    slack: config.slack ?? {
      botToken: tokens.bot,
      appToken: tokens.app,
      signingSecret: undefined,
      apiUrl: standIns.slack?.apiUrl,
      channels: CHANNELS,
    },
    admins: config.slack ? config.slackAdmins : [...config.slackAdmins, SAMPLE_STAFF[0].id],
    now,
    queue: redis ? { kind: 'redis', url: redis.url } : config.queue,
    sandbox,
    close: async () => {
      await rm(file, { force: true });
      await closeAll(standIns);
      await redis?.close();
    },
  };
}

const secret = () => randomBytes(12).toString('hex');
const makeTokens = (): Tokens => ({
  telegram: `100000:${secret()}`,
  bot: `xoxb-${secret()}`,
  app: `xapp-${secret()}`,
  signing: secret(),
});

type StandIns = { telegram: TelegramStandIn | null; slack: SlackStandIn | null };

async function openStandIns(
  config: Config,
  tokens: Tokens,
  now: Clock,
  ports: { telegram?: number; slack?: number },
): Promise<StandIns> {
  const telegram = config.telegram
    ? null
    : await startTelegramStandIn({
        token: tokens.telegram,
        clock: now,
        ...(ports.telegram !== undefined && { port: ports.telegram }),
      });
  if (telegram && telegram.control.chats().length === 0) addResidents(telegram);
  const slack = config.slack
    ? null
    : await startSlackStandIn({
        botToken: tokens.bot,
        appToken: tokens.app,
        signingSecret: tokens.signing,
        clock: now,
        burst: SLACK_BURST,
        ...(ports.slack !== undefined && { port: ports.slack }),
      });
  if (slack) addTeam(slack);
  return { telegram, slack };
}

function addResidents({ control }: TelegramStandIn): void {
  for (const { chatId, name, languageCode } of SAMPLE_RESIDENTS)
    control.addResident({ chatId, firstName: name, languageCode });
}

function addTeam({ control }: SlackStandIn): void {
  for (const { id, name } of SAMPLE_STAFF) control.addStaff({ id, name });
  const members = (...roles: string[]) =>
    SAMPLE_STAFF.filter((one) => one.roles.some((role) => roles.includes(role))).map(({ id }) => id);
  control.addChannel({
    id: CHANNELS.main,
    name: 'line-items',
    members: SAMPLE_STAFF.map(({ id }) => id),
    botIsMember: true,
  });
  const restricted = { private: true, botIsMember: true };
  control.addChannel({
    id: CHANNELS.sensitive,
    name: 'line-sensitive',
    members: members('protection'),
    ...restricted,
  });
  control.addChannel({ id: CHANNELS.leads, name: 'line-leads', members: members('lead'), ...restricted });
}

const portOf = (url: string): number => Number(new URL(url).port);
const portsOf = ({ telegram, slack }: StandIns) => ({
  ...(telegram && { telegram: portOf(telegram.controlUrl) }),
  ...(slack && { slack: portOf(slack.controlUrl) }),
});

async function closeAll({ telegram, slack }: StandIns): Promise<void> {
  await telegram?.close();
  await slack?.close();
}
