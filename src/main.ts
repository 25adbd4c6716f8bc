import { pathToFileURL } from 'node:url';
import { createSlackApp } from './bots/slack/app.ts';
import { slackClient } from './bots/slack/client.ts';
import type { Delivery } from './bots/slack/deliver/context.ts';
import { createTelegramBot, type TelegramBot } from './bots/telegram/bot.ts';
import type { Config } from './config.ts';
import { countByState } from './db/queries/outbox.ts';
import type { RecurringJob } from './queue/recurring.ts';
import { type RunningQueue, startQueue } from './queue/start.ts';
import { configOrRefuse } from './run/config-or-refuse.ts';
import { failureLine } from './run/failure-line.ts';
import { type Foundation, openFoundation } from './run/foundation.ts';
import { greet } from './run/greet.ts';
import { jobHandlers } from './run/handlers.ts';
import { startHttp } from './run/http.ts';
import { makeFile } from './run/make-file.ts';
import { type Metrics, makeMetrics } from './run/metrics.ts';
import { openServices } from './run/open-services.ts';
import type { Part } from './run/parts.ts';
import { recurringJobs } from './run/recurring-jobs.ts';
import { seedSamples } from './run/seed-samples.ts';
import type { Services } from './run/services.ts';
import { makeExport } from './run/slack-export.ts';
import { makeSheet } from './run/slack-sheet.ts';
import { tellParked } from './run/tell-parked.ts';

export type RunningLine = {
  port: number;
  foundation: Foundation;
  services: Services;
  /** Does now what comes round by itself: for whoever moves the clock. */
  runDue(): Promise<void>;
  stop(): Promise<void>;
};

const STOP_WITHIN_MS = 9_000;

/** Opens everything in the order in which it stands on each other; `stop` closes it in the other order, within ten seconds. */
export async function startLine(
  config: Config,
  options: { only?: Part | undefined; now?: () => Date } = {},
): Promise<RunningLine> {
  const foundation = await openFoundation(config, { beside: false, ...(options.now && { now: options.now }) });
  try {
    return await startOn(foundation, config, options.only);
  } catch (error) {
    await foundation.close();
    throw error;
  }
}

async function startOn(foundation: Foundation, config: Config, only: Part | undefined): Promise<RunningLine> {
  const { line, log } = foundation;
  const does = (part: Part) => only === undefined || only === part;
  const forgottenAgain = await foundation.replayTombstones();
  if (forgottenAgain > 0)
    log.warn({ count: forgottenAgain }, 'people whom a restored backup had brought back were forgotten again');
  const services = await openServices(config, line.now);
  if (services.emulated.length > 0) await seedSamples(line);

  const metrics = makeMetrics(() => countByState(line.database.read));
  const bots = openBots(foundation, services, metrics);
  const recurring = recurringJobs(foundation, bots.telegram);
  const queue = await openQueue(foundation, config, bots, metrics, does('worker') ? recurring : null);
  const app = does('slack') ? bots.openApp() : null;
  const http = await startHttp({
    host: config.host,
    port: config.port,
    ready: async () => (await databaseAnswers(foundation)) && (await queue.ready()),
    metrics: async () => ({ type: metrics.registry.contentType, body: await metrics.registry.metrics() }),
    ...(does('telegram') && bots.telegram.webhook && { telegramWebhook: bots.telegram.webhook }),
    ...(app?.requestListener && { slackEvents: app.requestListener }),
  });
  if (does('telegram')) bots.telegram.start();
  await app?.start();
  log.info({ port: http.port, part: only ?? 'all' }, 'the line is ready');
  if (services.emulated.length > 0) greet(http.port, services);

  const stop = async () => {
    log.info({}, 'stopping: no more updates are taken, what runs is finished');
    await Promise.all([bots.telegram.stop(), app?.stop(), http.stop()]);
    await queue.stop(STOP_WITHIN_MS / 2);
    await services.close();
    await foundation.close();
  };
  const runDue = async () => {
    for (const job of recurring) await job.run();
  };
  return { port: http.port, foundation, services, runDue, stop: once(stop) };
}

type Bots = { telegram: TelegramBot; delivery: Delivery; openApp(): ReturnType<typeof createSlackApp> };

function openBots({ line, log, texts }: Foundation, services: Services, metrics: Metrics): Bots {
  const { telegram: telegramConfig, slack: slackConfig } = services;
  const telegram = createTelegramBot({
    line,
    texts,
    config: telegramConfig,
    makeFile: makeFile(line, texts, services.emulated.length > 0),
    onTurn: () => metrics.turns.inc(),
  });
  const slack = slackClient({ botToken: slackConfig.botToken, apiUrl: slackConfig.apiUrl });
  const { fetchMedia } = telegram;
  return {
    telegram,
    delivery: { slack, line, channels: slackConfig.channels },
    openApp: () =>
      createSlackApp({
        line,
        texts,
        log,
        config: { ...slackConfig, admins: services.admins },
        exportFile: makeExport(line, texts),
        attendanceSheet: makeSheet(line, texts),
        fetchMedia,
      }),
  };
}

function openQueue(
  foundation: Foundation,
  config: Config,
  { telegram, delivery }: Bots,
  metrics: Metrics,
  recurring: RecurringJob[] | null,
): Promise<RunningQueue> {
  const { line, log } = foundation;
  return startQueue({
    database: line.database,
    backend: config.queue.kind === 'redis' ? config.queue : { kind: 'postgres', url: foundation.databaseUrl },
    now: line.now,
    log,
    relay: true,
    workers: recurring && { handlers: jobHandlers(delivery, telegram), recurring },
    onParked: (row) => tellParked(line, row),
    onResult: (topic, result) => metrics.jobs.inc({ topic, result }),
  });
}

async function databaseAnswers({ line }: Foundation): Promise<boolean> {
  return line.database.ping().then(
    () => true,
    () => false,
  );
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
