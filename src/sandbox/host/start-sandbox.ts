import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Config } from '../../config.ts';
import { LANGUAGES } from '../../core/domain/codes.ts';
import type { Host, Life } from '../../run/life.ts';
import type { Services } from '../../run/services.ts';
import { SAMPLE_STAFF } from '../samples/sample-staff.ts';
import { seedSamples } from '../samples/seed-samples.ts';
import { type CutRedis, cutRedis } from './cut-redis.ts';
import { dropKept, freshTokens, type Kept, keepSandbox, readKept, type StandIns } from './keep-sandbox.ts';
import { makeLives } from './lives.ts';
import { CHANNELS, closeStandIns, openStandIns, portsOf } from './open-stand-ins.ts';
import { openPage } from './page/open-page.ts';
import type { Sandbox } from './sandbox.ts';
import { sandboxFile } from './sandbox-file.ts';
import { makeSteps } from './steps.ts';

type Clock = () => Date;

export type Started = {
  services: Services;
  sandbox: Sandbox;
  /** Holds the lives of a line in it, the first of which is open already. */
  host(first: Life, open: () => Promise<Life>): Host;
};

/** Starts a stand-in for each service without a token, on a clock that can be moved forward. */
export async function startSandbox(config: Config, machineClock: Clock): Promise<Started> {
  await mkdir(config.dataDir, { recursive: true });
  // Beside a real service what comes is of real people, and is never written down in the clear.
  const invented = !config.telegram && !config.slack;
  const kept: Kept = invented ? await readKept(config.dataDir) : { tokens: freshTokens(), aheadMs: 0 };
  const redis = config.queue.kind === 'redis' ? await cutRedis(config.queue.url) : null;
  const { sandbox, close } = await openSandbox({ config, machineClock, kept, invented, redis });
  const file = sandboxFile(config.dataDir);
  const found = {
    telegram: sandbox.telegram()?.controlUrl ?? null,
    slack: sandbox.slack()?.controlUrl ?? null,
  };
  await writeFile(file, JSON.stringify(found), { mode: 0o600 });
  const services: Services = {
    ...addressesOf(config, kept, sandbox),
    admins: config.slack ? config.slackAdmins : [...config.slackAdmins, SAMPLE_STAFF[0].id],
    now: sandbox.now,
    queue: redis ? { kind: 'redis', url: redis.url } : config.queue,
    emulated: { fill: seedSamples, watch: sandbox.steps },
    close: async () => {
      await rm(file, { force: true });
      await close();
      await redis?.close();
    },
  };
  return { services, sandbox, host: (first, open) => hostLives(config, sandbox, first, open) };
}

function hostLives(config: Config, sandbox: Sandbox, first: Life, open: () => Promise<Life>): Host {
  const lives = makeLives(first, open);
  return {
    current: lives.current,
    page: openPage({ config, sandbox, lives }),
    ready: (port) => greet(port, sandbox),
    stop: lives.stop,
  };
}

/** What a newcomer needs to know, once everything runs. */
function greet(port: number, { emulated }: Sandbox): void {
  process.stdout.write(
    [
      '',
      `Community Line is running. Open it in a browser: http://127.0.0.1:${port}/`,
      `Emulated on this machine, nothing leaves it: ${emulated.join(' and ')}. Sample staff and items are invented.`,
      `Or be a resident in another terminal:  npm run -s line -- chat --lang ${LANGUAGES[0]}   (or ${LANGUAGES.slice(1).join(', ')})`,
      'Be staff there too: type  :staff  in the chat.',
      'Go live: README.md, "Go live". Stop with Ctrl+C.',
      '',
    ].join('\n'),
  );
}

type Opening = { config: Config; machineClock: Clock; kept: Kept; invented: boolean; redis: CutRedis | null };

async function openSandbox({ config, machineClock, kept, invented, redis }: Opening) {
  let { aheadMs } = kept;
  const now = () => new Date(machineClock().getTime() + aheadMs);
  const keeperOf = (standIns: StandIns) => (invented ? keepSandbox(config.dataDir, standIns, () => aheadMs) : null);
  let standIns = await openStandIns(config, kept.tokens, now, { kept });
  let keeper = keeperOf(standIns);
  const steps = makeSteps(() => aheadMs);
  steps.hear(standIns);
  const close = async () => {
    await keeper?.stop();
    await closeStandIns(standIns);
  };
  const sandbox: Sandbox = {
    emulated: [...(standIns.telegram ? ['Telegram'] : []), ...(standIns.slack ? ['Slack'] : [])],
    telegram: () => standIns.telegram,
    slack: () => standIns.slack,
    channels: CHANNELS,
    now,
    aheadMs: () => aheadMs,
    moveAhead: (ms) => {
      aheadMs += ms;
      keeper?.soon();
    },
    redis,
    steps,
    empty: async () => {
      await close();
      if (invented) await dropKept(config.dataDir);
      aheadMs = 0;
      standIns = await openStandIns(config, kept.tokens, now, { ports: portsOf(standIns) });
      keeper = keeperOf(standIns);
      steps.hear(standIns);
    },
  };
  return { sandbox, close };
}

/** Where the line finds each service: the real one, or what stands in for it. */
function addressesOf(config: Config, { tokens }: Kept, sandbox: Sandbox): Pick<Services, 'telegram' | 'slack'> {
  return {
    telegram: config.telegram ?? {
      token: tokens.telegram,
      apiRoot: sandbox.telegram()?.apiRoot,
      webhook: undefined,
    },
    slack: config.slack ?? {
      botToken: tokens.bot,
      appToken: tokens.app,
      signingSecret: undefined,
      apiUrl: sandbox.slack()?.apiUrl,
      channels: CHANNELS,
    },
  };
}
