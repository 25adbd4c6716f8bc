import { Api } from 'grammy';
import { rememberStandings } from '../../core/dialogue/remembered.ts';
import type { Door } from '../../core/domain/door.ts';
import type { JobResult } from '../../core/domain/job-result.ts';
import type { FetchedMedia } from '../../core/domain/media.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Line } from '../../core/line.ts';
import { ALLOWED_UPDATES } from './allowed-updates.ts';
import { carryOutOwed } from './deliver.ts';
import { fetchMedia } from './fetch-media.ts';
import { type FloodLimit, makeFlood } from './flood.ts';
import { apologise, type DoneTurn, handleUpdate, type UpdateParts } from './handle-update.ts';
import { keepAliveFetch } from './keep-alive-fetch.ts';
import { makeKeepBubbles } from './keep-bubbles.ts';
import type { MakeFile } from './make-files.ts';
import { makePerChat } from './per-chat.ts';
import { startPolling } from './poll.ts';
import { registerBot } from './register.ts';
import { resayPrompts } from './resay-prompts.ts';
import { makeSaidPrompts } from './said-prompts.ts';
import { type TakingBack, takingBack } from './take-back.ts';
import { makeUnkept, type Unkept } from './unkept.ts';
import { makeWebhook } from './webhook.ts';

const PUBLIC_ROOT = 'https://api.telegram.org';
/** Longer than a long poll. */
const POLL_TIMEOUT_SECONDS = 40;
/** Shorter than the lease under which a resident is told something (core/residents/pending-says). */
const TIMEOUT_SECONDS = 10;
const REGISTER_AGAIN_MS = 30_000;
/** What residents wrote a minute ago is not kept in memory much longer. */
const SWEEP_MS = 10_000;

export type TelegramBot = TakingBack & {
  /** Begins to take updates. Telegram being away is no reason not to start. */
  start(): void;
  /** Takes no more updates, and lets those that run finish. */
  stop(): Promise<void>;
  /** For `POST /telegram/webhook`; absent while polling. */
  webhook?: Door;
  /** Says what is to be said and takes back what is to go. `attempt`: which try of this work it is, from 1. */
  deliver(payload: { residentId: string }, attempt?: number): Promise<JobResult>;
  resayPrompts(): Promise<number>;
  fetchMedia(fileId: string): Promise<FetchedMedia>;
};

export type TelegramBotConfig = {
  token: string;
  apiRoot: string | undefined;
  webhook: { url: string; secret: string } | undefined;
};

/** The residents' side of the line. */
export function createTelegramBot(parts: {
  line: Line;
  texts: Texts;
  config: TelegramBotConfig;
  onTurn?: (turn: DoneTurn) => void;
  /** Makes certificates and calendars when they are sent. */
  makeFile: MakeFile;
  /** How much one chat may send; by default generous to people. */
  flood?: FloodLimit;
  /** How long a call other than the long poll may take. */
  timeoutSeconds?: number;
}): TelegramBot {
  const { line, texts, config } = parts;
  const root = config.apiRoot ?? PUBLIC_ROOT;
  const { api, pollApi } = openApis(config.token, root, parts.timeoutSeconds);
  const unkept = makeUnkept();
  noteWhatIsSent(api, unkept);
  const keepBubbles = makeKeepBubbles(line, unkept);
  const saidPrompts = makeSaidPrompts(line);
  const perChat = makePerChat();
  const standings = rememberStandings(line.now);
  const sweeping = setInterval(standings.sweep, SWEEP_MS).unref();
  const updateParts: UpdateParts = {
    api,
    line,
    texts,
    makeFile: parts.makeFile,
    perChat,
    saidPrompts,
    flood: makeFlood(line.now, parts.flood),
    toldGroups: new Map(),
    unkept,
    keepBubbles,
    standings,
    ...(parts.onTurn && { onTurn: parts.onTurn }),
  };
  const handle = (update: Parameters<typeof handleUpdate>[1]) => handleUpdate(updateParts, update);
  const webhook = config.webhook && makeWebhook(config.webhook.secret, line, handle);
  let polling: { stop(): Promise<void> } | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopped = false;

  const setUp = async () => {
    try {
      await setWebhook(api, config);
      await registerBot(api, texts);
    } catch (error) {
      line.log.warn({ err: error }, 'Telegram could not be set up; it is tried again');
      if (!stopped) again = setTimeout(setUp, REGISTER_AGAIN_MS);
    }
  };
  return {
    start: () => {
      void setUp().then(() => {
        if (!config.webhook && !stopped)
          polling = startPolling(pollApi, line, handle, (update) => apologise(updateParts, update));
      });
    },
    stop: async () => {
      stopped = true;
      clearTimeout(again);
      clearInterval(sweeping);
      await polling?.stop();
      await perChat.idle();
      await saidPrompts.stop();
      await keepBubbles.stop();
    },
    ...(webhook && { webhook }),
    deliver: (payload, attempt) => carryOutOwed(updateParts, payload, attempt),
    resayPrompts: () => resayPrompts(updateParts, saidPrompts),
    ...takingBack(updateParts),
    fetchMedia: (fileId) => fetchMedia(api, root, config.token, fileId),
  };
}

function openApis(token: string, apiRoot: string, timeoutSeconds = TIMEOUT_SECONDS): { api: Api; pollApi: Api } {
  const client = { apiRoot, fetch: keepAliveFetch(apiRoot) };
  return {
    api: new Api(token, { ...client, timeoutSeconds }),
    pollApi: new Api(token, { ...client, timeoutSeconds: POLL_TIMEOUT_SECONDS }),
  };
}

async function setWebhook(api: Api, { webhook }: TelegramBotConfig): Promise<void> {
  if (!webhook) await api.deleteWebhook();
  else await api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: ALLOWED_UPDATES });
}

/** Whatever is said to a private chat is noted, by whichever method. */
function noteWhatIsSent(api: Api, unkept: Unkept): void {
  api.config.use(async (previous, method, payload, signal) => {
    const answer = await previous(method, payload, signal);
    const sent = answer.ok ? (answer.result as { message_id?: unknown; chat?: { id?: unknown; type?: unknown } }) : {};
    if (typeof sent.message_id === 'number' && sent.chat?.type === 'private')
      unkept.note(String(sent.chat.id), sent.message_id, true);
    return answer;
  });
}
