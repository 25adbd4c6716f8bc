import { Api } from 'grammy';
import type { ResidentChannel } from '../../core/channel/channel.ts';
import { cut } from '../../core/domain/text/cut.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Line } from '../../core/line.ts';
import { readAsSeen } from './as-seen.ts';
import { makeChats } from './chats.ts';
import { fetchMedia } from './fetch-media.ts';
import { keepAliveFetch } from './keep-alive-fetch.ts';
import type { TelegramCame } from './read-update.ts';
import { escapeHtml, type Outgoing, renderSays } from './render.ts';
import { attempt, sendAll } from './send.ts';
import { makeUnkept, type Unkept } from './unkept.ts';
import { openWayIn, type TelegramConfig } from './way-in.ts';

const PUBLIC_ROOT = 'https://api.telegram.org';
/** Longer than a long poll. */
const POLL_TIMEOUT_SECONDS = 40;
/** Shorter than the lease under which a resident is told something (core/residents/pending-says). */
const TIMEOUT_SECONDS = 10;
/** Of what is shown over the chat (Bot API, answerCallbackQuery). */
const TOAST = 200;

/** Telegram, as residents use it: private chats with the bot. */
export function telegramChannel(parts: {
  line: Line;
  texts: Texts;
  config: TelegramConfig;
  /** How long a call other than the long poll may take. */
  timeoutSeconds?: number;
}): ResidentChannel<TelegramCame, Outgoing> {
  const { line, texts, config } = parts;
  const root = config.apiRoot ?? PUBLIC_ROOT;
  const { api, pollApi } = openApis(config.token, root, parts.timeoutSeconds);
  const unkept = makeUnkept();
  noteWhatIsSent(api, unkept);
  return {
    name: 'telegram',
    can: { edit: true, choices: true, files: true, media: true },
    render: (says, { language, secondLanguage }) => renderSays(texts, says, language, secondLanguage),
    asRead: readAsSeen,
    send: ({ text: chatId, within }, messages, { tapped, about, after }) =>
      sendAll(api, chatId, messages, {
        topic: topicOf(within),
        after,
        tapped: tapped?.callback?.messageId,
        note: (id, kind) => unkept.note(chatId, id, true, kind ?? (about === undefined ? undefined : { about })),
      }),
    tell: async ({ text: chatId, within }, text) => {
      await sendAll(api, chatId, [{ html: escapeHtml(text) }], { topic: topicOf(within) });
    },
    heard: async ({ callback }, toast) => {
      if (!callback) return;
      const shown = toast === undefined ? {} : { text: cut(toast, TOAST) };
      await attempt(() => api.answerCallbackQuery(callback.id, shown));
    },
    busy: async ({ text: chatId, within }) => {
      const topic = topicOf(within);
      await attempt(() =>
        api.sendChatAction(chatId, 'upload_document', topic === undefined ? {} : { message_thread_id: topic }),
      );
    },
    fetchMedia: (handle) => fetchMedia(api, root, config.token, handle),
    chats: makeChats({ api, line, texts }, unkept),
    open: (to) => openWayIn({ api, pollApi, line, texts, config, unkept }, to),
  };
}

const topicOf = (within: string | undefined): number | undefined => (within === undefined ? undefined : Number(within));

function openApis(token: string, apiRoot: string, timeoutSeconds = TIMEOUT_SECONDS): { api: Api; pollApi: Api } {
  const client = { apiRoot, fetch: keepAliveFetch(apiRoot) };
  return {
    api: new Api(token, { ...client, timeoutSeconds }),
    pollApi: new Api(token, { ...client, timeoutSeconds: POLL_TIMEOUT_SECONDS }),
  };
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
