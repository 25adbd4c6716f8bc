import { App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Door } from '../../core/domain/door.ts';
import { soundText } from '../../core/domain/text/sound-text.ts';
import { takeSignedOnce } from '../../core/slack/take-signed-once.ts';
import { slackClient } from './client.ts';
import { slackDoor } from './door.ts';
import { foldSurfaces } from './host/fold.ts';
import { registerListings } from './host/register.ts';
import { standingReader } from './host/standing.ts';
import { learnToTell } from './kit/language-hint.ts';
import { speakToStaffBy } from './kit/words.ts';
import { LISTINGS } from './listings.ts';
import { logFailure } from './respond.ts';
import { silentLogger } from './silent-logger.ts';
import type { SlackAppParts } from './staff-bot.ts';
import type { StaffBot } from './surface.ts';
import { SURFACES } from './surfaces.ts';

export type SlackApp = {
  app: App;
  /** Resolves once connected, or after a bounded wait: then it goes on trying and the log says so. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** HTTP mode alone: for our own server, at POST /slack/events. */
  door?: Door;
  /** Socket Mode: events can come. HTTP mode: started. */
  connected(): boolean;
};

const START_MS = 10_000;
const AGAIN_MS = 30_000;

/** The staff's side of the line in Slack: Socket Mode with an app-level token, else HTTP with the signing secret. */
export function createSlackApp(parts: SlackAppParts): SlackApp {
  speakToStaffBy(parts.texts);
  learnToTell(parts.texts);
  const { botToken, apiUrl, appToken, signingSecret } = parts.config;
  const slack = slackClient({ botToken, apiUrl });
  const bot: StaffBot = {
    ...parts,
    slack,
    standing: standingReader(slack, parts.line.now),
    surfaces: foldSurfaces(SURFACES),
  };
  if (appToken !== undefined) {
    const clientOptions = { logger: silentLogger, ...(apiUrl !== undefined && { slackApiUrl: apiUrl }) };
    const receiver = new SocketModeReceiver({
      appToken,
      logger: silentLogger,
      installerOptions: { clientOptions },
    });
    return { app: register(bot, receiver), ...socketLife(bot, receiver) };
  }
  if (signingSecret === undefined) throw new Error('Slack needs an app-level token or a signing secret');
  const { log, line } = parts;
  const firstTime = (signature: string) => takeSignedOnce(line, signature);
  const door = slackDoor({ signingSecret, log, firstTime });
  let started = false;
  return {
    app: register(bot, door.receiver, door.failed),
    start: async () => {
      started = true;
    },
    stop: async () => {
      started = false;
    },
    door,
    connected: () => started,
  };
}

type Failed = { error: Error & { original?: Error }; body: object };

function register(bot: StaffBot, receiver: Receiver, failed: (body: object) => void = () => {}): App {
  const { botToken } = bot.config;
  const app = new App({
    receiver,
    logger: silentLogger,
    // Our own authorize asks Slack nothing, so that the process starts while Slack is away.
    authorize: async () => ({ botToken }),
    ignoreSelf: false,
    extendedErrorHandler: true,
  });
  app.error(async ({ error, body }: Failed) => {
    failed(body);
    logFailure(bot, error.original ?? error);
  });
  app.use(async ({ body, next }) => {
    soundText(body);
    await next();
  });
  registerListings(app, bot, LISTINGS);
  return app;
}

function socketLife(bot: StaffBot, receiver: SocketModeReceiver) {
  let connected = false;
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  receiver.client.on('connected', () => {
    connected = !stopped;
    if (connected) return bot.log.info({}, 'Slack is connected');
    // Slack was away when it was stopped: the library goes on trying, and events would come to who has no database any more.
    bot.log.info({}, 'Slack is connected too late, and let go');
    void receiver.stop();
  });
  for (const state of ['reconnecting', 'disconnecting', 'disconnected', 'close'])
    receiver.client.on(state, () => {
      connected = false;
    });
  const connect = async (): Promise<void> => {
    try {
      await receiver.start();
    } catch (error) {
      logFailure(bot, error);
      bot.log.warn({}, 'Slack could not be connected; trying again');
      if (!stopped) again = setTimeout(() => void connect(), AGAIN_MS);
    }
  };
  return {
    start: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          bot.log.warn({}, 'Slack does not answer; going on, and trying in the background');
          resolve();
        }, START_MS);
      });
      await Promise.race([connect(), late]);
      clearTimeout(timer);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(again);
      await receiver.stop();
    },
    connected: () => connected,
  };
}
