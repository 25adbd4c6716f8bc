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
    ]);
  });

  it('reads what it is given', () => {
    expect(configOf({ ...PRODUCTION, PORT: '0', SLACK_ADMINS: ' U0ANA , U0BEN ' })).toMatchObject({
      port: 0,
      slackAdmins: ['U0ANA', 'U0BEN'],
      dataKey: Buffer.alloc(32, 3),
    });
  });
});
