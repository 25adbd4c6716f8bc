import type { Address } from '../domain/address.ts';
import type { FileToMake, Say } from '../domain/say.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Line } from '../line.ts';
import type { Reader, ResidentChannel } from './channel.ts';

/** The file's bytes; null when there is nothing any more to make it of. */
export type MakeFile = (make: FileToMake, reader: Reader) => Promise<Uint8Array | null>;

export type FitParts = { line: Line; texts: Texts; makeFile: MakeFile };

const MISSING = { key: 'afterwards:file_missing' };

/**
 * Says as this channel can say them, before any is rendered: files are made, and what it cannot do is left out or becomes words. A file that
 * cannot be made never holds up the words: they go without it and say so, and `failed` lets who can wait try again first.
 */
export async function fitSays(
  parts: FitParts,
  channel: ResidentChannel,
  to: Address,
  says: readonly Say[],
  reader: Reader,
): Promise<{ says: Say[]; failed: boolean }> {
  if (channel.can.files && says.some(({ file }) => file && 'make' in file)) await channel.busy?.(to);
  const fitted = await Promise.all(says.map((say) => fitOne(parts, channel, say, reader)));
  return { says: fitted.map(({ say }) => say), failed: fitted.some(({ failed }) => failed) };
}

async function fitOne(parts: FitParts, { can }: ResidentChannel, whole: Say, reader: Reader) {
  const say = can.choices ? whole : withoutButtonsOfThePhone(whole);
  const { file, ...words } = can.media ? say : withoutMedia(say);
  if (!file) return { say: words, failed: false };
  if (!can.files) return { say: 'text' in file ? { ...words, quote: file.text } : without(words), failed: false };
  if (!('make' in file)) return { say: { ...words, file }, failed: false };
  try {
    const bytes = await parts.makeFile(file.make, reader);
    return { say: bytes ? { ...words, file: { name: file.name, bytes } } : without(words), failed: false };
  } catch (error) {
    const { kind } = file.make;
    parts.line.log.warn({ err: error, kind }, 'a file for a resident could not be made');
    return { say: without(words), failed: true };
  }
}

const without = (say: Say): Say => ({ ...say, after: [...(say.after ?? []), MISSING] });

const withoutMedia = ({ media: _media, ...say }: Say): Say => say;
const withoutButtonsOfThePhone = ({ share: _share, putShareAway: _away, ...say }: Say): Say => say;
