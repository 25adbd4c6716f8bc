import { readFile } from 'node:fs/promises';
import { type Api, GrammyError, InputFile } from 'grammy';
import type { Recording } from '../../core/i18n/recordings.ts';

type Kept = { protect_content?: boolean; message_thread_id?: number };

/** What Telegram calls a recording that this process has uploaded, by its hash; each bot has its own. */
const uploaded = new WeakMap<Api, Map<string, string>>();

/** Sends it by what Telegram called it the last time; it is uploaded once, and again where Telegram knows it no longer. Null: nothing was sent. */
export async function sendRecording(
  api: Api,
  chatId: string,
  recording: Recording,
  kept: Kept,
): Promise<{ message_id: number } | null> {
  const known = uploaded.get(api) ?? new Map<string, string>();
  uploaded.set(api, known);
  const named = known.get(recording.hash);
  if (named !== undefined) {
    try {
      return await api.sendVoice(chatId, named, kept);
    } catch (error) {
      if (!isUnknownFile(error)) throw error;
      known.delete(recording.hash);
    }
  }
  // A file that is gone since the start is none.
  const bytes = await readFile(recording.path).catch(() => null);
  if (bytes === null) return null;
  const sent = await api.sendVoice(chatId, new InputFile(bytes, `${recording.id}.ogg`), kept);
  const fileId = sent.voice?.file_id;
  if (fileId !== undefined) known.set(recording.hash, fileId);
  return sent;
}

const isUnknownFile = (error: unknown): boolean =>
  error instanceof GrammyError &&
  error.error_code === 400 &&
  /file identifier|file_id|FILE_REFERENCE/i.test(error.description);
