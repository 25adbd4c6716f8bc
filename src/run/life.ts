import type { Hono } from 'hono';
import { createSlackApp } from '../bots/slack/app.ts';
import { slackClient } from '../bots/slack/client.ts';
import type { Delivery } from '../bots/slack/deliver/context.ts';
import { examineSlack } from '../bots/slack/examine.ts';
import { telegramChannel } from '../bots/telegram/channel.ts';
import { examineTelegram } from '../bots/telegram/examine.ts';
import type { Config } from '../config.ts';
import { type Channels, openChannels } from '../core/channel/channels.ts';
import type { DoneTurn } from '../core/channel/take-arrival.ts';
import type { Door } from '../core/domain/door.ts';
import type { Finding } from '../core/domain/finding.ts';
import { reportStuck } from '../core/items/report-stuck.ts';
import { readSearchIndex } from '../core/items/search/search-index.ts';
import type { Line } from '../core/line.ts';
import { DATA_KEYS_CHANNEL } from '../db/queries/keys/data-keys.ts';
import { countByState } from '../db/queries/work/outbox.ts';
import type { RecurringJob } from '../queue/recurring.ts';
import { type RunningQueue, startQueue } from '../queue/start.ts';
import { filesForResidents } from './files-for-residents.ts';
import { type Foundation, openFoundation } from './foundation.ts';
import { jobHandlers } from './handlers.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import type { Part } from './processes.ts';
import { recurringJobs } from './recurring-jobs.ts';
import type { Services } from './services.ts';

/** Everything between the HTTP port and the services: what a restart ends and begins anew. */
export type Life = {
  foundation: Foundation;
  ready(): Promise<boolean>;
  metrics(): Promise<{ type: string; body: string }>;
  /** What services call, by path; the same paths in each life of a process. */
  doors: Readonly<Record<string, Door>>;
  /** Lets residents and staff in. Apart, so that the port listens before a service is told to call it. */
  begin(): Promise<void>;
  /** Does now what comes round by itself: for whoever moves the clock. */
  runDue(): Promise<void>;
  /** `last` is done when nothing works any more and the database still runs. */
  stop(last?: (foundation: Foundation) => Promise<void>): Promise<void>;
};

/** Who holds the lives of a process: one alone, or in the sandbox one after the other, behind a page. */
export type Host = {
  /** Null between two of them. */
  current(): Life | null;
  page: { routes: Hono; close(): void } | null;
  /** It listens there, and everything runs. */
  ready(port: number): void;
  stop(): Promise<void>;
};

export const STOP_WITHIN_MS = 9_000;

/** Opens everything in the order in which it stands on each other; `stop` closes it in the other order. */
export async function openLife(config: Config, services: Services, only?: Part): Promise<Life> {
  const foundation = await openFoundation(config, { beside: false, now: services.now });
  try {
    return await startOn(foundation, services, only);
  } catch (error) {
    await foundation.close();
    throw error;
  }
}

async function startOn(foundation: Foundation, services: Services, only: Part | undefined): Promise<Life> {
  const { line, log } = foundation;
  const does = (part: Part) => only === undefined || only === part;
  const forgottenAgain = await foundation.replayTombstones();
  if (forgottenAgain > 0)
    log.warn({ count: forgottenAgain }, 'people whom a restored backup had brought back were forgotten again');
  const deafToKeys = await line.database.listen(DATA_KEYS_CHANNEL, () => {
    line.keyring.reload(line.database.read).catch((error) => log.warn({ err: error }, 'new keys could not be read'));
  });
  await services.emulated?.fill(line);

  const metrics = makeMetrics(() => countByState(line.database.read));
  const bots = openBots(foundation, services, metrics);
  const recurring = recurringJobs(foundation, bots.channels, bots.examineServices);
  const queue = await openQueue(foundation, services, bots, metrics, does('worker') ? recurring : null);
  const app = does('slack') ? bots.openApp() : null;
  // The first search after a start need not wait for the whole index to be read.
  if (does('slack')) readSearchIndex(line).catch((error) => log.warn({ err: error }, 'the index was not read yet'));
  return {
    foundation,
    begin: async () => {
      if (does('telegram')) bots.channels.start();
      await app?.start();
    },
    ready: async () => (await databaseAnswers(foundation)) && (await queue.ready()),
    metrics: async () => ({ type: metrics.registry.contentType, body: await metrics.registry.metrics() }),
    doors: { ...(does('telegram') && bots.channels.doors), ...(app?.door && { '/slack/events': app.door }) },
    runDue: async () => {
      for (const job of recurring) await job.run();
    },
    stop: async (last = async () => {}) => {
      log.info({}, 'stopping: no more updates are taken, what runs is finished');
      await Promise.all([bots.channels.stop(), app?.stop()]);
      await queue.stop(STOP_WITHIN_MS / 2);
      await deafToKeys();
      try {
        await last(foundation);
      } finally {
        await foundation.close();
      }
    },
  };
}

type Bots = {
  channels: Channels;
  delivery: Delivery;
  openApp(): ReturnType<typeof createSlackApp>;
  examineServices(): Promise<Finding[]>;
};

function openBots({ line, log, texts, exportsDir }: Foundation, services: Services, metrics: Metrics): Bots {
  const { telegram: telegramConfig, slack: slackConfig } = services;
  const telegram = telegramChannel({ line, texts, config: telegramConfig });
  const onTurn = (turn: DoneTurn) => {
    metrics.turns.inc();
    services.emulated?.watch.turn(turn);
  };
  const slack = slackClient({ botToken: slackConfig.botToken, apiUrl: slackConfig.apiUrl });
  const files = filesForResidents({ line, texts, slack }, slackConfig, services.emulated !== null);
  const channels = openChannels({ line, texts, makeFile: files, onTurn }, [telegram]);
  return {
    channels,
    delivery: { slack, line, channels: slackConfig.channels },
    examineServices: async () => {
      const routed = (await line.settings()).routes.map(({ channel }) => channel);
      return [...(await examineSlack(slack, slackConfig.channels, routed)), ...(await examineTelegram(telegramConfig))];
    },
    openApp: () =>
      createSlackApp({
        line,
        texts,
        log,
        asRead: channels.asRead,
        exportsDir,
        config: { ...slackConfig, admins: services.admins },
      }),
  };
}

function openQueue(
  foundation: Foundation,
  services: Services,
  { channels, delivery, examineServices }: Bots,
  metrics: Metrics,
  recurring: RecurringJob[] | null,
): Promise<RunningQueue> {
  const { line, log } = foundation;
  return startQueue({
    database: line.database,
    backend: services.queue.kind === 'redis' ? services.queue : { kind: 'postgres', url: foundation.databaseUrl },
    now: line.now,
    log,
    relay: true,
    workers: recurring && { handlers: jobHandlers(delivery, channels, examineServices), recurring },
    onStuck: (row) => tellStuck(line, row),
    onQueued: (rows) => services.emulated?.watch.queued(line, rows),
    onResult: (row, result, ms) => {
      // An anonymous item must not be a moment in the figures: its making is counted among what is said to residents.
      metrics.jobs.inc({ topic: row.topic === 'envelope' ? 'resident' : row.topic, result: result.kind });
      services.emulated?.watch.worked(line, row, result, ms);
    },
  });
}

type Stuck = { topic: string; state: string; payload: Record<string, string> };

/** Work that was given up, or that gets nowhere, is told where staff see it. An alert that cannot be posted itself is only in the log. */
async function tellStuck(line: Line, { topic, state, payload }: Stuck): Promise<void> {
  if (topic === 'alert') return;
  await reportStuck(line, payload, state === 'parked' ? 'parked' : 'late');
}

async function databaseAnswers({ line }: Foundation): Promise<boolean> {
  return line.database.ping().then(
    () => true,
    () => false,
  );
}
