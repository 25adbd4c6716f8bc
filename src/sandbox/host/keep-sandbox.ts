import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SlackStandIn } from '../slack/server.ts';
import type { TelegramStandIn } from '../telegram/server.ts';

/** Tokens of the stand-ins: random, the same from start to start, and of use to nobody else. */
type Tokens = { telegram: string; bot: string; app: string; signing: string };
export type StandIns = { telegram: TelegramStandIn | null; slack: SlackStandIn | null };
export type Kept = { telegram?: Buffer | undefined; slack?: Buffer | undefined; tokens: Tokens; aheadMs: number };

export type Keeper = {
  /** Writes down within a second what the stand-ins hold and how far the clock was moved. */
  soon(): void;
  /** Writes it down a last time. */
  stop(): Promise<void>;
};

const AT_MOST_EVERY_MS = 1_000;
const NOTE = `Invented conversations of the sandbox, in the clear, so that it goes on where it was. The real Telegram and Slack are never in here.
Delete this folder together with the database beside it to begin anew.
`;

const folderOf = (dataDir: string): string => join(dataDir, 'sandbox');
const secret = () => randomBytes(12).toString('hex');
/** Random, and of use to nobody else. */
export const freshTokens = (): Tokens => ({
  telegram: `100000:${secret()}`,
  bot: `xoxb-${secret()}`,
  app: `xapp-${secret()}`,
  signing: secret(),
});

/** What the sandbox of this data folder held when it stopped; new tokens where there was none. */
export async function readKept(dataDir: string): Promise<Kept> {
  const folder = folderOf(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'README.txt'), NOTE, { mode: 0o600 });
  const read = (name: string) => readFile(join(folder, name)).catch(() => undefined);
  const tokens = parsed<Tokens>(await read('tokens.json')) ?? freshTokens();
  await replaceFile(join(folder, 'tokens.json'), JSON.stringify(tokens));
  const clock = parsed<{ aheadMs: number }>(await read('clock.json'));
  return {
    telegram: await read('telegram.bin'),
    slack: await read('slack.bin'),
    tokens,
    aheadMs: Number.isFinite(clock?.aheadMs) ? (clock?.aheadMs ?? 0) : 0,
  };
}

function parsed<T>(bytes: Buffer | undefined): T | null {
  try {
    return bytes ? (JSON.parse(bytes.toString('utf8')) as T) : null;
  } catch {
    return null;
  }
}

/** Forgets what was kept, but for the tokens. */
export async function dropKept(dataDir: string): Promise<void> {
  for (const name of ['telegram.bin', 'slack.bin', 'clock.json'])
    await rm(join(folderOf(dataDir), name), { force: true });
}

/** Keeps the stand-ins' state beside the database, soon after each change and when it stops. */
export function keepSandbox(dataDir: string, { telegram, slack }: StandIns, aheadMs: () => number): Keeper {
  const folder = folderOf(dataDir);
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const write = async () => {
    if (telegram) await replaceFile(join(folder, 'telegram.bin'), telegram.keep());
    if (slack) await replaceFile(join(folder, 'slack.bin'), slack.keep());
    await replaceFile(join(folder, 'clock.json'), JSON.stringify({ aheadMs: aheadMs() }));
  };
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write).catch((error: NodeJS.ErrnoException) => {
      process.stderr.write(`The sandbox could not be kept (${error.code ?? 'unknown'}); it goes on in memory.\n`);
    });
    return writing;
  };
  const soon = () => {
    timer ??= setTimeout(() => void now(), AT_MOST_EVERY_MS);
  };
  const ends = [telegram?.control.onChange(soon), slack?.control.onChange(soon)];
  return {
    soon,
    stop: async () => {
      for (const end of ends) end?.();
      await now();
    },
  };
}

/** Whole or not at all, also when the machine stops in the middle. */
async function replaceFile(path: string, content: Buffer | string): Promise<void> {
  const draft = `${path}.part`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
