import type { SlackClient } from '../client.ts';
import { type Attempt, attempt } from '../failures.ts';

/** Deletes a file of ours, and sees that it is gone: an answer that says ok is read, not trusted. One that is gone already is fine. */
export async function deleteFile(slack: SlackClient, fileId: string): Promise<Attempt<null>> {
  const deleted = await attempt(() => slack.files.delete({ file: fileId }));
  if (!deleted.ok) return deleted.failure.kind === 'gone' ? { ok: true, value: null } : deleted;
  const left = await attempt(() => slack.files.info({ file: fileId }));
  if (!left.ok) return left.failure.kind === 'gone' ? { ok: true, value: null } : left;
  const stands = left.value.file !== undefined && left.value.file.mode !== 'tombstone';
  return stands ? { ok: false, failure: { kind: 'unknown' } } : { ok: true, value: null };
}
