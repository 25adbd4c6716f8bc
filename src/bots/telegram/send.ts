import { type Api, InputFile } from 'grammy';
import { isAway, type Sent, type SentSoFar } from '../../core/channel/channel.ts';
import { isPicture } from '../../core/domain/attached.ts';
import type { BubbleKind } from '../../core/domain/bubbles.ts';
import { failureOf } from './failures.ts';
import { sendRecording } from './recordings.ts';
import type { Outgoing } from './render.ts';

const SENT: Sent = { ok: true };

/**
 * How messages are sent: in which `topic` of the chat, `tapped` is the one whose button was pressed, `note` hears the number of each that stands,
 * `after` is what has arrived before.
 */
export type Sending = {
  topic?: number | undefined;
  tapped?: number | undefined;
  after?: SentSoFar | undefined;
  note?: (messageId: number, kind: BubbleKind | undefined) => void;
};

/** Where the parts of a message begin, in the order in which they are sent: the place of each is the same whether it has the others or not. */
const FROM = { media: 1, voices: 101, file: 201, words: 202 } as const;
const A_MESSAGE = FROM.words;
type Part = keyof typeof FROM;

/** Sends each part that did not arrive before, and counts what did. `at`: which it is of those of its kind. */
type Step = (part: Part, send: () => Promise<Sent>, at?: number) => Promise<Sent>;

/** Sends messages to one chat in order, and stops at the first that does not get through. */
export async function sendAll(
  api: Api,
  chatId: string,
  messages: readonly Outgoing[],
  how: Sending = {},
): Promise<Sent> {
  let { topic } = how;
  const soFar: SentSoFar = { parts: how.after?.parts ?? 0, files: how.after?.files ?? 0 };
  for (const [index, message] of messages.entries()) {
    const step: Step = async (part, send, at = 0) => {
      const place = index * A_MESSAGE + FROM[part] + at;
      if (place <= soFar.parts) return SENT;
      const sent = await send();
      if (sent.ok) {
        soFar.parts = place;
        if (part === 'file') soFar.files += 1;
      }
      return sent;
    };
    const tapped = message.replace ? how.tapped : undefined;
    let sent = await sendOne(api, chatId, message, { ...how, topic, tapped }, step);
    if (topic !== undefined && isTopicGone(sent)) {
      // Who deleted a topic is still told, in the chat itself.
      topic = undefined;
      sent = await sendOne(api, chatId, message, { ...how, topic, tapped }, step);
    }
    if (!sent.ok && (!message.aside || stops(sent))) return { ...sent, soFar };
  }
  return SENT;
}

/** A chat that takes nothing at all now, or not there. */
const stops = (sent: Sent): boolean =>
  !sent.ok && (sent.failure.kind === 'rate_limited' || isAway(sent.failure) || isTopicGone(sent));

const isTopicGone = (sent: Sent): boolean =>
  !sent.ok && sent.failure.kind === 'refused' && sent.failure.code === 'topic_gone';

async function sendOne(
  api: Api,
  chatId: string,
  message: Outgoing,
  { topic, tapped, note }: Sending,
  step: Step,
): Promise<Sent> {
  const noted = async (call: Promise<{ message_id: number }>) => {
    const sent = await call;
    note?.(sent.message_id, message.bubble);
  };
  const within = topic === undefined ? {} : { message_thread_id: topic };
  const kept = { ...within, ...(message.protect && { protect_content: true }) };
  if (message.fleeting) return step('words', () => flash(api, chatId, message, within));
  const speak = async (): Promise<Sent> => {
    for (const [at, recording] of (message.voices ?? []).entries()) {
      const say = async () => {
        const sent = await sendRecording(api, chatId, recording, kept);
        if (sent) note?.(sent.message_id, message.bubble);
      };
      const spoken = await step('voices', () => attempt(say), at);
      // Some let nobody send them a voice: they read it.
      if (!spoken.ok && (spoken.failure.kind !== 'refused' || isTopicGone(spoken))) return spoken;
    }
    return SENT;
  };
  if (tapped !== undefined && !message.file && !message.media) {
    const changed = await attempt(() =>
      api.editMessageText(chatId, tapped, message.html, { parse_mode: 'HTML', ...inline(message) }),
    );
    if (changed.ok) {
      note?.(tapped, message.bubble);
      return speak();
    }
    if (changed.failure.kind !== 'refused') return changed;
  }
  const { media = [], file } = message;
  const showAll = async (): Promise<Sent> => {
    for (const [at, { kind, handle }] of media.entries()) {
      const show = () => noted(sendMedia(api, chatId, { kind, handle }, kept));
      const shown = await step('media', () => attempt(show), at);
      // A recording that cannot be shown again must not keep the words from being said.
      if (!shown.ok && (shown.failure.kind !== 'refused' || isTopicGone(shown))) return shown;
    }
    return SENT;
  };
  const shown = await showAll();
  if (!shown.ok) return shown;
  const spoken = await speak();
  if (!spoken.ok) return spoken;
  const uploaded = file ? await step('file', () => upload(api, chatId, file, kept, noted)) : SENT;
  if (!uploaded.ok) return uploaded;
  return step('words', () =>
    attempt(() =>
      noted(
        api.sendMessage(chatId, message.html, {
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          ...kept,
          ...(message.markup && { reply_markup: message.markup }),
        }),
      ),
    ),
  );
}

/** A picture as one, unless Telegram takes none of its size or shape as such. */
async function upload(
  api: Api,
  chatId: string,
  { name, content }: NonNullable<Outgoing['file']>,
  kept: { protect_content?: boolean; message_thread_id?: number },
  noted: (call: Promise<{ message_id: number }>) => Promise<unknown>,
): Promise<Sent> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  if (isPicture(name)) {
    const shown = await attempt(() => noted(api.sendPhoto(chatId, new InputFile(bytes, name), kept)));
    if (shown.ok || shown.failure.kind !== 'refused' || isTopicGone(shown)) return shown;
  }
  return attempt(() => noted(api.sendDocument(chatId, new InputFile(bytes, name), kept)));
}

/** Never a reason to leave the words after it unsaid, but for a chat that takes nothing at all now. */
async function flash(
  api: Api,
  chatId: string,
  { html, markup }: Outgoing,
  within: { message_thread_id?: number },
): Promise<Sent> {
  let id: number | undefined;
  const options = { disable_notification: true, ...within, ...(markup && { reply_markup: markup }) };
  const sent = await attempt(async () => {
    id = (await api.sendMessage(chatId, html, options)).message_id;
  });
  if (!sent.ok) return stops(sent) ? sent : SENT;
  const shown = id;
  if (shown !== undefined) await attempt(() => api.deleteMessage(chatId, shown));
  return SENT;
}

const inline = ({ markup }: Outgoing) => (markup && 'inline_keyboard' in markup ? { reply_markup: markup } : {});

function sendMedia(
  api: Api,
  chatId: string,
  { kind, handle }: NonNullable<Outgoing['media']>[number],
  kept: { protect_content?: boolean; message_thread_id?: number },
): Promise<{ message_id: number }> {
  switch (kind) {
    case 'voice':
      return api.sendVoice(chatId, handle, kept);
    case 'photo':
      return api.sendPhoto(chatId, handle, kept);
    case 'video':
      return api.sendVideo(chatId, handle, kept);
    case 'document':
      return api.sendDocument(chatId, handle, kept);
  }
}

/** What is as it should be already has arrived. */
export async function attempt(call: () => Promise<unknown>): Promise<Sent> {
  try {
    await call();
    return SENT;
  } catch (error) {
    const failure = failureOf(error);
    return failure.kind === 'not_modified' ? SENT : { ok: false, failure };
  }
}
