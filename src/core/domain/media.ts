import type { Channel } from './codes.ts';

/** What a file may tell that nobody took out of it: said to whoever looks at it. */
export type MediaWarning = 'picture' | 'video' | 'sound' | 'document' | 'unknown';

/** A resident's file as a channel hands it over. */
export type FetchedMedia = { kind: 'file'; bytes: Uint8Array } | { kind: 'gone' } | { kind: 'too_large' };

/**
 * A file made ready for the eyes of staff. `extension` is by its content, without a dot. `warning` null: a picture made anew, which holds
 * its pixels and nothing else. `too_many_pixels`: small as a file, and unpacked more than a machine should hold.
 */
export type ReadyMedia =
  | { kind: 'file'; bytes: Uint8Array; extension: string; warning: MediaWarning | null }
  | { kind: 'gone' | 'too_large' | 'too_many_pixels' };

/** A resident's file, by the handle that its channel gave it. */
export type MediaHandle = { channel: Channel; handle: string };
/** Throws when it may work later. */
export type FetchMedia = (media: MediaHandle) => Promise<FetchedMedia>;
/** The same, made ready. */
export type FetchReadyMedia = (media: MediaHandle) => Promise<ReadyMedia>;

/** No file of a resident is passed on beyond this. */
export const LARGEST_MEDIA_BYTES = 20 * 1024 * 1024;
