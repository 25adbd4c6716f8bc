import { type Api, InputFile } from 'grammy';
import { failureOf, type TelegramFailure } from './failures.ts';
import type { Outgoing } from './render.ts';

export type Sent = { ok: true } | { ok: false; failure: TelegramFailure };

const SENT: Sent = { ok: true };

/** Sends messages to one chat in order, and stops at the first that does not get through. `tapped` is the message whose button was pressed. */
export async function sendAll(api: Api, chatId: string, messages: Outgoing[], tapped?: number): Promise<Sent> {
  for (const message of messages) {
    const sent = await sendOne(api, chatId, message, message.replace ? tapped : undefined);
    if (!sent.ok) return sent;
  }
  return SENT;
}

async function sendOne(api: Api, chatId: string, message: Outgoing, tapped: number | undefined): Promise<Sent> {
  if (message.fleeting) return flash(api, chatId, message);
  if (tapped !== undefined && !message.file && !message.media) {
    const changed = await attempt(() =>
      api.editMessageText(chatId, tapped, message.html, { parse_mode: 'HTML', ...inline(message) }),
    );
    if (changed.ok || changed.failure.kind === 'not_modified') return SENT;
    if (changed.failure.kind !== 'refused') return changed;
  }
  for (const { kind, fileId } of message.media ?? []) {
    const shown = await attempt(() => sendMedia(api, chatId, kind, fileId));
    // A recording that cannot be shown again must not keep the words from being said.
    if (!shown.ok && shown.failure.kind !== 'refused') return shown;
  }
  if (message.file) {
    const { name, content } = message.file;
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    const uploaded = await attempt(() => api.sendDocument(chatId, new InputFile(bytes, name)));
    if (!uploaded.ok) return uploaded;
  }
  return attempt(() =>
    api.sendMessage(chatId, message.html, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(message.markup && { reply_markup: message.markup }),
    }),
  );
}

/** Never a reason to leave the words after it unsaid, but for a chat that takes nothing at all now. */
async function flash(api: Api, chatId: string, { html, markup }: Outgoing): Promise<Sent> {
  let id: number | undefined;
  const options = { disable_notification: true, ...(markup && { reply_markup: markup }) };
  const sent = await attempt(async () => {
    id = (await api.sendMessage(chatId, html, options)).message_id;
  });
  if (!sent.ok) return sent.failure.kind === 'rate_limited' || sent.failure.kind === 'blocked' ? sent : SENT;
  const shown = id;
  if (shown !== undefined) await attempt(() => api.deleteMessage(chatId, shown));
  return SENT;
}

const inline = ({ markup }: Outgoing) => (markup && 'inline_keyboard' in markup ? { reply_markup: markup } : {});

function sendMedia(
  api: Api,
  chatId: string,
  kind: NonNullable<Outgoing['media']>[number]['kind'],
  fileId: string,
): Promise<unknown> {
  switch (kind) {
    case 'voice':
      return api.sendVoice(chatId, fileId);
    case 'photo':
      return api.sendPhoto(chatId, fileId);
    case 'video':
      return api.sendVideo(chatId, fileId);
    case 'document':
      return api.sendDocument(chatId, fileId);
  }
}

export async function attempt(call: () => Promise<unknown>): Promise<Sent> {
  try {
    await call();
    return SENT;
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}
