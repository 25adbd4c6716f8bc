import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const KEY = Buffer.alloc(32, 3).toString('base64');
const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://line:pass-zq@db/line',
  REDIS_URL: 'redis://:pass-zq@redis:6379',
  DATA_KEY: KEY,
  TELEGRAM_BOT_TOKEN: '123456:sample-token-zq',
  SLACK_BOT_TOKEN: 'xoxb-sample-zq',
  SLACK_APP_TOKEN: 'xapp-sample-zq',
  SLACK_CHANNEL: 'C0MAIN',
  SLACK_SENSITIVE_CHANNEL: 'C0SENSITIVE',
};
const badNames = (environment: NodeJS.ProcessEnv): string[] => {
  const read = readConfig(environment);
  return read.ok ? [] : read.bad.map((bad) => bad.name).sort();
};
const configOf = (environment: NodeJS.ProcessEnv) => {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(JSON.stringify(read.bad));
  return read.config;
};

const BAD = {
  DATABASE_URL: 'mysql://secret-zq',
  REDIS_URL: 'http://secret-zq',
  QUEUE_BACKEND: 'secret-zq',
  DATA_KEY: 'secret-zq',
  TELEGRAM_BOT_TOKEN: 'secret-zq',
  TELEGRAM_API_ROOT: 'secret-zq',
  TELEGRAM_WEBHOOK_URL: 'secret-zq',
  TELEGRAM_WEBHOOK_SECRET: 'secret zq',
  SLACK_BOT_TOKEN: 'secret-zq',
  SLACK_APP_TOKEN: 'secret-zq',
  SLACK_SIGNING_SECRET: 'zq',
  SLACK_API_URL: 'secret-zq',
  SLACK_CHANNEL: '#secret-zq',
  SLACK_SENSITIVE_CHANNEL: '#secret-zq',
  SLACK_LEADS_CHANNEL: '#secret-zq',
  SLACK_ADMINS: '@secret-zq',
  PORT: 'secret-zq',
  OPS_PORT: 'secret-zq',
  SANDBOX: 'secret-zq',
  LOG_LEVEL: 'secret-zq',
};

describe('bad settings', () => {
  it('are named all at once, each once, and no value is said', () => {
    const read = readConfig({ ...BAD });
    expect(badNames({ ...BAD })).toEqual(Object.keys(BAD).sort());
    expect(JSON.stringify(read)).not.toMatch(/zq/);
  });

  it.each(Object.entries(BAD))('%s alone is named alone, and its value is not said', (name, value) => {
    const read = readConfig({ [name]: value });
    expect(badNames({ [name]: value })).toContain(name);
    expect(JSON.stringify(read)).not.toContain('zq');
  });

  it('are named together with what is missing', () => {
    const { DATABASE_URL: _, DATA_KEY: __, ...rest } = PRODUCTION;
    expect(badNames({ ...rest, PORT: '99999' })).toEqual(['DATABASE_URL', 'DATA_KEY', 'PORT']);
  });

  it.each(['-1', '65536', '80.5', '0x50', '1e3', ' 80'])('PORT %j is refused', (port) => {
    expect(badNames({ PORT: port })).toEqual(['PORT']);
  });

  it.each([Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64'), 'ä'.repeat(32)])(
    'a DATA_KEY that is not 32 bytes in base64 is refused',
    (key) => expect(badNames({ DATA_KEY: key })).toEqual(['DATA_KEY']),
  );
});

describe('production', () => {
  it('starts with everything given', () => {
    expect(configOf(PRODUCTION)).toMatchObject({ production: true, queue: { kind: 'redis' } });
  });

  it.each([
    'DATABASE_URL',
    'REDIS_URL',
    'DATA_KEY',
    'TELEGRAM_BOT_TOKEN',
    'SLACK_BOT_TOKEN',
    'SLACK_CHANNEL',
    'SLACK_SENSITIVE_CHANNEL',
  ])('is refused without %s, and empty counts as without', (name) => {
    expect(badNames({ ...PRODUCTION, [name]: undefined })).toEqual([name]);
    expect(badNames({ ...PRODUCTION, [name]: ' ' })).toEqual([name]);
  });

  it('needs one way to be reached by Slack', () => {
    expect(badNames({ ...PRODUCTION, SLACK_APP_TOKEN: '' })).toEqual(['SLACK_SIGNING_SECRET']);
    const overHttp = { ...PRODUCTION, SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: '0123456789abcdef' };
    expect(configOf(overHttp).slack?.appToken).toBeUndefined();
  });

  it('has PostgreSQL for the queue only when it is asked for', () => {
    expect(badNames({ ...PRODUCTION, REDIS_URL: '' })).toEqual(['REDIS_URL']);
    expect(configOf({ ...PRODUCTION, REDIS_URL: '', QUEUE_BACKEND: 'postgres' }).queue).toEqual({ kind: 'postgres' });
  });
});

describe('everywhere', () => {
  it('nothing at all is enough outside production, with defaults', () => {
    expect(configOf({})).toMatchObject({
      production: false,
      databaseUrl: undefined,
      queue: { kind: 'postgres' },
      dataDir: './data',
      dataKey: undefined,
      telegram: undefined,
      slack: undefined,
      slackAdmins: [],
      host: '127.0.0.1',
      port: 8080,
      ops: null,
      logLevel: 'info',
    });
  });

  it('the restricted channel is never the open one', () => {
    expect(badNames({ ...PRODUCTION, SLACK_SENSITIVE_CHANNEL: 'C0MAIN' })).toEqual(['SLACK_SENSITIVE_CHANNEL']);
    expect(badNames({ ...PRODUCTION, SLACK_LEADS_CHANNEL: 'C0MAIN' })).toEqual([]);
  });

  it('a webhook is never without its secret, and Redis never without an address', () => {
    expect(badNames({ TELEGRAM_WEBHOOK_URL: 'https://line.example/telegram/webhook' })).toEqual([
      'TELEGRAM_WEBHOOK_SECRET',
    ]);
    expect(badNames({ QUEUE_BACKEND: 'redis' })).toEqual(['REDIS_URL']);
    expect(badNames({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      'SLACK_CHANNEL',
      'SLACK_SENSITIVE_CHANNEL',
      'SLACK_SIGNING_SECRET',
      'TELEGRAM_BOT_TOKEN',
    ]);
  });

  it.each([
    [{ TELEGRAM_BOT_TOKEN: '123456:sample-token-zq' }, 'SLACK_BOT_TOKEN'],
    [
      {
        SLACK_BOT_TOKEN: 'xoxb-1',
        SLACK_APP_TOKEN: 'xapp-1',
        SLACK_CHANNEL: 'C0MAIN',
        SLACK_SENSITIVE_CHANNEL: 'C0SENSITIVE',
      },
      'TELEGRAM_BOT_TOKEN',
    ],
  ])('one service without the other is refused unless SANDBOX=mixed says that it is meant: %j', (half, other) => {
    expect(badNames(half)).toEqual([other]);
    expect(JSON.stringify(readConfig(half))).not.toContain('zq');
    expect(badNames({ ...half, SANDBOX: 'mixed' })).toEqual([]);
    // In production nothing is ever emulated.
    expect(badNames({ ...half, SANDBOX: 'mixed', NODE_ENV: 'production' })).toContain(other);
  });

  it.each<[NodeJS.ProcessEnv, { host: string; port: number } | null]>([
    [{}, null],
    [{ OPS_PORT: '9000' }, { host: '127.0.0.1', port: 9000 }],
    [PRODUCTION, { host: '127.0.0.1', port: 9464 }],
    [
      { ...PRODUCTION, HOST: '0.0.0.0' },
      { host: '127.0.0.1', port: 9464 },
    ],
    [{ ...PRODUCTION, OPS_PORT: '0' }, null],
    [
      { ...PRODUCTION, OPS_PORT: '0.0.0.0:9000' },
      { host: '0.0.0.0', port: 9000 },
    ],
    [
      { ...PRODUCTION, OPS_PORT: '[::1]:9000' },
      { host: '::1', port: 9000 },
    ],
  ])(
    'operators ask on this machine alone unless an address is given, and in the sandbox only when it is asked for',
    (env, ops) => {
      expect(configOf(env).ops).toEqual(ops);
    },
  );

  it('operators and services never share a port', () => {
    expect(badNames({ ...PRODUCTION, PORT: '9464' })).toEqual(['OPS_PORT']);
    expect(badNames({ OPS_PORT: '8080' })).toEqual(['OPS_PORT']);
    expect(badNames({ PORT: '9464' })).toEqual([]);
  });

  it.each(['-1', '65536', ':9464', '0x50', 'host:', 'a b:1'])('OPS_PORT %j is refused', (port) => {
    expect(badNames({ OPS_PORT: port })).toEqual(['OPS_PORT']);
  });

  it('reads what it is given', () => {
    expect(configOf({ ...PRODUCTION, PORT: '0', SLACK_ADMINS: ' U0ANA , U0BEN ' })).toMatchObject({
      port: 0,
      slackAdmins: ['U0ANA', 'U0BEN'],
      dataKey: Buffer.alloc(32, 3),
    });
  });
});
