import { type Result, refuse } from '../../../core/domain/result.ts';
import { may, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { type FileWanted, file, type MakeFile } from '../host/listing.ts';
import { staffWords } from '../kit/words.ts';
import { logFailure, refusalWords, tell } from '../respond.ts';
import type { ExportedFile, StaffBot } from '../staff-bot.ts';
import { sendFile } from './send-file.ts';

const { words: staff } = staffWords('staff');

const figures: MakeFile = async (bot, member, wanted) =>
  bot.exportFile && wanted.what !== 'sheet' ? bot.exportFile(member, wanted) : refuse('not_allowed');

const sheet: MakeFile = async (bot, member, wanted) =>
  bot.attendanceSheet && wanted.what === 'sheet' ? bot.attendanceSheet(member, wanted.offer) : refuse('not_allowed');

/** The files that are made for one person, each with who may have it. */
export const EXPORTS = [
  ...(['items', 'summary', 'participants', 'attendance', 'grants'] as const).map((what) =>
    file(what, 'export', figures),
  ),
  file('sheet', 'run_offers', sheet),
];

/** Makes the file if its own rule lets them. Refusals: role_needed, and those of the file. */
async function make(bot: StaffBot, member: StaffMember, wanted: FileWanted): Promise<Result<ExportedFile>> {
  const listing = EXPORTS.find(({ id }) => id === wanted.what);
  if (!listing) return refuse('bad_form');
  return may(member, listing.rule) ? listing.handle(bot, member, wanted) : refuseRole(listing.rule);
}

/** Sends a file to this one person, or the reason why there is none: longer than Slack waits for an answer. Never throws. */
export async function sendExport(
  bot: StaffBot,
  member: StaffMember,
  wanted: FileWanted,
  comment: string,
): Promise<void> {
  const { slackUserId } = member;
  try {
    const made = await make(bot, member, wanted);
    if (!made.ok) return await tell(bot, { userId: slackUserId }, refusalWords(made));
    const { remark, ...exported } = made.value;
    await sendFile(bot, slackUserId, { ...exported, comment: `${comment} ${remark}` });
  } catch (error) {
    logFailure(bot, error);
    await tell(bot, { userId: slackUserId }, staff('apology')).catch((failure) => logFailure(bot, failure));
  }
}
