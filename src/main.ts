import { pathToFileURL } from 'node:url';
import type { Config } from './config.ts';
import { configOrRefuse } from './run/config-or-refuse.ts';
import { failureLine } from './run/failure-line.ts';
import type { Foundation } from './run/foundation.ts';
import { startHttp, startOps } from './run/http.ts';
import { openLife, STOP_WITHIN_MS } from './run/life.ts';
import { openServices } from './run/open-services.ts';
import type { Part } from './run/parts.ts';
import type { Services } from './run/services.ts';
import { greet } from './sandbox/host/greet.ts';
import { type Lives, makeLives } from './sandbox/host/lives.ts';
import type { Page } from './sandbox/host/page/open-page.ts';

export type RunningLine = {
  port: number;
  /** Null where operators have no port of their own. */
  opsPort: number | null;
  foundation: Foundation;
  services: Services;
  /** Does now what comes round by itself: for whoever moves the clock. */
  runDue(): Promise<void>;
  stop(): Promise<void>;
};

/** Opens services, database, bots, queue and the HTTP port, in the order in which they stand on each other; `stop` closes them in the other order, within ten seconds. */
export async function startLine(
  config: Config,
  options: { only?: Part | undefined; now?: () => Date } = {},
): Promise<RunningLine> {
  const services = await openServices(config, options.now ?? (() => new Date()));
  try {
    return await startOn(services, config, options.only);
  } catch (error) {
    await services.close();
    throw error;
  }
}

async function startOn(services: Services, config: Config, only: Part | undefined): Promise<RunningLine> {
  const open = () => openLife(config, services, only);
  const life = await open();
  const { log } = life.foundation;
  const lives = makeLives(life, open);
  const page = await pageOf(services, config, lives);
  const { http, ops } = await openPorts(config, lives, page).catch(async (error: unknown) => {
    page?.close();
    await lives.stop();
    throw error;
  });
  await life.begin();
  log.info({ port: http.port, part: only ?? 'all' }, 'the line is ready');
  if (services.sandbox) greet(http.port, services.sandbox);

  const stop = async () => {
    page?.close();
    await Promise.all([http.stop(), ops?.stop()]);
    await lives.stop();
    await services.close();
  };
  const now = () => lives.current() ?? life;
  return {
    port: http.port,
    opsPort: ops?.port ?? null,
    get foundation() {
      return now().foundation;
    },
    services,
    runDue: () => now().runDue(),
    stop: once(stop),
  };
}

async function openPorts({ host, port, ops: address }: Config, { current }: Lives, page: Page | null) {
  const http = await startHttp({ host, port, current, page });
  try {
    return { http, ops: address && (await startOps({ ...address, current })) };
  } catch (error) {
    await http.stop();
    throw error;
  }
}

/** Where nothing is emulated the page is not even loaded. */
async function pageOf({ sandbox }: Services, config: Config, lives: Lives): Promise<Page | null> {
  if (!sandbox || config.production) return null;
  const { openPage } = await import('./sandbox/host/page/open-page.ts');
  return openPage({ config, sandbox, lives });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

/**
 * Runs until SIGTERM or SIGINT, and ends the process itself if stopping hangs. A fault that nobody caught stops it too, with exit code 1:
 * Node would print its message, and a driver's message may quote what somebody wrote.
 */
export async function runUntilStopped(only?: Part): Promise<void> {
  const line = await startLine(configOrRefuse(), { only });
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(event, (error: unknown) => {
        line.foundation.log.error({ err: error, event }, 'a fault that nobody caught: the line stops');
        process.exitCode = 1;
        resolve();
      });
    }
  });
  const deadline = setTimeout(() => process.exit(1), STOP_WITHIN_MS);
  deadline.unref();
  await line.stop();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await runUntilStopped();
  } catch (error) {
    process.stderr.write(`${failureLine(error)}\n`);
    process.exitCode = 1;
  }
}
