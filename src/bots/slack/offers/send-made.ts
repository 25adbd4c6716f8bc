import { type Result, refuse } from '../../../core/domain/result.ts';
import { sendFile } from '../actions/send-file.ts';
import { logFailure, refusalWords, tell } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';

type Made = Promise<Result<{ name: string; bytes: Uint8Array }>> | undefined;

/** Makes a file and sends it to this one person; or the reason why there is none. Never throws. */
export async function sendMade(bot: StaffBot, slackUserId: string, make: () => Made, comment: string): Promise<void> {
  try {
    const made = (await make()) ?? refuse('not_allowed');
    if (!made.ok) return await tell(bot, { userId: slackUserId }, refusalWords(bot, made));
    await sendFile(bot, slackUserId, { ...made.value, comment });
  } catch (error) {
    logFailure(bot, error);
    await tell(bot, { userId: slackUserId }, bot.words('apology')).catch((failure) => logFailure(bot, failure));
  }
}
