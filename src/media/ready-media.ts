import { type FetchMedia, type FetchReadyMedia, LARGEST_MEDIA_BYTES, type ReadyMedia } from '../core/domain/media.ts';
import { cleanPicture } from './clean-picture.ts';
import { sniff } from './sniff.ts';

/**
 * The one door by which a resident's file comes to staff: pictures are made anew from their pixels, everything else goes as it is and
 * says what it may hold.
 */
export const readyMedia =
  (fetchMedia: FetchMedia): FetchReadyMedia =>
  async (media) => {
    const fetched = await fetchMedia(media);
    return fetched.kind === 'file' ? makeReady(fetched.bytes) : fetched;
  };

/** What is to be shown of these bytes. Throws when pictures cannot be made anew at all. */
export async function makeReady(bytes: Uint8Array): Promise<ReadyMedia> {
  if (bytes.length > LARGEST_MEDIA_BYTES) return { kind: 'too_large' };
  const { extension, holds } = sniff(bytes);
  if (holds !== 'clean') return { kind: 'file', bytes, extension, warning: holds };
  const clean = await cleanPicture(bytes, extension as 'jpg' | 'png' | 'webp');
  if (clean.kind === 'too_many_pixels') return clean;
  if (clean.kind === 'unreadable') return { kind: 'file', bytes, extension, warning: 'picture' };
  return { kind: 'file', bytes: clean.bytes, extension, warning: null };
}
