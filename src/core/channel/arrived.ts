import type { Say } from '../domain/say.ts';
import type { SentSoFar } from './channel.ts';

/**
 * What has arrived for certain of a promise whose rest has not is not said again: only where nobody can know is something said twice
 * (docs/decisions/0006). It holds in the language in which it was said: in another it is rendered into other messages.
 */
export const writeArrived = (language: string, { parts, files }: SentSoFar): string => `${language} ${parts} ${files}`;

export function readArrived(written: string | null, language: string): SentSoFar {
  const [its, parts, files] = written?.split(' ') ?? [];
  return its === language ? { parts: Number(parts), files: Number(files) } : { parts: 0, files: 0 };
}

/** A file that has arrived is not made again: in its place stands an empty one, which the channel leaves out. */
export function withoutArrivedFiles(says: readonly Say[], { files }: SentSoFar): Say[] {
  let left = files;
  return says.map((say) => {
    if (!say.file || left === 0) return say;
    left -= 1;
    return { ...say, file: { name: say.file.name, bytes: new Uint8Array() } };
  });
}
