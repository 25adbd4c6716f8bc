import type { Address } from '../domain/address.ts';
import type { FileToMake, Say, SayLine } from '../domain/say.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Line } from '../line.ts';
import type { Reader, ResidentChannel } from './channel.ts';

/** The file's bytes; null when there is nothing any more to make it of. */
export type MakeFile = (make: FileToMake, reader: Reader) => Promise<Uint8Array | null>;

export type FitParts = { line: Line; texts: Texts; makeFile: MakeFile };

/** What was to be made of a registration is asked for again by a button; what staff sent is not. */
const missing = (make?: FileToMake): SayLine =>
  make?.kind === 'attached' ? { key: 'items:answer.file_missing' } : { key: 'afterwards:file_missing' };

/**
 * Says as this channel can say them, before any is rendered: files are made, and what it cannot do is left out or becomes words. A file that
 * cannot be made never holds up the words: they go without it and say so (`without`), and `failed` lets who can wait try again first.
 */
export async function fitSays(
  parts: FitParts,
  channel: ResidentChannel,
  to: Address,
  says: readonly Say[],
  reader: Reader,
): Promise<{ says: Say[]; failed: boolean; without: boolean }> {
  if (channel.can.files && says.some(({ file }) => file && 'make' in file)) await channel.busy?.(to);
  const fitted = await Promise.all(says.map((say) => fitOne(parts, channel, say, reader)));
  return {
    says: fitted.map(({ say }) => say),
    failed: fitted.some(({ failed }) => failed),
    without: fitted.some(({ left }) => left),
  };
}

type Fitted = { say: Say; failed: boolean; left: boolean };

async function fitOne(parts: FitParts, { can }: ResidentChannel, whole: Say, reader: Reader): Promise<Fitted> {
  const say = can.choices ? whole : withoutButtonsOfThePhone(whole);
  const { file, ...words } = can.media ? say : withoutMedia(say);
  const plain = (said: Say): Fitted => ({ say: said, failed: false, left: false });
  if (!file) return plain(words);
  if (!can.files)
    return 'text' in file ? plain({ ...words, quote: file.text }) : { ...without(words, file), failed: false };
  if (!('make' in file)) return plain({ ...words, file });
  try {
    const bytes = await parts.makeFile(file.make, reader);
    return bytes ? plain({ ...words, file: { name: file.name, bytes } }) : { ...without(words, file), failed: false };
  } catch (error) {
    const { kind } = file.make;
    parts.line.log.warn({ err: error, kind }, 'a file for a resident could not be made');
    return { ...without(words, file), failed: true };
  }
}

const without = (say: Say, file: NonNullable<Say['file']>): Pick<Fitted, 'say' | 'left'> => ({
  say: { ...say, after: [...(say.after ?? []), missing('make' in file ? file.make : undefined)] },
  left: true,
});

const withoutMedia = ({ media: _media, ...say }: Say): Say => say;
const withoutButtonsOfThePhone = ({ share: _share, putShareAway: _away, ...say }: Say): Say => say;
