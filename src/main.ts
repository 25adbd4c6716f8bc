import { pathToFileURL } from 'node:url';
import type { Config } from './config.ts';
import { configOrRefuse } from './run/config-or-refuse.ts';
import { failureLine } from './run/failure-line.ts';
import type { Foundation } from './run/foundation.ts';
import { startHttp, startOps } from './run/http.ts';
import { type Host, type Life, openLife, STOP_WITHIN_MS } from './run/life.ts';
import type { Part } from './run/processes.ts';
import { realServices } from './run/services.ts';

export type RunningLine = {
  port: number;
  /** Null where operators have no port of their own. */
  opsPort: number | null;
  foundation: Foundation;
  /** Null where both services are real. */
  sandbox: Ground['sandbox'];
  /** Does now what comes round by itself: for whoever moves the clock. */
  runDue(): Promise<void>;
  stop(): Promise<void>;
};

/** Services, and who holds the lives that stand on them. */
type Ground = Awaited<ReturnType<typeof openGround>>;

/** Opens services, database, bots, queue and the HTTP port, in the order in which they stand on each other; `stop` closes them in the other order, within ten seconds. */
export async function startLine(
  config: Config,
  options: { only?: Part | undefined; now?: () => Date } = {},
): Promise<RunningLine> {
  const ground = await openGround(config, options.now ?? (() => new Date()));
  try {
    return await startOn(ground, config, options.only);
  } catch (error) {
    await ground.services.close();
    throw error;
  }
}

/** The sandbox is loaded only where something is emulated, so never in production. */
async function openGround(config: Config, now: () => Date) {
  const services = realServices(config, now);
  if (services) return { services, sandbox: null, host: alone };
  const { startSandbox } = await import('./sandbox/host/start-sandbox.ts');
  return startSandbox(config, now);
}

const alone = (life: Life): Host => ({ current: () => life, page: null, ready: () => {}, stop: () => life.stop() });

async function startOn({ services, sandbox, host }: Ground, config: Config, only?: Part): Promise<RunningLine> {
  const open = () => openLife(config, services, only);
  const life = await open();
  const { log } = life.foundation;
  const { current, page, ready, stop: end } = host(life, open);
  const { http, ops } = await openPorts(config, { current, page }).catch(async (error: unknown) => {
    page?.close();
    await end();
    throw error;
  });
  await life.begin();
  log.info({ port: http.port, part: only ?? 'all' }, 'the line is ready');
  ready(http.port);

  const stop = async () => {
    page?.close();
    await Promise.all([http.stop(), ops?.stop()]);
    await end();
    await services.close();
  };
  const now = () => current() ?? life;
  return {
    port: http.port,
    opsPort: ops?.port ?? null,
    get foundation() {
      return now().foundation;
    },
    sandbox,
    runDue: () => now().runDue(),
    stop: once(stop),
  };
}

async function openPorts({ host, port, ops: address }: Config, { current, page }: Pick<Host, 'current' | 'page'>) {
  const http = await startHttp({ host, port, current, page });
  try {
    return { http, ops: address && (await startOps({ ...address, current })) };
  } catch (error) {
    await http.stop();
    throw error;
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

/**
 * Runs until SIGTERM or SIGINT, and ends the process itself if stopping hangs; told so while it starts, it ends what it began. A fault
 * that nobody caught stops it too, with exit code 1: Node would print its message, and a driver's message may quote what somebody wrote.
 */
export async function runUntilStopped(only?: Part): Promise<void> {
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  // The embedded database goes with the process, however that ends.
  void told.then(() => setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref());
  const line = await startLine(configOrRefuse(), { only });
  const failed = new Promise<void>((resolve) => {
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(event, (error: unknown) => {
        line.foundation.log.error({ err: error, event }, 'a fault that nobody caught: the line stops');
        process.exitCode = 1;
        setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
        resolve();
      });
    }
  });
  await Promise.race([told, failed]);
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
