import { z } from 'zod';

/**
 * The one place that reads the environment. A bad or missing setting is named, all at once, and no value is ever printed.
 * Names and defaults are a contract (README, "Settings").
 */
const LOOPBACK = '127.0.0.1';
const slackChannel = z.string().regex(/^[CG][A-Z0-9]{2,}$/, 'must be a Slack channel id, such as C0123456789');
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port, 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65535, 'must be a port, 0 to 65535');
const OPS_SHAPE = 'must be a port, ADDRESS:PORT, or 0 for none';
/** Null where there is none. Without an address it is open to this machine alone, whatever HOST says. */
const opsAddress = z
  .string()
  .regex(/^(?:(?:[\w.-]+|\[[0-9a-fA-F:]+\]):)?\d{1,5}$/, OPS_SHAPE)
  .transform((text) => {
    const colon = text.lastIndexOf(':');
    const host = colon < 0 ? LOOPBACK : text.slice(0, colon).replace(/^\[|\]$/g, '');
    return { host, port: Number(text.slice(colon + 1)) };
  })
  .refine(({ port: number }) => number <= 65535, OPS_SHAPE)
  .transform((address) => (address.port === 0 ? null : address));

const Environment = z.object({
  NODE_ENV: z.string().default('development'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// address' }).optional(),
  QUEUE_BACKEND: z.enum(['redis', 'postgres'], { error: 'must be redis or postgres' }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATA_KEY: z
    .string()
    .refine(
      (text) => Buffer.from(text, 'base64').length === 32 && /^[A-Za-z0-9+/]+=*$/.test(text),
      'must be 32 bytes in base64 (openssl rand -base64 32)',
    )
    .optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{10,}$/, 'must be the token BotFather gave')
    .optional(),
  TELEGRAM_API_ROOT: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  TELEGRAM_WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'must be 16 to 256 letters, digits, _ or -')
    .optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must be a bot token (xoxb-…)').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must be an app-level token (xapp-…)').optional(),
  SLACK_SIGNING_SECRET: z.string().min(8, 'must be the signing secret of the Slack app').optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .endsWith('/api/', 'must end in /api/')
    .optional(),
  SLACK_CHANNEL: slackChannel.optional(),
  SLACK_SENSITIVE_CHANNEL: slackChannel.optional(),
  SLACK_LEADS_CHANNEL: slackChannel.optional(),
  SLACK_ADMINS: z
    .string()
    .regex(/^\s*[UW][A-Z0-9]+(\s*,\s*[UW][A-Z0-9]+)*\s*$/, 'must be Slack user ids, comma-separated')
    .optional(),
  SANDBOX: z.enum(['mixed'], { error: 'must be mixed, or not set' }).optional(),
  HOST: z.string().min(1).default(LOOPBACK),
  PORT: port.default(8080),
  OPS_PORT: opsAddress.optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
});

export type TelegramConfig = {
  token: string;
  apiRoot: string | undefined;
  webhook: { url: string; secret: string } | undefined;
};
export type SlackConfig = {
  botToken: string;
  appToken: string | undefined;
  signingSecret: string | undefined;
  apiUrl: string | undefined;
  channels: { main: string; sensitive: string; leads: string | undefined };
};
export type OpsAddress = { host: string; port: number };
export type Config = {
  production: boolean;
  /** Undefined: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined;
  queue: { kind: 'redis'; url: string } | { kind: 'postgres' };
  dataDir: string;
  /** Undefined outside production: made and kept in `dataDir`. */
  dataKey: Buffer | undefined;
  /** Undefined: the stand-in. */
  telegram: TelegramConfig | undefined;
  slack: SlackConfig | undefined;
  slackAdmins: string[];
  host: string;
  port: number;
  /** Where /readyz and /metrics are served apart from the rest; null: nowhere. */
  ops: OpsAddress | null;
  logLevel: string;
};

export type BadSetting = { name: string; problem: string };
export type ConfigResult = { ok: true; config: Config } | { ok: false; bad: BadSetting[] };

/** Reads and checks every setting. Empty strings count as not set, as compose files leave them. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): ConfigResult {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (parsed.success) {
    const missing = missingTogether(parsed.data);
    return missing.length > 0 ? { ok: false, bad: missing } : { ok: true, config: assemble(parsed.data) };
  }
  const bad = parsed.error.issues.map((issue) => ({ name: String(issue.path[0]), problem: issue.message }));
  // What is missing is said along with what is wrong, so that nobody mends one setting a start.
  const fitting = Object.entries(given).filter(([name]) => !bad.some((one) => one.name === name));
  const missing = missingTogether(Environment.parse(Object.fromEntries(fitting)));
  return { ok: false, bad: firstOfEach([...bad, ...missing]) };
}

const firstOfEach = (bad: BadSetting[]): BadSetting[] =>
  bad.filter((one, index) => bad.findIndex((other) => other.name === one.name) === index);

type Environment = z.infer<typeof Environment>;

function missingTogether(env: Environment): BadSetting[] {
  const production = env.NODE_ENV === 'production';
  const bad: BadSetting[] = [];
  const need = (name: keyof Environment, problem: string) => {
    if (env[name] === undefined) bad.push({ name, problem });
  };
  if (env.QUEUE_BACKEND === 'redis') need('REDIS_URL', 'is missing: QUEUE_BACKEND is redis');
  if (env.TELEGRAM_WEBHOOK_URL !== undefined) need('TELEGRAM_WEBHOOK_SECRET', 'is missing: a webhook needs it');
  if (env.SLACK_BOT_TOKEN !== undefined || production) {
    need('SLACK_BOT_TOKEN', 'is missing');
    need('SLACK_CHANNEL', 'is missing: the channel for items');
    need('SLACK_SENSITIVE_CHANNEL', 'is missing: the restricted channel for sensitive items');
    if (env.SLACK_APP_TOKEN === undefined)
      need('SLACK_SIGNING_SECRET', 'is missing: set it (HTTP) or SLACK_APP_TOKEN (Socket Mode)');
  }
  if (!production && env.SANDBOX !== 'mixed') {
    if (env.TELEGRAM_BOT_TOKEN !== undefined) need('SLACK_BOT_TOKEN', halfOf('TELEGRAM_BOT_TOKEN'));
    if (env.SLACK_BOT_TOKEN !== undefined) need('TELEGRAM_BOT_TOKEN', halfOf('Slack'));
  }
  const ops = opsOf(env);
  if (ops && ops.port === env.PORT) bad.push({ name: 'OPS_PORT', problem: 'must be another port than PORT (0: none)' });
  if (env.SLACK_CHANNEL !== undefined && env.SLACK_CHANNEL === env.SLACK_SENSITIVE_CHANNEL) {
    bad.push({ name: 'SLACK_SENSITIVE_CHANNEL', problem: 'must be another channel than SLACK_CHANNEL' });
  }
  if (production) {
    need('DATABASE_URL', 'is missing');
    need('DATA_KEY', 'is missing (openssl rand -base64 32)');
    need('TELEGRAM_BOT_TOKEN', 'is missing');
    if (env.QUEUE_BACKEND !== 'postgres')
      need('REDIS_URL', 'is missing (or ask for PostgreSQL with QUEUE_BACKEND=postgres)');
  }
  return firstOfEach(bad);
}

/** Real people on one side, and a stand-in that keeps their words in the clear on the other, is hardly ever meant. */
const halfOf = (given: string): string =>
  `is missing: with ${given} alone the other side would be emulated; set it, or SANDBOX=mixed if that is meant`;

/** In the sandbox one port serves all, and another is opened only when it is asked for. */
function opsOf(env: Environment): OpsAddress | null {
  if (env.OPS_PORT !== undefined) return env.OPS_PORT;
  const emulated = env.TELEGRAM_BOT_TOKEN === undefined || env.SLACK_BOT_TOKEN === undefined;
  return emulated ? null : { host: LOOPBACK, port: 9464 };
}

function assemble(env: Environment): Config {
  const useRedis = env.QUEUE_BACKEND !== 'postgres' && env.REDIS_URL !== undefined;
  return {
    production: env.NODE_ENV === 'production',
    databaseUrl: env.DATABASE_URL,
    queue: useRedis ? { kind: 'redis', url: env.REDIS_URL as string } : { kind: 'postgres' },
    dataDir: env.DATA_DIR,
    dataKey: env.DATA_KEY === undefined ? undefined : Buffer.from(env.DATA_KEY, 'base64'),
    telegram: env.TELEGRAM_BOT_TOKEN === undefined ? undefined : telegramOf(env, env.TELEGRAM_BOT_TOKEN),
    slack: env.SLACK_BOT_TOKEN === undefined ? undefined : slackOf(env, env.SLACK_BOT_TOKEN),
    slackAdmins: env.SLACK_ADMINS?.split(',').map((id) => id.trim()) ?? [],
    host: env.HOST,
    port: env.PORT,
    ops: opsOf(env),
    logLevel: env.LOG_LEVEL,
  };
}

function telegramOf(env: Environment, token: string): TelegramConfig {
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = env;
  return { token, apiRoot: env.TELEGRAM_API_ROOT, webhook: url && secret ? { url, secret } : undefined };
}

function slackOf(env: Environment, botToken: string): SlackConfig {
  return {
    botToken,
    appToken: env.SLACK_APP_TOKEN,
    signingSecret: env.SLACK_SIGNING_SECRET,
    apiUrl: env.SLACK_API_URL,
    channels: {
      main: env.SLACK_CHANNEL as string,
      sensitive: env.SLACK_SENSITIVE_CHANNEL as string,
      leads: env.SLACK_LEADS_CHANNEL,
    },
  };
}
