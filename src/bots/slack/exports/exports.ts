import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXPORT_RULES, type ExportRule } from '../../../core/domain/exports.ts';
import { done, type Refusal, type Result, refuse } from '../../../core/domain/result.ts';
import { may, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import {
  beginExport,
  type Export,
  endExport,
  keepExport,
  keepExportAlive,
  readExport,
  tellExportIn,
  writeExport,
} from '../../../core/exports/hold-export.ts';
import { REPORTS } from '../../../core/reports.ts';
import { attendance } from '../../../core/trainings/reports/attendance.ts';
import { exportReport } from '../../../files/export-report.ts';
import { admit } from '../host/admit.ts';
import { file } from '../host/listing.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { logFailure, whyRefused } from '../respond.ts';
import type { ExportedFile, FileWanted, Kind, MakeFile, StaffBot } from '../surface.ts';
import { commandFor, sizeWords, whatWords } from './export-words.ts';
import { asUpload, handOver, type ToHandOver } from './hand-over.ts';
import { openProgress, type Progress } from './progress.ts';

const { words } = staffWords('staff-exports');

/** The same file as the command's. */
const report =
  (what: string): MakeFile =>
  (bot, member, { what: _, ...asked }, onRows) =>
    exportReport(bot.line, bot.texts, member, { what, ...asked }, onRows);

/** The files that are made for one person, each with who may have it. */
export const FILES = [
  ...REPORTS.map(({ name, rule }) => file(name, rule, report(name))),
  file('sheet', attendance.ruleAtOffer, report(attendance.name)),
];

/** What is being made, of whom, and for whom. */
type Job = {
  bot: StaffBot;
  member: StaffMember;
  wanted: FileWanted;
  what: string;
  progress: Progress;
  listing: Kind<'export'>;
  comment: string;
};

/** Makes a file for this one person, and tells them how far it is: longer than Slack waits for an answer. Never throws. */
export async function sendExport(
  bot: StaffBot,
  member: StaffMember,
  wanted: FileWanted,
  comment: string,
): Promise<void> {
  const what = whatWords(wanted);
  const progress = await openProgress(bot, member.slackUserId, words('progress.making', { what }));
  try {
    const listing = bot.surfaces.file(wanted.what);
    const said = listing
      ? await makeAndGive({ bot, member, wanted, what, progress, listing, comment })
      : refuse('bad_form');
    const why = said.ok ? '' : await whyRefused(bot, said);
    await progress.end(said.ok ? said.value : words('progress.refused', { what, why }));
  } catch (error) {
    logFailure(bot, error);
    await progress.end(words(isFull(error) ? 'progress.disk_full' : 'progress.failed', { what }));
  }
}

/** What they are told in the end, or why they get no file. */
async function makeAndGive(job: Job): Promise<Result<string>> {
  const { bot, member, wanted, progress, listing } = job;
  if (!may(member, listing.rule)) return refuseRole(listing.rule, member);
  const made = await beginExport(bot.line, folderOf(bot), member, ruleOf(listing));
  let kept = false;
  try {
    if (progress.channel !== null && progress.ts !== null)
      await tellExportIn(bot.line, made, { channel: progress.channel, ts: progress.ts });
    progress.begin(() => keepExportAlive(bot.line, made));
    const file = await listing.handle(bot, member, wanted, (count) =>
      progress.say(words('progress.rows', { what: job.what, count })),
    );
    if (!file.ok) return file;
    const size = await writeExport(made, file.value.stream);
    progress.say(words('progress.sending', { what: job.what, size: sizeWords(size) }));
    const came = await give(job, made, file.value, size);
    kept = came.ok && came.value.kept;
    return done(came.ok ? came.value.said : await notHandedOver(job, came));
  } finally {
    if (!kept) await endExport(bot.line, made).catch((error: unknown) => logFailure(bot, error));
  }
}

/** Sends it; where Slack does not take it, lets it lie for whoever has the link, or says how else it is had. */
async function give(
  job: Job,
  made: Export,
  { name, remark, beside }: ExportedFile,
  size: number,
): Promise<Result<{ said: string; kept: boolean }>> {
  const { bot, member, wanted, what, progress, listing, comment } = job;
  const { slackFileMegabytes, publicUrl } = await bot.line.settings();
  const sized = { what, size: sizeWords(size) };
  const still = () => admit(bot, { id: member.slackUserId, name: member.displayName }, listing.rule);
  const and = beside?.(name) ?? [];
  const since = progress.ts === null ? bot.line.now() : new Date(Number(progress.ts) * 1000);
  const mayBeTaken = progress.channel !== null && size > 0 && size <= slackFileMegabytes * 1_000_000;
  if (mayBeTaken && progress.channel !== null) {
    const upload = { name, size, open: () => readExport(made), comment: `${comment} ${remark}`, beside: and };
    const came = await handOver(bot, { ...upload, channel: progress.channel, since, admit: still });
    if (!came.ok) return came;
    if (came.value === 'sent') return done({ said: words('progress.made', sized), kept: false });
  }
  const allowed = await still();
  if (!allowed.ok) return allowed;
  if (publicUrl === '')
    return done({ said: words('progress.no_address', { ...sized, command: commandFor(wanted, name) }), kept: false });
  const { endsAt, timesLeft } = await keepExport(bot.line, made, { name, size });
  const link = new URL(`exports/${made.token}`, publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`).href;
  const said = words('progress.kept', { ...sized, link, until: moment(endsAt), times: timesLeft });
  const [small] = and;
  if (!small) return done({ said, kept: true });
  // What says what is in it is small: Slack may take it where it does not take the file.
  const to = { channel: progress.channel, since, admit: still, comment: words('progress.dictionary') };
  const gave = to.channel !== null && (await giveSmall(bot, small, { ...to, channel: to.channel }));
  return done({ said: `${said} ${words(gave ? 'progress.dictionary_here' : 'progress.no_dictionary')}`, kept: true });
}

async function giveSmall(
  bot: StaffBot,
  small: { name: string; text: string },
  to: Pick<ToHandOver, 'channel' | 'since' | 'admit' | 'comment'>,
): Promise<boolean> {
  const came = await handOver(bot, { ...asUpload(small), ...to, beside: [] });
  return came.ok && came.value === 'sent';
}

const notHandedOver = async ({ bot, what }: Job, refusal: Refusal): Promise<string> =>
  words('progress.not_handed_over', { what, why: await whyRefused(bot, refusal) });

const folderOf = ({ exportsDir }: StaffBot): string => exportsDir ?? join(tmpdir(), 'community-line-exports');

function ruleOf({ rule }: Kind<'export'>): ExportRule {
  const known = EXPORT_RULES.find((one) => one === rule);
  if (!known) throw new Error('who may have a file is asked once more by a rule that its row can hold');
  return known;
}

/** No room on the disk, or in what this line may use of it. */
const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
