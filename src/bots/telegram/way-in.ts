import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Taking, WayIn } from '../../core/channel/channel.ts';
import { inEveryLanguage } from '../../core/channel/take-arrival.ts';
import { localParts } from '../../core/domain/time/local-time.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Line } from '../../core/line.ts';
import { ALLOWED_UPDATES } from './allowed-updates.ts';
import { startPolling } from './poll.ts';
import { readUpdate, type TelegramCame } from './read-update.ts';
import { registerBot } from './register.ts';
import { escapeHtml } from './render.ts';
import { attempt } from './send.ts';
import type { Unkept } from './unkept.ts';
import { makeWebhook } from './webhook.ts';

const REGISTER_AGAIN_MS = 30_000;
const MOST_GROUPS = 10_000;
/** Where Telegram is told to call. */
const PATH = '/telegram/webhook';

export type TelegramConfig = {
  token: string;
  apiRoot: string | undefined;
  webhook: { url: string; secret: string } | undefined;
};

export type WayInParts = {
  api: Api;
  pollApi: Api;
  line: Line;
  texts: Texts;
  config: TelegramConfig;
  unkept: Unkept;
};

/** Updates come by a webhook, or are asked for. */
export function openWayIn(parts: WayInParts, to: Taking<TelegramCame>): WayIn {
  const { api, line, texts, config } = parts;
  const toldGroups = new Map<number, string>();
  const handle = (update: Update) => handleUpdate(parts, toldGroups, to, update);
  const door = config.webhook && makeWebhook(config.webhook.secret, line, handle);
  let polling: { stop(): Promise<void> } | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopped = false;

  const setUp = async () => {
    try {
      await setWebhook(api, config);
      await registerBot(api, texts);
    } catch (error) {
      line.log.warn({ err: error }, 'Telegram could not be set up; it is tried again');
      if (!stopped) again = setTimeout(setUp, REGISTER_AGAIN_MS + waitFor(error) * 1000);
    }
  };
  const giveUp = async (update: Update) => {
    const read = readUpdate(update);
    if (read.kind === 'turn') await to.giveUp(read.came);
  };
  return {
    start: () => {
      void setUp().then(() => {
        if (!config.webhook && !stopped) polling = startPolling(parts.pollApi, line, handle, giveUp);
      });
    },
    stop: async () => {
      stopped = true;
      clearTimeout(again);
      await polling?.stop();
    },
    ...(door && { door: { path: PATH, door } }),
  };
}

/** In seconds; a change of the name may have to wait for hours. */
const waitFor = (error: unknown): number => (error instanceof GrammyError ? (error.parameters.retry_after ?? 0) : 0);

async function setWebhook(api: Api, { webhook }: TelegramConfig): Promise<void> {
  if (!webhook) await api.deleteWebhook();
  else await api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: ALLOWED_UPDATES });
}

async function handleUpdate(
  parts: WayInParts,
  toldGroups: Map<number, string>,
  to: Taking<TelegramCame>,
  update: Update,
): Promise<void> {
  const read = readUpdate(update);
  if (read.kind === 'group') return tellGroup(parts, toldGroups, read.chatId);
  if (read.kind === 'ignore') return;
  noteSeen(parts.unkept, read.came, update);
  await to.take(read.came);
}

function noteSeen(unkept: Unkept, { address, callback }: TelegramCame, { message }: Update): void {
  if (message) unkept.note(address.text, message.message_id, false);
  if (callback?.messageId !== undefined) unkept.note(address.text, callback.messageId, true);
}

/** Once a group and day, and nothing else ever. */
async function tellGroup({ api, line, texts }: WayInParts, told: Map<number, string>, chatId: number): Promise<void> {
  const today = localParts(line.now()).day;
  if (told.get(chatId) === today) return;
  if (told.size > MOST_GROUPS) told.clear();
  told.set(chatId, today);
  const text = escapeHtml(inEveryLanguage(texts, 'help:group'));
  await attempt(() => api.sendMessage(chatId, text, { parse_mode: 'HTML' }));
}
