import type { Api } from 'grammy';
import type { FileToMake } from '../../core/domain/say.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Line } from '../../core/line.ts';
import { escapeHtml, type FileReader, type Outgoing } from './render.ts';
import { attempt } from './send.ts';

/** The file's bytes; null when there is nothing any more to make it of. */
export type MakeFile = (make: FileToMake, reader: FileReader) => Promise<Uint8Array | null>;

/**
 * Makes the files of these messages, before any of them is sent. One that cannot be made never holds up the words: they go without it and
 * say so, and `failed` lets who can wait try again first. Meanwhile the chat shows that a file is on its way.
 */
export async function makeFiles(
  parts: { api: Api; line: Line; texts: Texts; makeFile: MakeFile },
  chatId: string,
  messages: Outgoing[],
): Promise<{ messages: Outgoing[]; failed: boolean }> {
  let failed = false;
  if (messages.some(({ toMake }) => toMake)) await attempt(() => parts.api.sendChatAction(chatId, 'upload_document'));
  const made = messages.map(async (message): Promise<Outgoing> => {
    const { toMake, ...rest } = message;
    if (!toMake) return message;
    const content = await parts.makeFile(toMake.make, toMake.reader).catch((error: unknown) => {
      failed = true;
      const { kind } = toMake.make;
      parts.line.log.warn({ err: error, kind }, 'a file for a resident could not be made');
      return null;
    });
    if (content) return { ...rest, file: { name: toMake.name, content } };
    const { language, secondLanguage } = toMake.reader;
    const missing = parts.texts.say(language, 'afterwards:file_missing', {}, secondLanguage);
    return { ...rest, html: `${rest.html}\n${escapeHtml(missing)}` };
  });
  return { messages: await Promise.all(made), failed };
}
