import { buffer } from 'node:stream/consumers';
import { done, type Result, refuse } from '../../../core/domain/result.ts';
import { may, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { REPORTS } from '../../../core/reports.ts';
import { attendance } from '../../../core/trainings/reports/attendance.ts';
import { exportReport } from '../../../files/export-report.ts';
import { sendBytes } from '../deliver/upload-file.ts';
import { file } from '../host/listing.ts';
import { staffWords } from '../kit/words.ts';
import { logFailure, tell, whyRefused } from '../respond.ts';
import type { ExportedFile, FileWanted, MakeFile, StaffBot } from '../surface.ts';

const { words: staff } = staffWords('staff');

/** The same file as the command's, as bytes for the upload. */
const report =
  (what: string): MakeFile =>
  async (bot, member, { what: _, ...asked }) => {
    const made = await exportReport(bot.line, bot.texts, member, { what, ...asked });
    if (!made.ok) return made;
    const { stream, name, remark, beside } = made.value;
    return done({ name, remark, bytes: await buffer(stream), beside: beside(name) });
  };

/** The files that are made for one person, each with who may have it. */
export const FILES = [
  ...REPORTS.map(({ name, rule }) => file(name, rule, report(name))),
  file('sheet', attendance.ruleAtOffer, report(attendance.name)),
];

/** Makes the file if its own rule lets them. Refusals: role_needed, and those of the file. */
async function make(bot: StaffBot, member: StaffMember, wanted: FileWanted): Promise<Result<ExportedFile>> {
  const listing = bot.surfaces.file(wanted.what);
  if (!listing) return refuse('bad_form');
  return may(member, listing.rule) ? listing.handle(bot, member, wanted) : refuseRole(listing.rule, member);
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
    if (!made.ok) return await tell(bot, { userId: slackUserId }, await whyRefused(bot, made));
    const { remark, ...exported } = made.value;
    await sendFile(bot, slackUserId, { ...exported, comment: `${comment} ${remark}` });
  } catch (error) {
    logFailure(bot, error);
    await tell(bot, { userId: slackUserId }, staff('apology')).catch((failure) => logFailure(bot, failure));
  }
}

/** A file into a person's direct messages with the bot, and nowhere else. Throws when Slack does not take it. */
async function sendFile(
  bot: StaffBot,
  slackUserId: string,
  { name, bytes, beside = [], comment }: Omit<ExportedFile, 'remark'> & { comment: string },
): Promise<void> {
  const opened = await bot.slack.conversations.open({ users: slackUserId });
  const channel = opened.channel?.id;
  if (!channel) throw new Error('the direct message could not be opened');
  const upload = async (title: string, content: Uint8Array) => {
    const sent = await sendBytes(bot.slack, title, content);
    if (!sent.ok) throw new Error('the file was not taken');
    return { id: sent.value, title };
  };
  const files: [{ id: string; title: string }, ...{ id: string; title: string }[]] = [await upload(name, bytes)];
  for (const small of beside) files.push(await upload(small.name, Buffer.from(small.text)));
  await bot.slack.files.completeUploadExternal({ files, channel_id: channel, initial_comment: comment });
}
