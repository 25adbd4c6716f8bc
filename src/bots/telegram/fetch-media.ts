import type { Api } from 'grammy';
import { attempt } from './send.ts';

const DOWNLOAD_TIMEOUT_MS = 60_000;

export type FetchedMedia = { kind: 'file'; bytes: Uint8Array } | { kind: 'gone' } | { kind: 'too_large' };

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
  if (answer.ok) return { kind: 'file', bytes: new Uint8Array(await answer.arrayBuffer()) };
  await answer.body?.cancel();
  if (answer.status >= 500 || answer.status === 429) throw new Error('Telegram did not hand over a file');
  return { kind: 'gone' };
}
