import type { Holder } from '../use-acts.ts';

/** Telegram lets a bot fetch no more than 20 MB (Bot API, getFile); of what is far beyond, only the size goes on its way. */
const CARRIED_MOST = 25 * 1024 * 1024;

export type SentKind = 'voice' | 'photo' | 'document';

/** Sends a file from this resident. The bot sees its true size, even where the page keeps the bytes. False when refused. */
export async function sendFile(
  holder: Holder,
  kind: SentKind,
  file: Blob,
  about: { name?: string; seconds?: number } = {},
) {
  const { acts, chatId, words } = holder;
  if (file.size === 0) {
    acts.complain(words.empty_file);
    return false;
  }
  const carried = file.size <= CARRIED_MOST;
  const bytes = await toBase64(carried ? file : file.slice(0, 1));
  const given = { bytes, size: file.size, mime: file.type || 'application/octet-stream', ...about };
  const sent = await acts.act('sendMedia', chatId, kind, given);
  if (sent && !carried) acts.complain(words.large_file);
  return sent !== null;
}

function toBase64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
