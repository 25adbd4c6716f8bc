import type { Address } from '../domain/address.ts';
import type { FileToMake, Say, SayLine } from '../domain/say.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Line } from '../line.ts';
import type { Reader, ResidentChannel } from './channel.ts';
import { withoutVoices, withVoices } from './voices.ts';

/** The file's bytes; null when there is nothing any more to make it of. `fetch`: the resident's own files, as their channel keeps them. */
export type MakeFile = (
  make: FileToMake,
  reader: Reader,
  fetch: ResidentChannel['fetchMedia'],
) => Promise<Uint8Array | null>;

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
  const told = says
    .flatMap((say) => (channel.can.files ? say : inWords(say)))
    .map((say) =>
      channel.can.files && channel.can.choices ? withVoices(parts.texts, say, reader) : withoutVoices(say),
    );
  const fitted = await Promise.all(told.map((say) => fitOne(parts, channel, say, reader)));
  return {
    says: fitted.map(({ say }) => say),
    failed: fitted.some(({ failed }) => failed),
    without: fitted.some(({ left }) => left),
  };
}

/** Where no file can be handed over, what somebody is held is said; the same for programs is of no use there. */
function inWords(say: Say): Say[] {
  const { file } = say;
  if (!file || !('make' in file) || file.make.kind !== 'own_data') return [say];
  if (file.make.as === 'data') return [];
  return [{ ...say, file: { ...file, make: { ...file.make, as: 'text' } } }];
}

type Fitted = { say: Say; failed: boolean; left: boolean };

async function fitOne(
  parts: FitParts,
  { can, fetchMedia }: ResidentChannel,
  whole: Say,
  reader: Reader,
): Promise<Fitted> {
  const say = can.choices ? whole : withoutButtonsOfThePhone(whole);
  const { file, ...words } = can.media ? say : withoutMedia(say);
  const plain = (said: Say): Fitted => ({ say: said, failed: false, left: false });
  const left = (): Fitted => ({ ...without(words, file as NonNullable<Say['file']>), failed: false });
  if (!file) return plain(words);
  if (!('make' in file)) return can.files ? plain({ ...words, file }) : left();
  const isText = file.make.kind === 'own_data' && file.make.as === 'text';
  if (!can.files && !isText) return left();
  try {
    const bytes = await parts.makeFile(file.make, reader, fetchMedia);
    if (!bytes) return left();
    return plain(
      isText
        ? { ...words, quote: Buffer.from(bytes).toString('utf8') }
        : { ...words, file: { name: file.name, bytes } },
    );
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
