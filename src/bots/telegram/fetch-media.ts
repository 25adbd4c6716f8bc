import type { Api } from 'grammy';
import { type FetchedMedia, LARGEST_MEDIA_BYTES } from '../../core/domain/media.ts';
import { attempt } from './send.ts';

const DOWNLOAD_TIMEOUT_MS = 60_000;

/** Gets a resident's file from Telegram at `root`. Throws when it may work later. */
export async function fetchMedia(api: Api, root: string, token: string, fileId: string): Promise<FetchedMedia> {
  let path: string | undefined;
  const found = await attempt(async () => {
    path = (await api.getFile(fileId)).file_path;
  });
  if (!found.ok && found.failure.kind === 'refused')
    return found.failure.code === 'file_too_big' ? { kind: 'too_large' } : { kind: 'gone' };
  if (!found.ok) throw new Error('Telegram did not say where a file is');
  if (path === undefined) return { kind: 'gone' };
  const answer = await fetch(`${root}/file/bot${token}/${path}`, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
  if (answer.ok && answer.body) return readAtMost(answer.body);
  await answer.body?.cancel();
  if (answer.status >= 500 || answer.status === 429) throw new Error('Telegram did not hand over a file');
  return { kind: 'gone' };
}

/** Whatever was promised, no more than the largest file is taken into memory. */
async function readAtMost(body: ReadableStream<Uint8Array>): Promise<FetchedMedia> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    // Leaving the loop cancels the rest.
    if (length > LARGEST_MEDIA_BYTES) return { kind: 'too_large' };
    chunks.push(chunk);
  }
  return { kind: 'file', bytes: new Uint8Array(Buffer.concat(chunks)) };
}
