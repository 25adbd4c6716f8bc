import { sendBytes } from '../deliver/upload-file.ts';
import type { StaffBot } from '../staff-bot.ts';

/** A file into a person's direct messages with the bot, and nowhere else. Throws when Slack does not take it. */
export async function sendFile(
  bot: StaffBot,
  slackUserId: string,
  file: { name: string; bytes: Uint8Array; comment: string },
): Promise<void> {
  const opened = await bot.slack.conversations.open({ users: slackUserId });
  const channel = opened.channel?.id;
  if (!channel) throw new Error('the direct message could not be opened');
  const sent = await sendBytes(bot.slack, file.name, file.bytes);
  if (!sent.ok) throw new Error('the file was not taken');
  await bot.slack.files.completeUploadExternal({
    files: [{ id: sent.value, title: file.name }],
    channel_id: channel,
    initial_comment: file.comment,
  });
}
