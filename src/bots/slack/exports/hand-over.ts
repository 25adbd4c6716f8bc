import { Readable } from 'node:stream';
import { done, type Refusal, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { deleteFile } from '../deliver/delete-file.ts';
import { findInChannel } from '../deliver/find-message.ts';
import { sendUpload, shareFile, type Upload } from '../deliver/upload-file.ts';
import type { Admit, StaffBot } from '../surface.ts';
import { patiently } from './progress.ts';

/** `beside`: small files that go with it. `admit`: who this is to the line now, and whether the rule still lets them. */
export type ToHandOver = Upload & {
  beside: readonly { name: string; text: string }[];
  comment: string;
  channel: string;
  since: Date;
  admit: Admit;
};
type Sent = { id: string; name: string };

const NOT_TAKEN = 'not_taken' as const;

/**
 * Puts a file into somebody's direct messages, and nowhere else. Whether they may have it is asked once more before a byte leaves, and again
 * before they can see it. `not_taken`: Slack takes it not; nothing of it is left there.
 */
export async function handOver(bot: StaffBot, file: ToHandOver): Promise<Result<'sent' | typeof NOT_TAKEN>> {
  const still = await file.admit();
  if (!still.ok) return still;
  const sent: Sent[] = [];
  for (const upload of [file, ...file.beside.map(asUpload)]) {
    const came = await patiently(() => sendUpload(bot.slack, upload));
    if (came.ok) sent.push({ id: came.value, name: upload.name });
  }
  const whole = sent.length === 1 + file.beside.length;
  const refused = whole ? await lostMeanwhile(file.admit) : null;
  if (whole && !refused && (await share(bot, sent, file))) return done('sent');
  for (const { id } of sent) await deleteFile(bot.slack, id);
  return refused ?? done(NOT_TAKEN);
}

export function asUpload({ name, text }: { name: string; text: string }): Upload {
  const bytes = Buffer.from(text);
  return { name, size: bytes.length, open: async () => Readable.from([bytes]) };
}

async function lostMeanwhile(admit: Admit): Promise<Refusal | null> {
  const still: Result<StaffMember> = await admit();
  return still.ok ? null : still;
}

const TRIES = 3;

/** After an answer that was lost it is looked for before it is shared again. */
async function share(bot: StaffBot, sent: readonly Sent[], { comment, channel, since }: ToHandOver): Promise<boolean> {
  const [first, ...others] = sent;
  if (!first) return false;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const shared = await patiently(async () => {
      const answer = await shareFile(bot.slack, { ...first, others, comment }, { channel });
      return !answer.ok && answer.failure.kind === 'unknown' ? { ok: true, value: 'look' } : answer;
    });
    if (!shared.ok) return false;
    if (shared.value !== 'look') return true;
    const found = await findInChannel(bot.slack, channel, since, (message) =>
      (message.files ?? []).some((one) => one.id === first.id),
    );
    if (found.ok && found.value !== null) return true;
  }
  return false;
}
