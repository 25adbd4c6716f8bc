import { pathToFileURL } from 'node:url';
import { createSlackApp } from './bots/slack/app.ts';
import { slackClient } from './bots/slack/client.ts';
import { createTelegramBot } from './bots/telegram/bot.ts';
import type { Config } from './config.ts';
import { loadTexts } from './core/i18n/texts.ts';
import { countByState } from './db/queries/outbox.ts';
import { startQueue } from './queue/start.ts';
import { configOrRefuse } from './run/config-or-refuse.ts';
import { failureLine } from './run/failure-line.ts';
import { type Foundation, openFoundation } from './run/foundation.ts';
import { greet } from './run/greet.ts';
import { jobHandlers } from './run/handlers.ts';
import { startHttp } from './run/http.ts';
import { makeMetrics } from './run/metrics.ts';
import { recurringJobs } from './run/recurring-jobs.ts';
import { startSandbox } from './run/sandbox.ts';
import { seedSamples } from './run/seed-samples.ts';
import { makeExport } from './run/slack-export.ts';
import { tellParked } from './run/tell-parked.ts';

/** Which part of the line a process is. Without one it is all of them. */
export const PARTS = ['telegram', 'slack', 'worker'] as const;
export type Part = (typeof PARTS)[number];

export type RunningLine = { port: number; foundation: Foundation; stop(): Promise<void> };

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
    log.warn(
      { count: forgottenAgain },
      'a restored backup held people who had been forgotten; they were forgotten again',
    );
  const sandbox = await startSandbox(config, line.now);
  const { telegram: telegramConfig, slack: slackConfig } = sandbox;
  if (!telegramConfig || !slackConfig) throw new Error('a bot has neither a token nor a stand-in');
  if (sandbox.emulated.length > 0) await seedSamples(line);

  const texts = loadTexts(undefined, {
    onMissing: (language, key) => log.warn({ language, key }, 'a text is missing'),
  });
  const metrics = makeMetrics(() => countByState(line.database.read));
  const bot = createTelegramBot({ line, texts, config: telegramConfig, onTurn: () => metrics.turns.inc() });
  const slack = slackClient({ botToken: slackConfig.botToken, apiUrl: slackConfig.apiUrl });
  const app = does('slack')
    ? createSlackApp({
        line,
        texts,
        config: { ...slackConfig, admins: sandbox.admins },
        log,
        exportFile: makeExport(line),
        fetchMedia: bot.fetchMedia,
      })
    : null;
  const delivery = { slack, line, channels: slackConfig.channels };
  const queue = await startQueue({
    database: line.database,
    backend: config.queue.kind === 'redis' ? config.queue : { kind: 'postgres', url: foundation.databaseUrl },
    now: line.now,
    log,
    relay: true,
    workers: does('worker')
      ? { handlers: jobHandlers(delivery, bot), recurring: recurringJobs(foundation, bot) }
      : null,
    onParked: (row) => tellParked(line, row),
    onResult: (topic, result) => metrics.jobs.inc({ topic, result }),
  });
  const http = await startHttp({
    host: config.host,
    port: config.port,
    ready: async () => (await databaseAnswers(foundation)) && (await queue.ready()),
    metrics: async () => ({ type: metrics.registry.contentType, body: await metrics.registry.metrics() }),
    ...(does('telegram') && bot.webhook && { telegramWebhook: bot.webhook }),
    ...(app?.requestListener && { slackEvents: app.requestListener }),
  });
  if (does('telegram')) bot.start();
  await app?.start();
  log.info({ port: http.port, part: only ?? 'all' }, 'the line is ready');
  if (sandbox.emulated.length > 0) greet(http.port, sandbox);

  const stop = async () => {
    log.info({}, 'stopping: no more updates are taken, what runs is finished');
    await Promise.all([bot.stop(), app?.stop(), http.stop()]);
    await queue.stop(STOP_WITHIN_MS / 2);
    await sandbox.close();
    await foundation.close();
  };
  return { port: http.port, foundation, stop: once(stop) };
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

/** Runs until SIGTERM or SIGINT, and ends the process itself if stopping hangs. */
export async function runUntilStopped(only?: Part): Promise<void> {
  const line = await startLine(configOrRefuse(), { only });
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
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
