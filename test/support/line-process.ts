import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Part } from '../../src/run/processes.ts';
import { type SlackStandIn, startSlackStandIn } from '../../src/sandbox/slack/server.ts';
import { startTelegramStandIn, type TelegramStandIn } from '../../src/sandbox/telegram/server.ts';
import { builtProgram } from './built-line.ts';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const TOKENS = {
  botToken: 'xoxb-test-of-nobody',
  appToken: 'xapp-test-of-nobody',
  signingSecret: 'test-signing-secret',
};
export const CHANNELS = { main: 'C0MAIN00001', sensitive: 'C0SENSITIVE1', leads: 'C0LEADS0001' };
/** Invented. */
export const STAFF = { lead: 'U0LEAD00001', triage: 'U0TRIAGE001', protection: 'U0PROTECT01', stranger: 'U0STRANGER1' };

export type TestWorld = {
  telegram: TelegramStandIn;
  slack: SlackStandIn;
  dataDir: string;
  env: Record<string, string>;
  /** The line in a process of its own, ready. */
  start(extra?: Record<string, string>): Promise<LineProcess>;
  /** One part of the line in a process of its own: with the others, the line as it runs on servers. */
  startPart(part: Part, extra?: Record<string, string>): Promise<LineProcess>;
  /** A command of the line, beside it. Gives what it printed. */
  command(...args: string[]): Promise<Printed>;
  /** The same with other settings. */
  commandWith(extra: Record<string, string>, ...args: string[]): Promise<Printed>;
  /** The same with lines typed into it. */
  typeInto(lines: string[], ...args: string[]): Promise<Printed>;
  close(): Promise<void>;
};

/** Of both stand-ins. */
export type KeptWorld = { telegram: Buffer; slack: Buffer };

export type Printed = { code: number; out: string; err: string };

export type LineProcess = {
  port: number;
  /** Where /readyz and /metrics are. */
  opsPort: number;
  pid: number;
  /** Everything it printed so far, on either stream. */
  log(): string;
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
  exited: Promise<number | null>;
};

/**
 * Both stand-ins and an empty data folder. `env` chooses database and queue; without, the embedded default. `slackBurst`: how many
 * messages a channel takes before one a second is the rule. `clock`: what the stand-ins go by. `kept`: what they held when an earlier world ended.
 */
export async function openWorld(
  env: Record<string, string> = {},
  { slackBurst, clock, kept }: { slackBurst?: number; clock?: () => Date; kept?: KeptWorld } = {},
): Promise<TestWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'community-line-world-'));
  const token = '123456:test-token-of-nobody';
  const telegram = await startTelegramStandIn({
    token,
    rate: { burst: 10_000 },
    kept: kept?.telegram,
    ...(clock && { clock }),
  });
  const slack = await startSlackStandIn({
    ...TOKENS,
    kept: kept?.slack,
    ...(slackBurst && { burst: slackBurst }),
    ...(clock && { clock }),
  });
  if (!kept) furnish(slack);
  const all: Record<string, string> = {
    ...bareEnvironment(),
    DATA_DIR: dataDir,
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    SLACK_BOT_TOKEN: TOKENS.botToken,
    SLACK_APP_TOKEN: TOKENS.appToken,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: CHANNELS.main,
    SLACK_SENSITIVE_CHANNEL: CHANNELS.sensitive,
    SLACK_LEADS_CHANNEL: CHANNELS.leads,
    LOG_LEVEL: 'info',
    ...env,
  };
  const running: LineProcess[] = [];
  return {
    telegram,
    slack,
    dataDir,
    env: all,
    start: async (extra = {}) => {
      const line = await startProcess({ ...all, ...extra });
      running.push(line);
      return line;
    },
    startPart: async (part, extra = {}) => {
      const line = await startProcess({ ...all, ...extra }, part);
      running.push(line);
      return line;
    },
    command: (...args) => runCommand(all, args),
    commandWith: (extra, ...args) => runCommand({ ...all, ...extra }, args),
    typeInto: (lines, ...args) => runCommand(all, args, lines),
    close: async () => {
      for (const line of running) await line.stop();
      await telegram.close();
      await slack.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** People and channels. */
function furnish(slack: SlackStandIn): void {
  for (const [role, id] of Object.entries(STAFF)) slack.control.addStaff({ id, name: `Sample ${role}` });
  slack.control.addChannel({ id: CHANNELS.main, name: 'items', members: Object.values(STAFF), botIsMember: true });
  slack.control.addChannel({
    id: CHANNELS.sensitive,
    name: 'sensitive',
    private: true,
    members: [STAFF.protection],
    botIsMember: true,
  });
  slack.control.addChannel({
    id: CHANNELS.leads,
    name: 'leads',
    private: true,
    members: [STAFF.lead],
    botIsMember: true,
  });
}

/** What a bare machine has: the settings of whoever runs the tests stay out. */
export function bareEnvironment(): Record<string, string> {
  const { PATH, HOME, LANG } = process.env;
  const entries = Object.entries({ PATH, HOME, LANG });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The line with these settings alone, or a part of it, in a process of its own; resolves when it is ready. */
export async function startProcess(env: Record<string, string>, part?: Part): Promise<LineProcess> {
  const program = part ? [builtProgram('cli'), 'start', '--only', part] : [builtProgram('main')];
  // A webhook must know the port before the line starts.
  const port = env.PORT === undefined ? await freePort() : Number(env.PORT);
  const opsPort = Number(env.OPS_PORT ?? (await freePort()));
  const child = spawn(process.execPath, program, {
    cwd: ROOT,
    env: { ...env, PORT: String(port), OPS_PORT: String(opsPort) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stderr, child.stdout])
    stream.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
  // A test run that is cut short leaves no line behind, and a line asked so ends its database too.
  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const exited = (once(child, 'exit') as Promise<[number | null]>).then(([code]) => {
    process.off('exit', endWithUs);
    return code;
  });
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`the line did not start: ${log.split('\n').slice(-3).join(' ')}`);
    const answer = await fetch(`http://127.0.0.1:${opsPort}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    return answer?.status === 200;
  });
  return {
    port,
    opsPort,
    pid: child.pid as number,
    log: () => log,
    exited,
    stop: () => end(child, 'SIGTERM', exited),
    kill: async () => void (await end(child, 'SIGKILL', exited)),
  };
}

function end(
  child: ChildProcess,
  signal: 'SIGTERM' | 'SIGKILL',
  exited: Promise<number | null>,
): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  return exited;
}

async function runCommand(env: Record<string, string>, args: string[], typed: string[] = []): Promise<Printed> {
  const child = spawn(process.execPath, [builtProgram('cli'), ...args], { cwd: ROOT, env, stdio: 'pipe' });
  child.stdin.end(typed.map((row) => `${row}\n`).join(''));
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}
