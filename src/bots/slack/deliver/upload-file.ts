import { Readable } from 'node:stream';
import type { SlackClient } from '../client.ts';
import { type Attempt, attempt } from '../failures.ts';

/** Beyond so long, and for each megabyte so much longer, an answer counts as lost. */
const UPLOAD_TIMEOUT_MS = 60_000;
const A_MEGABYTE_MS = 4_000;

/** `open`: its bytes from the beginning, as they are wanted; memory need not hold them all. */
export type Upload = { name: string; size: number; open(): Promise<Readable> };

/** The first two steps of Slack's upload: the bytes are there, but nobody sees them yet. Gives the file's id. */
export const sendBytes = (slack: SlackClient, name: string, bytes: Uint8Array): Promise<Attempt<string>> =>
  sendUpload(slack, { name, size: bytes.length, open: async () => Readable.from([bytes]) });

/** The same of a file that is read as it is sent. `file_too_large`: Slack takes none of this size. */
export async function sendUpload(slack: SlackClient, { name, size, open }: Upload): Promise<Attempt<string>> {
  const place = await attempt(() => slack.files.getUploadURLExternal({ filename: name, length: size }));
  if (!place.ok) return place;
  const { upload_url: url, file_id: id } = place.value;
  if (!url || !id) return { ok: false, failure: { kind: 'unknown' } };
  const bytes = await open();
  // A body that is read as it is sent wants `duplex`, which the types of browsers leave out.
  const request: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
    body: Readable.toWeb(bytes) as ReadableStream<Uint8Array<ArrayBuffer>>,
    duplex: 'half',
    redirect: 'error',
    signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS + Math.ceil(size / 1_000_000) * A_MEGABYTE_MS),
  };
  const answer = await attempt(() => fetch(url, request));
  bytes.destroy();
  if (!answer.ok) return answer;
  await answer.value.body?.cancel();
  if (answer.value.status === 413) return { ok: false, failure: { kind: 'refused', code: 'file_too_large' } };
  return answer.value.ok ? { ok: true, value: id } : { ok: false, failure: { kind: 'unknown' } };
}

type Title = { id: string; title: string };
type SharedFile = { id: string; name: string; comment: string; others?: readonly { id: string; name: string }[] };

/** The third step: the file, and others beside it, stand in the channel, or in a thread of it, under our comment (mrkdwn, escaped already). */
export async function shareFile(
  slack: SlackClient,
  { id: fileId, name, comment, others = [] }: SharedFile,
  place: { channel: string; ts?: string },
): Promise<Attempt<unknown>> {
  const beside = others.map((other) => ({ id: other.id, title: other.name }));
  const files: [Title, ...Title[]] = [{ id: fileId, title: name }, ...beside];
  const shown = { files, channel_id: place.channel, initial_comment: comment };
  const shared = await attempt(() =>
    slack.files.completeUploadExternal(place.ts === undefined ? shown : { ...shown, thread_ts: place.ts }),
  );
  // An answer that says ok and names no file of ours says nothing: look before it is sent again.
  if (shared.ok && !shared.value.files?.some(({ id }) => id === fileId))
    return { ok: false, failure: { kind: 'unknown' } };
  return shared;
}
