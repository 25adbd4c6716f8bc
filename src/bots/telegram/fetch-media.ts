import type { Api } from 'grammy';
import { attempt } from './send.ts';

const DOWNLOAD_TIMEOUT_MS = 60_000;

export type FetchedMedia =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'gone' }
  | { kind: 'too_large' }
  | { kind: 'try_again'; afterSeconds?: number };

/** Gets a resident's file from Telegram. `baseUrl` is the API root. */
export async function fetchMedia(api: Api, baseUrl: string, token: string, fileId: string): Promise<FetchedMedia> {
  let path: string | undefined;
  const found = await attempt(async () => {
    path = (await api.getFile(fileId)).file_path;
  });
  if (!found.ok) {
    const { failure } = found;
    if (failure.kind === 'refused') return failure.code === 'file_too_big' ? { kind: 'too_large' } : { kind: 'gone' };
    return failure.kind === 'rate_limited'
      ? { kind: 'try_again', afterSeconds: failure.afterSeconds }
      : { kind: 'try_again' };
  }
  if (path === undefined) return { kind: 'gone' };
  const answer = await fetch(`${baseUrl}/file/bot${token}/${path}`, {
    signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
  }).catch(() => null);
  if (!answer || answer.status >= 500) return { kind: 'try_again' };
  return answer.ok ? { kind: 'bytes', bytes: new Uint8Array(await answer.arrayBuffer()) } : { kind: 'gone' };
}
