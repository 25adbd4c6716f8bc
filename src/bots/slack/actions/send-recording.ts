import type { StaffMember } from '../../../core/domain/permissions.ts';
import { done, type Result, refuse } from '../../../core/domain/result.ts';
import { releaseRecording } from '../../../core/items/release-recording.ts';
import type { StaffBot } from '../staff-bot.ts';
import { sendFile } from './send-file.ts';

/** The resident's files of a sensitive item, to who asked. Refusals: not_found, no_files, file_gone. */
export async function sendRecording(bot: StaffBot, member: StaffMember, reference: string): Promise<Result<number>> {
  const files = await releaseRecording(bot.line, member, reference);
  if (!files.ok) return files;
  let sent = 0;
  for (const [index, file] of files.value.entries()) {
    const got = file.tooLarge ? null : await bot.fetchMedia?.(file.id);
    if (got?.kind !== 'file') continue;
    const name = `${reference}-${index + 1}.${got.extension}`;
    await sendFile(bot, member.slackUserId, {
      name,
      bytes: got.bytes,
      comment: bot.words('item.recording', { reference }),
    });
    sent += 1;
  }
  return sent > 0 ? done(sent) : refuse('file_gone');
}
