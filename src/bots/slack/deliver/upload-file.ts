import type { SlackClient } from '../client.ts';
import { type Attempt, attempt } from '../failures.ts';

/** A file of 20 MB over a slow line; beyond this its answer counts as lost. */
const UPLOAD_TIMEOUT_MS = 60_000;

/** The first two steps of Slack's upload: the bytes are there, but nobody sees them yet. Gives the file's id. */
export async function sendBytes(slack: SlackClient, name: string, bytes: Uint8Array): Promise<Attempt<string>> {
  const place = await attempt(() => slack.files.getUploadURLExternal({ filename: name, length: bytes.length }));
  if (!place.ok) return place;
  const { upload_url: url, file_id: id } = place.value;
  if (!url || !id) return { ok: false, failure: { kind: 'unknown' } };
  return attempt(async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      // The types of the PDF library bring those of browsers, which want no shared memory here; there is none.
      body: bytes as Uint8Array<ArrayBuffer>,
      redirect: 'error',
      signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
    });
    if (!response.ok) throw new Error('the upload was not taken');
    return id;
  });
}

/** The third step: the file stands in the channel, or in a thread of it, under our comment (mrkdwn, escaped already). */
export async function shareFile(
  slack: SlackClient,
  file: { id: string; name: string; comment: string },
  place: { channel: string; ts?: string },
): Promise<Attempt<unknown>> {
  const about = { files: [{ id: file.id, title: file.name }] as [{ id: string; title: string }] };
  const shown = { ...about, channel_id: place.channel, initial_comment: file.comment };
  const shared = await attempt(() =>
    slack.files.completeUploadExternal(place.ts === undefined ? shown : { ...shown, thread_ts: place.ts }),
  );
  // An answer that says ok and names no file of ours says nothing: look before it is sent again.
  if (shared.ok && !shared.value.files?.some(({ id }) => id === file.id))
    return { ok: false, failure: { kind: 'unknown' } };
  return shared;
}
