import type { FetchedMedia, ReadyMedia } from '../../core/domain/media.ts';
import type { OwnData } from '../../core/domain/own-data.ts';

/** Together, so that the page stays within what may be uploaded (Bot API, sending files: 50 MB) once it is written in base64. */
const MOST_BYTES = 30 * 1024 * 1024;
/** A recording of some minutes. */
const MOST_OF_A_VOICE = 2 * 1024 * 1024;

export type Fetch = (handle: string) => Promise<FetchedMedia>;
export type MakeReady = (bytes: Uint8Array) => Promise<ReadyMedia>;
/** By handle: what the page can hold of it, as a `data:` address. */
export type Media = ReadonlyMap<string, string>;

const PICTURES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

/**
 * Their pictures, made anew from their pixels, and their short recordings. What cannot be had, or would make the page too large, is left out:
 * it is in their chat, and the page says so.
 */
export async function gatherMedia(data: OwnData, fetch: Fetch, makeReady: MakeReady): Promise<Media> {
  const media = new Map<string, string>();
  let left = MOST_BYTES;
  for (const { from, body } of [...data.unsent.words, ...data.items.flatMap(({ words }) => words)]) {
    // A file of staff's lies elsewhere, and came to their chat with the answer.
    const file = from === 'you' ? body?.file : undefined;
    if (!body || !file || file.tooLarge || media.has(file.id)) continue;
    const held = await hold(body.kind, file, left, fetch, makeReady);
    if (!held) continue;
    media.set(file.id, `data:${held.type};base64,${Buffer.from(held.bytes).toString('base64')}`);
    left -= held.bytes.length;
  }
  return media;
}

type Held = { type: string; bytes: Uint8Array };

async function hold(
  kind: string,
  file: { id: string; bytes?: number | undefined },
  left: number,
  fetch: Fetch,
  makeReady: MakeReady,
): Promise<Held | null> {
  const most = Math.min(left, kind === 'voice' ? MOST_OF_A_VOICE : left);
  if (!['photo', 'document', 'voice'].includes(kind) || (file.bytes ?? 0) > most) return null;
  // Away now: the words are worth more than the picture.
  const fetched = await fetch(file.id).catch((): FetchedMedia => ({ kind: 'gone' }));
  if (fetched.kind !== 'file' || fetched.bytes.length > most) return null;
  if (kind === 'voice') return { type: 'audio/ogg', bytes: fetched.bytes };
  const ready = await makeReady(fetched.bytes).catch((): ReadyMedia => ({ kind: 'gone' }));
  const type = ready.kind === 'file' && ready.warning === null ? PICTURES[ready.extension] : undefined;
  return ready.kind === 'file' && type !== undefined && ready.bytes.length <= left
    ? { type, bytes: ready.bytes }
    : null;
}
